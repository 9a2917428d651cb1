#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/form.hpp"
#include "api/judged.hpp"
#include "api/page_answers.hpp"
#include "api/person.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

/// The form as the submission it is: one stop for each purpose it names. Its id is made here: one
/// in a page that a browser kept would repeat an old answer where a new withdrawal is meant.
Value submission_of(std::string_view form) {
  Value changes = array_value();
  for (const std::string& purpose : form_values(form, "purpose")) {
    Value change = object_value();
    add_text(change, "choice", name_of(EventKind::withdrawn));
    add(change, "purpose", text_value(purpose));
    changes.items.push_back(std::move(change));
  }
  Value submission = object_value();
  if (const auto subject = http::form_value(form, "subject")) {
    add(submission, "subject", text_value(*subject));
  }
  add(submission, "submission_id", text_value(random_id()));
  add(submission, "changes", std::move(changes));
  return submission;
}

/// What the answer told, in the reader's language.
Value page_of(const Verifier& verifier, const Value& answer, std::string_view language) {
  Value stopped = array_value();
  Value refused = array_value();
  const Value* verdicts = answer.find("verdicts");
  for (const Value& verdict : verdicts == nullptr ? std::vector<Value>() : verdicts->items) {
    const Value* purpose = verdict.find("purpose");
    const Value* code = verdict.find("code");
    Value one = object_value();
    add_text(one, "title", purpose != nullptr ? title_of(verifier, purpose->text, language) : "");
    if (code != nullptr) add_text(one, "detail", verifier.sentences->text(code->text, language));
    (code != nullptr ? refused : stopped).items.push_back(std::move(one));
  }
  Value page = object_value();
  add(page, "stopped", std::move(stopped));
  add(page, "refused", std::move(refused));
  return page;
}

Response answer_page(const Verifier& verifier, const Request& request, const Me& me,
                     const Submission& submission, const std::string& answer) {
  const auto value = read_json(answer);
  if (!value) return as_page(verifier, request, refuse(verifier, request, value.error()));
  const std::string language = page_language(request);
  Value page = page_of(verifier, *value, language);
  const State state = verifier.states.of_subject(submission.subject).state;
  add_text(page, "subscriber_name",
           verifier.store.subscriber_name(state.subject.subscriber).value_or(std::string()));
  return verifier.pages->page(201, "stopped", {language, "/privacy", me.person.name},
                              operator_name(verifier), page);
}

Response stop(const Verifier& verifier, const Request& request) {
  auto acted = who_acts(verifier, request, NullOrigin::allowed_from_own_page);
  if (auto* response = std::get_if<Response>(&acted)) return std::move(*response);
  const Me& me = std::get<Me>(acted);
  if (http::media_type(request.header("content-type")) != form_type) {
    return refuse(verifier, request, 415, unsupported_media_type);
  }
  const auto submission = submission_from(submission_of(request.body));
  if (!submission) return refuse(verifier, request, submission.error());

  const Actor actor{me.person.id, Role::user, Door::form, me.session};
  Refused refused;
  const Outcome outcome = record_once(
      verifier, {me.person.id, submission->submission_id, request.body}, [&](Pending& pending) {
        const auto state = pending.of_subject(submission->subject);
        if (!state || state->subject.person != me.person.id) return Answer();
        return judge_and_append(verifier, *submission, *state, actor, pending, refused);
      });
  if (outcome.answer) return answer_page(verifier, request, me, *submission, *outcome.answer);
  if (outcome.recorded != Recorded::declined) {
    return answer_unrecorded(verifier, request, outcome.recorded);
  }
  if (!refused.state) return refuse(verifier, request, 404, not_found);
  return refuse(verifier, request, refused.verdicts.front().outcome);
}

}  // namespace

Response post_stops(const Verifier& verifier, const Request& request) {
  Response response = stop(verifier, request);
  const bool is_page = response.header("content-type") != "application/problem+json";
  return is_page ? response : as_page(verifier, request, response);
}

}  // namespace samtycke::server

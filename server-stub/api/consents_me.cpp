#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/judged.hpp"
#include "api/person.hpp"
#include "api/relations.hpp"
#include "api/status.hpp"
#include "http/static_files.hpp"

namespace samtycke::server {
namespace {

std::string etag_of(const State& state) {
  return '"' + state.subject.id + ':' + std::to_string(state.subject.sequence) + '"';
}

Value catalogue_value(const Verifier& verifier) {
  Value out = object_value();
  if (const Catalogue* catalogue = verifier.catalogue()) {
    add_text(out, "id", catalogue->id);
    add_text(out, "version", catalogue->version);
    add_text(out, "digest", catalogue->digest);
  }
  return out;
}

Value relations_value(const std::vector<Relation>& relations) {
  Value list = array_value();
  for (const Relation& relation : relations) {
    Value one = object_value();
    add_text(one, "subject", relation.subject);
    add_text(one, "subscriber_name", relation.subscriber_name);
    add_text(one, "subscriber_kind", relation.subscriber_kind);
    list.items.push_back(std::move(one));
  }
  return list;
}

/// A grant under a condition that is not met was made on another state than this one; a stop was
/// made on any (DESIGN rule 3: docs/ARCHITECTURE.md).
void mark_as_old(Submission& submission) {
  for (Act& act : submission.changes) act.sequence = std::numeric_limits<std::uint64_t>::max();
}

Response answer_refused(const Verifier& verifier, const Request& request, const Refused& refused,
                        bool unmet) {
  Value members = object_value();
  add(members, "verdicts", verdicts_value(refused.verdicts));
  add(members, "state", to_persons_value(*refused.state));
  if (unmet) return refuse_with(verifier, request, 412, condition_unmet, "", members);
  const Error& first = refused.verdicts.front().outcome;
  return refuse_with(verifier, request, status_of(first.code), name_of(first.code), first.where,
                     members);
}

}  // namespace

Response get_consents_me(const Verifier& verifier, const Request& request) {
  auto asked = who_asks(verifier, request, Proof::session_or_token);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  const KnownPerson& person = std::get<Me>(asked).person;
  const auto relations = relations_of(verifier, person.id);
  if (!relations) return refuse(verifier, request, {store_failed, ""});

  std::string subject = request.query_value("subject").value_or("");
  if (subject.empty() && relations->size() == 1) subject = relations->front().subject;
  State state;
  if (!subject.empty()) {
    state = verifier.states.of_subject(subject).state;
    if (!state.readable) return refuse(verifier, request, {store_failed, ""});
    // Somebody else's relation and none at all look alike.
    if (state.subject.person != person.id) return refuse(verifier, request, 404, not_found);
  }

  Value out = object_value();
  add(out, "catalogue", catalogue_value(verifier));
  Value named = object_value();
  add_text(named, "name", person.name);
  add(out, "person", std::move(named));
  add(out, "relations", relations_value(*relations));
  add(out, "subject", subject.empty() ? Value() : text_value(subject));
  add(out, "state", subject.empty() ? Value() : to_persons_value(state));
  add(out, "now", text_value(format_time(verifier.clock())));
  Response response = answer_json(200, out);
  if (!subject.empty()) response.set("ETag", etag_of(state));
  return response;
}

Response post_consents_me(const Verifier& verifier, const Request& request) {
  auto acted = who_acts(verifier, request, NullOrigin::refused, Proof::session_or_token);
  if (auto* response = std::get_if<Response>(&acted)) return std::move(*response);
  const Me& me = std::get<Me>(acted);
  auto body = read_body(verifier, request);
  if (auto* response = std::get_if<Response>(&body)) return std::move(*response);
  auto submission = submission_from(std::get<Value>(body));
  if (!submission) return refuse(verifier, request, submission.error());

  const Actor actor{me.person.id, Role::user, Door::page, me.session};
  const std::string_view if_match = request.header("if-match");
  Refused refused;
  bool unmet = false;
  const Outcome outcome = record_once(
      verifier, {me.person.id, submission->submission_id, request.body}, [&](Pending& pending) {
        const auto state = pending.of_subject(submission->subject);
        if (!state || state->subject.person != me.person.id) return Answer();
        unmet = !if_match.empty() && !http::etag_listed(if_match, etag_of(*state));
        if (unmet) mark_as_old(*submission);
        return judge_and_append(verifier, *submission, *state, actor, pending, refused);
      });
  if (outcome.answer) return answer_recorded(verifier, request, outcome);
  if (outcome.reused) return refuse(verifier, request, 422, submission_id_reused, "/submission_id");
  if (outcome.recorded != Recorded::declined) {
    return answer_unrecorded(verifier, request, outcome.recorded);
  }
  if (!refused.state) return refuse(verifier, request, 404, not_found);
  return answer_refused(verifier, request, refused, unmet);
}

}  // namespace samtycke::server

#include "api/decisions.hpp"

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/status.hpp"
#include "core/decide.hpp"
#include "core/fields.hpp"
#include "core/identifier.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view scope = "decisions:read";
constexpr std::size_t requests_max = 1'000;

/// One question, and whom it is about.
struct Asked {
  Question question;
  std::string subject;  // empty: the identifier says
  std::optional<NamedIdentifier> identifier;
};

/// `{"subject" or "identifier", and a question of the core's}`.
Result<Asked> asked_from(const Value& value, const std::string& where) {
  Asked asked;
  Value rest = object_value();
  for (std::size_t i = 0; i < value.names.size(); ++i) {
    if (value.names[i] == "subject" || value.names[i] == "identifier") continue;
    add(rest, value.names[i], value.items[i]);
  }
  auto question = question_from(value.is(Value::Type::object) ? rest : value, where);
  if (!question) return question.error();
  asked.question = std::move(*question);
  const Value* subject = value.find("subject");
  const Value* identifier = value.find("identifier");
  if ((subject == nullptr) == (identifier == nullptr)) {
    // Neither leaves nobody to decide about; both could mean two people.
    return Error{subject == nullptr ? Code::missing_member : Code::unknown_member,
                 pointer(where, subject == nullptr ? "subject" : "identifier")};
  }
  if (identifier != nullptr) {
    auto named = identifier_from(*identifier, pointer(where, "identifier"));
    if (!named) return named.error();
    asked.identifier = std::move(*named);
    return asked;
  }
  Value named = object_value();
  add(named, "subject", *subject);
  Fields fields(named, where);
  asked.subject = fields.id("subject");
  if (const auto error = fields.error()) return *error;
  return asked;
}

/// The state at which the question is decided. Whom nobody knows has an empty one.
Reading reading_for(const Verifier& verifier, const Asked& asked, Time now) {
  if (!asked.identifier) return verifier.states.of_subject(asked.subject);
  // Before the look-up: the answer is at least as new as its position says.
  const std::uint64_t events_count = verifier.states.events_count();
  const auto found = verifier.store.identifiers(name_of(asked.identifier->kind),
                                                asked.identifier->value, View::committed);
  if (!found) {
    Reading unreadable;
    unreadable.state.readable = false;
    unreadable.events_count = events_count;
    return unreadable;
  }
  std::vector<Link> links;
  for (const Identifier& span : *found) links.push_back({span.subject, span.from, span.until});
  const auto subject = subject_at(links, asked.question.record_time.value_or(now));
  if (subject) return verifier.states.of_subject(*subject);
  return {State{}, events_count};
}

Value decide(const Verifier& verifier, const Asked& asked) {
  const Time now = verifier.clock();
  const Reading reading = reading_for(verifier, asked, now);
  Value out =
      to_value(decide_processing(asked.question, *verifier.catalogue(), reading.state, now));
  add(out, "position", last_position(reading.events_count));
  return out;
}

/// All questions are read before the first is decided: a batch is answered whole or not at all.
Result<std::vector<Asked>> batch_from(const Value& value) {
  Fields fields(value, "");
  const Value& requests = fields.array("requests", requests_max);
  if (const auto error = fields.error()) return *error;
  std::vector<Asked> batch;
  for (std::size_t i = 0; i < requests.items.size(); ++i) {
    auto asked = asked_from(requests.items[i], pointer("/requests", i));
    if (!asked) return asked.error();
    batch.push_back(std::move(*asked));
  }
  return batch;
}

}  // namespace

Response answer_questions(const Verifier& verifier, const Request& request, const Value& body) {
  if (verifier.catalogue() == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});
  if (body.find("requests") == nullptr) {
    const auto asked = asked_from(body, "");
    if (!asked) return refuse(verifier, request, asked.error());
    return answer_json(200, decide(verifier, *asked));
  }
  const auto batch = batch_from(body);
  if (!batch) return refuse(verifier, request, batch.error());
  Value decisions = array_value();
  for (const Asked& asked : *batch) decisions.items.push_back(decide(verifier, asked));
  Value out = object_value();
  add(out, "decisions", std::move(decisions));
  return answer_json(200, out);
}

Response post_decisions(const Verifier& verifier, const Request& request) {
  const auto bearer = verifier.door.bearer(request, scope);
  if (const auto* refusal = std::get_if<Refusal>(&bearer)) {
    return refuse(verifier, request, *refusal);
  }
  auto body = read_body(verifier, request);
  if (auto* response = std::get_if<Response>(&body)) return std::move(*response);
  return answer_questions(verifier, request, std::get<Value>(body));
}

}  // namespace samtycke::server

#include "api/gates.hpp"

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/judged.hpp"
#include "api/person.hpp"
#include "api/status.hpp"
#include "core/gates.hpp"

namespace samtycke::server {

std::optional<Value> gates_of(const Verifier& verifier, std::string_view person,
                              std::string_view language) {
  const auto subscribers = verifier.store.subscribers_of(person);
  if (!subscribers) return std::nullopt;
  Value list = array_value();
  for (const std::string& id : *subscribers) {
    const State state = verifier.states.of_subscriber(id).state;
    const auto name = verifier.store.subscriber_name(id);
    if (!state.readable || !name) return std::nullopt;
    if (!holds_mandate(state.subscriber, person, verifier.clock())) continue;
    Value one = object_value();
    add_text(one, "subscriber", id);
    add_text(one, "name", *name);
    add(one, "gates", gates_value(*verifier.catalogue(), state.subscriber, language));
    list.items.push_back(std::move(one));
  }
  return list;
}

Response record_gates(const Verifier& verifier, const Request& request, const Me& me,
                      const Value& wish) {
  const auto gates = gates_from(wish);
  if (!gates) return refuse(verifier, request, gates.error());

  const Actor actor{me.person.id, Role::company_admin, Door::gates, me.session};
  Refused refused;
  const Outcome outcome = record_once(
      verifier, {me.person.id, gates->submission_id, request.body}, [&](Pending& pending) {
        const auto state = pending.of_subscriber(subscriber_of(*gates));
        if (!state) return Answer();
        return judge_and_append(verifier, *gates, *state, actor, pending, refused);
      });
  if (outcome.answer) return answer_recorded(verifier, request, outcome);
  if (outcome.reused) return refuse(verifier, request, 422, submission_id_reused, "/submission_id");
  if (outcome.recorded != Recorded::declined) {
    return answer_unrecorded(verifier, request, outcome.recorded);
  }
  // No state here: a stranger is told nothing of the company.
  Value members = object_value();
  add(members, "verdicts", verdicts_value(refused.verdicts));
  const Error& first = refused.verdicts.front().outcome;
  return refuse_with(verifier, request, status_of(first.code), name_of(first.code), first.where,
                     members);
}

Response get_gates(const Verifier& verifier, const Request& request) {
  auto asked = who_asks(verifier, request);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  if (verifier.catalogue() == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});
  auto list = gates_of(verifier, std::get<Me>(asked).person.id, language_of(request));
  if (!list) return refuse(verifier, request, {store_failed, ""});
  Value out = object_value();
  add(out, "subscribers", std::move(*list));
  return answer_json(200, out);
}

Response post_gates(const Verifier& verifier, const Request& request) {
  auto acted = who_acts(verifier, request);
  if (auto* response = std::get_if<Response>(&acted)) return std::move(*response);
  auto body = read_body(verifier, request);
  if (auto* response = std::get_if<Response>(&body)) return std::move(*response);
  return record_gates(verifier, request, std::get<Me>(acted), std::get<Value>(body));
}

}  // namespace samtycke::server

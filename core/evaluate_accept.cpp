#include "evaluate_call.hpp"
#include "gates.hpp"
#include "submission.hpp"

namespace samtycke {
namespace {

Actor read_actor(Call& call) {
  Actor actor;
  Fields fields(call.fields.object("actor"), "/actor");
  actor.person = fields.optional_id("person");
  actor.session = fields.optional_id("session");
  const auto role = named<Role>(fields.text("role"), role_names);
  const auto door = named<Door>(fields.text("door"), door_names);
  if (!role) fields.fail(Code::bad_value, "role");
  if (!door) fields.fail(Code::bad_value, "door");
  actor.role = role.value_or(Role::user);
  actor.door = door.value_or(Door::form);
  if (const auto error = fields.error()) call.fields.fail(*error);
  return actor;
}

}  // namespace

Circumstances circumstances_of(Call& call) {
  Circumstances out;
  out.catalogue = call.loaded.catalogue ? &*call.loaded.catalogue : nullptr;
  out.catalogue_signed = call.loaded.signed_;
  out.now = call.fields.time("now");
  out.hash = call.hash;
  return out;
}

Answer call_accept(Call& call) {
  const auto act = act_from(call.fields.object("act"), "/act");
  const Actor actor = read_actor(call);
  const Circumstances circumstances = circumstances_of(call);
  auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!act) return act.error();
  if (!state) return state.error();
  const auto events = accept(*act, circumstances, *state, actor);
  if (!events) return events.error();
  Value out = object_value();
  add(out, "events", events_value(*events));
  return out;
}

/// A person's submission, or an administrator's `gates`.
Answer call_judge(Call& call) {
  const std::string member = call.fields.has("gates") ? "gates" : "submission";
  const Value& sent = call.fields.object(member);
  const auto submission = member == "gates" ? gates_from(sent) : submission_from(sent);
  const Actor actor = read_actor(call);
  const Circumstances circumstances = circumstances_of(call);
  auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!submission) {
    return Error{submission.error().code, "/" + member + submission.error().where};
  }
  if (!state) return state.error();
  const Judgement judgement = judge(*submission, circumstances, *state, actor);
  Value verdicts = array_value();
  for (const Verdict& verdict : judgement.verdicts) verdicts.items.push_back(to_value(verdict));
  Value out = object_value();
  add(out, "verdicts", std::move(verdicts));
  add(out, "events", events_value(judgement.events));
  add(out, "state", to_value(judgement.state));
  return out;
}

}  // namespace samtycke

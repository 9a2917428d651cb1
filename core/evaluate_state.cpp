#include "evaluate_call.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

/// Whether the state knows the party that an event is of. One without a name has no events, and
/// must not take its name from somebody else's: nobody is behind a SIM in a pool.
bool is_named(const State& state, const Event& event) {
  switch (party_of(event)) {
    case Party::subject:
      return !state.subject.id.empty();
    case Party::person:
      return !state.person.id.empty();
    case Party::subscriber:
      return !state.subscriber.id.empty();
  }
  return false;
}

/// What the events amount to for a subject, its person and its subscriber, as its relation names
/// them; for a subscriber alone where no subject is named; and of all events where nobody is.
State replay(const std::vector<Event>& events, std::string_view subject,
             std::string_view subscriber) {
  State state;
  state.subject.id = subject;
  if (subject.empty()) state.subscriber.id = subscriber;
  for (const Event& event : events) {
    if (subject.empty() || event.kind != EventKind::relation_begun || event.subject != subject) {
      continue;
    }
    state.person.id = event.person;
    state.subscriber.id = event.subscriber;
  }
  const bool of_all = subject.empty() && subscriber.empty();
  for (const Event& event : events) {
    if (of_all || is_named(state, event)) state = apply(std::move(state), event);
  }
  return state;
}

/// The state that `state_for` answers, without the events after `until`.
Result<State> state_until(Call& call, Time until) {
  if (call.fields.has("state")) {
    call.fields.allow("events");
    return state_from(call.fields.object("state"), "/state");
  }
  auto events = events_for(call);
  // Read before the events may fail, so that the fault named is theirs.
  const std::string subject = call.fields.optional_id("subject");
  const std::string subscriber = call.fields.optional_id("subscriber");
  if (!events) return events.error();
  std::erase_if(*events, [until](const Event& event) { return event.at > until; });
  return replay(*events, subject, subscriber);
}

}  // namespace

Result<std::vector<Event>> events_from(const Value& list, const std::string& where) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    auto event = event_from(list.items[i], pointer(where, i));
    if (!event) return event.error();
    events.push_back(std::move(*event));
  }
  return events;
}

Value events_value(const std::vector<Event>& events) {
  Value list = array_value();
  for (const Event& event : events) list.items.push_back(to_value(event));
  return list;
}

Result<std::vector<Event>> events_for(Call& call) {
  if (call.fields.has("state")) return std::vector<Event>();
  std::vector<Event> events = call.carried;
  if (!call.fields.has("events")) return events;
  auto more = events_from(call.fields.array("events", limits::events_max), "/events");
  if (!more) return more.error();
  for (Event& event : *more) events.push_back(std::move(event));
  return events;
}

Result<State> state_for(Call& call) { return state_until(call, time_max); }

Result<State> state_as_of(Call& call) {
  if (call.fields.has("state")) return state_for(call);
  return state_until(call, call.fields.optional_time("as_of").value_or(time_max));
}

const History events_history{events_from, events_value, state_as_of};

/// Events told once are there for every later line, until `forget`.
Answer call_events(Call& call) {
  auto events = events_from(call.fields.array("events", limits::events_max), "/events");
  if (!events) return events.error();
  if (const auto error = call.fields.error()) return *error;
  if (call.carried.size() + events->size() > limits::events_max) {
    return Error{Code::too_many, "/events"};
  }
  for (Event& event : *events) call.carried.push_back(std::move(event));
  Value out = object_value();
  add(out, "events", integer_value(static_cast<std::int64_t>(call.carried.size())));
  return out;
}

Answer call_forget(Call& call) {
  if (const auto error = call.fields.error()) return *error;
  call.carried.clear();
  Value out = object_value();
  add(out, "events", integer_value(0));
  return out;
}

Answer call_state(Call& call) {
  const auto state = state_as_of(call);
  if (!state) return state.error();
  if (const auto error = call.fields.error()) return *error;
  return to_value(*state);
}

Answer call_apply(Call& call) {
  const auto event = event_from(call.fields.object("event"), "/event");
  auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!event) return event.error();
  if (!state) return state.error();
  return to_value(apply(std::move(*state), *event));
}

}  // namespace samtycke

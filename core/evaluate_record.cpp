#include "due.hpp"
#include "evaluate_call.hpp"
#include "record.hpp"

namespace samtycke {

Answer call_decide_record(Call& call) {
  const auto record = record_from(call.fields.object("record"), "/record");
  const Time now = call.fields.time("now");
  const auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!record) return record.error();
  if (!state) return state.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  const auto answer = decide_record(*record, *call.loaded.catalogue, *state, now);
  if (!answer) return Error{answer.error().code, "/record" + answer.error().where};
  return to_value(*answer);
}

namespace {

/// What the two questions about a relation's time are asked of.
template <typename Tell>
Answer of_relation(Call& call, Tell tell) {
  const Time now = call.fields.time("now");
  const auto state = state_for(call);
  const auto events = events_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!state) return state.error();
  if (!events) return events.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  Value out = object_value();
  tell(out, *state, *events, *call.loaded.catalogue, now);
  return out;
}

}  // namespace

Answer call_due(Call& call) {
  return of_relation(call, [](Value& out, const State& state, const std::vector<Event>& events,
                              const Catalogue& catalogue, Time now) {
    Value list = array_value();
    for (const Due& one : due(state, events, catalogue, now)) list.items.push_back(to_value(one));
    add(out, "due", std::move(list));
  });
}

Answer call_evidence_end(Call& call) {
  return of_relation(call, [](Value& out, const State& state, const std::vector<Event>& events,
                              const Catalogue& catalogue, Time now) {
    const auto end = evidence_end(state, events, catalogue, now);
    add_text(out, "evidence_end", end ? format_time(*end) : "");
  });
}

Answer call_rights_clock(Call& call) {
  const Time received_at = call.fields.time("received_at");
  const auto extended_at = call.fields.optional_time("extended_at");
  const Time now = call.fields.time("now");
  if (const auto error = call.fields.error()) return *error;
  const auto due_at = rights_due(received_at, extended_at, now);
  if (!due_at) return due_at.error();
  Value out = object_value();
  add_text(out, "due", format_time(*due_at));
  return out;
}

}  // namespace samtycke

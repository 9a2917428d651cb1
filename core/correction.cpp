#include "correction.hpp"

namespace samtycke {
namespace {

/// Whether the choice that counts now is the one that this event made.
bool stands(const Event& wrong, const State& state) {
  const Choice* choice = find_choice(state.subject, wrong.purpose);
  return wrong.kind == EventKind::granted && choice != nullptr &&
         choice->kind == ChoiceKind::granted && choice->sequence == wrong.sequence;
}

Event corrected(const Event& wrong, std::uint64_t position, Time now, const State& state,
                const Actor& actor) {
  Event event;
  event.kind = EventKind::corrected;
  event.subject = state.subject.id;
  event.person = state.subject.person;
  event.subscriber = state.subject.subscriber;
  event.purpose = wrong.purpose;
  event.roles = {actor.role};
  event.door = actor.door;
  event.at = now;
  event.sequence = state.subject.sequence + 1;
  event.link = "event:" + std::to_string(position);
  return event;
}

}  // namespace

Result<std::vector<Event>> correction_of(const Event& wrong, std::uint64_t position,
                                         const Circumstances& circumstances, const State& state,
                                         const Actor& actor) {
  const bool is_theirs = !wrong.subject.empty() && wrong.subject == state.subject.id;
  if (!is_theirs || wrong.kind == EventKind::corrected) return Error{Code::actor_not_subject, ""};
  std::vector<Event> events = {corrected(wrong, position, circumstances.now, state, actor)};
  if (!stands(wrong, state)) return events;
  Act stop;
  stop.kind = EventKind::withdrawn;
  stop.purpose = wrong.purpose;
  const auto stops = accept(stop, circumstances, apply(state, events.front()), actor);
  if (!stops) return stops.error();
  events.insert(events.end(), stops->begin(), stops->end());
  return events;
}

}  // namespace samtycke

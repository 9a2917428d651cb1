#include "store/states.hpp"

#include <mutex>

namespace samtycke::server {
namespace {

// How each kind of party is found, taken out of a state, and told apart from one never heard of.
constexpr Party party_of_kind(const SubjectState*) { return Party::subject; }
constexpr Party party_of_kind(const PersonState*) { return Party::person; }
constexpr Party party_of_kind(const SubscriberState*) { return Party::subscriber; }
SubjectState& part_of(State& state, const SubjectState*) { return state.subject; }
PersonState& part_of(State& state, const PersonState*) { return state.person; }
SubscriberState& part_of(State& state, const SubscriberState*) { return state.subscriber; }

State unreadable() {
  State state;
  state.readable = false;
  return state;
}

template <typename T>
const T* find(const Parties<T>& parties, std::string_view id) {
  const auto found = parties.find(id);
  return found == parties.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<Event> read_event(std::string_view bytes) {
  const auto value = read_json(bytes);
  if (!value) return std::nullopt;
  auto event = event_from(*value, "");
  if (!event) return std::nullopt;
  return std::move(*event);
}

std::optional<State> replay(const std::vector<std::string>& events, const std::vector<Time>& gaps) {
  State state;
  auto gap = gaps.begin();
  for (const std::string& bytes : events) {
    const auto event = read_event(bytes);
    if (!event) return std::nullopt;
    for (; gap != gaps.end() && *gap <= event->at; ++gap) state.subject.proved_from = *gap;
    state = apply(std::move(state), *event);
  }
  if (!gaps.empty()) state.subject.proved_from = gaps.back();
  return state;
}

bool States::open() {
  const auto count = store_.count();
  const auto openings = store_.log_openings();
  if (!count || !openings) return false;
  for (const LogOpening& opening : *openings) gaps_.push_back(opening.at);
  events_count_ = *count;
  readable_ = true;
  return true;
}

// A party is loaded when it is first asked about, up to where the others stand. It
// may have been moved by a batch between the reading and the keeping; but then the sequencer has
// loaded it too before the batch, and what it published is kept instead.
template <typename T>
std::optional<T> States::party(Parties<T> PartyStates::*kind, std::string_view id, View view,
                               Unheard unheard) {
  if (id.empty()) return T{};
  std::uint64_t events_count = 0;
  {
    const std::shared_lock lock(mutex_);
    if (const T* known = find(known_.*kind, id)) return *known;
    events_count = events_count_;
  }
  constexpr const T* tag = nullptr;
  const auto events = store_.events_of(party_of_kind(tag), id, events_count, view);
  if (!events) return std::nullopt;
  auto state = replay(*events, gaps_);
  if (!state) return std::nullopt;
  if (events->empty() && unheard == Unheard::forgotten) return part_of(*state, tag);
  const std::unique_lock lock(mutex_);
  return (known_.*kind).try_emplace(std::string(id), std::move(part_of(*state, tag))).first->second;
}

std::optional<SubjectState> States::subject(std::string_view id, View view) {
  return party(&PartyStates::subjects, id, view, Unheard::forgotten);
}
std::optional<PersonState> States::person(std::string_view id, View view) {
  return party(&PartyStates::persons, id, view, Unheard::forgotten);
}
std::optional<SubscriberState> States::subscriber(std::string_view id, View view) {
  return party(&PartyStates::subscribers, id, view, Unheard::forgotten);
}

// A relation's three parties at one moment of the log, if all are known.
std::optional<Reading> States::known_reading(std::string_view id) {
  const std::shared_lock lock(mutex_);
  const SubjectState* relation = find(known_.subjects, id);
  if (relation == nullptr) return std::nullopt;
  const PersonState* person = find(known_.persons, relation->person);
  const SubscriberState* subscriber = find(known_.subscribers, relation->subscriber);
  if (person == nullptr && !relation->person.empty()) return std::nullopt;
  if (subscriber == nullptr && !relation->subscriber.empty()) return std::nullopt;
  return Reading{state_of(*relation, person ? *person : PersonState{},
                          subscriber ? *subscriber : SubscriberState{}),
                 events_count_};
}

Reading States::of_subject(std::string_view id) {
  while (readable_) {
    const std::uint64_t events_count = events_count_;
    if (auto reading = known_reading(id)) return std::move(*reading);
    const auto relation = subject(id, View::committed);
    if (!relation) break;
    if (relation->id.empty()) return {State{}, events_count};
    // Most people and many companies have no event of their own: that is worth remembering, and
    // there are no more of them than relations.
    const bool loaded =
        party(&PartyStates::persons, relation->person, View::committed, Unheard::kept) &&
        party(&PartyStates::subscribers, relation->subscriber, View::committed, Unheard::kept);
    if (!loaded) break;
  }
  return {unreadable(), events_count_};
}

Reading States::of_subscriber(std::string_view id) {
  while (readable_) {
    const std::uint64_t events_count = events_count_;
    {
      const std::shared_lock lock(mutex_);
      if (const SubscriberState* known = find(known_.subscribers, id)) {
        State state;
        state.subscriber = *known;
        return {std::move(state), events_count_};
      }
    }
    const auto loaded = subscriber(id, View::committed);
    if (!loaded) break;
    if (loaded->id.empty()) return {State{}, events_count};
  }
  return {unreadable(), events_count_};
}

void States::publish(PartyStates changed, std::uint64_t events_count) {
  const std::unique_lock lock(mutex_);
  for (auto& [id, state] : changed.subjects) known_.subjects[id] = std::move(state);
  for (auto& [id, state] : changed.persons) known_.persons[id] = std::move(state);
  for (auto& [id, state] : changed.subscribers) known_.subscribers[id] = std::move(state);
  events_count_ = events_count;
}

}  // namespace samtycke::server

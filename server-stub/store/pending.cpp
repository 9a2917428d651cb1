#include <cassert>

#include "core/json.hpp"
#include "core/tree.hpp"
#include "identity/hash.hpp"
#include "identity/secrets.hpp"
#include "store/sequencer.hpp"

namespace samtycke::server {

template <typename T, typename Load>
std::optional<T> Pending::party(Parties<T> PartyStates::*kind, std::string_view id, Load load) {
  for (const PartyStates* changed : {&job_, &batch_}) {
    const auto found = (changed->*kind).find(id);
    if (found != (changed->*kind).end()) return found->second;
  }
  return load();
}

std::optional<SubjectState> Pending::subject(std::string_view id) {
  return party(&PartyStates::subjects, id, [&] { return states_.subject(id, View::pending); });
}
std::optional<PersonState> Pending::person(std::string_view id) {
  return party(&PartyStates::persons, id, [&] { return states_.person(id, View::pending); });
}
std::optional<SubscriberState> Pending::subscriber(std::string_view id) {
  return party(&PartyStates::subscribers, id,
               [&] { return states_.subscriber(id, View::pending); });
}

std::optional<State> Pending::of_subject(std::string_view id) {
  auto relation = subject(id);
  auto its_person = relation ? person(relation->person) : std::nullopt;
  auto its_subscriber = relation ? subscriber(relation->subscriber) : std::nullopt;
  if (!its_person || !its_subscriber) {
    fail();
    return std::nullopt;
  }
  return state_of(std::move(*relation), std::move(*its_person), std::move(*its_subscriber));
}

std::optional<State> Pending::of_subscriber(std::string_view id) {
  auto its_subscriber = subscriber(id);
  if (!its_subscriber) {
    fail();
    return std::nullopt;
  }
  State state;
  state.subscriber = std::move(*its_subscriber);
  return state;
}

std::optional<std::vector<std::string>> Pending::subjects_of(std::string_view person_id) {
  const auto named = store_.subjects_of(person_id, View::pending);
  std::vector<std::string> subjects;
  for (const std::string& id : named ? *named : std::vector<std::string>()) {
    const auto relation = subject(id);
    if (!relation) {
      fail();
      return std::nullopt;
    }
    if (!relation->id.empty()) subjects.push_back(id);
  }
  if (!named) {
    fail();
    return std::nullopt;
  }
  return subjects;
}

/// Lets an event move the one party it belongs to.
bool Pending::move(const Event& event) {
  State state;
  switch (party_of(event)) {
    case Party::subject: {
      auto before = subject(event.subject);
      if (!before) return false;
      state.subject = std::move(*before);
      job_.subjects[event.subject] = apply(std::move(state), event).subject;
      return true;
    }
    case Party::person: {
      auto before = person(event.person);
      if (!before) return false;
      state.person = std::move(*before);
      job_.persons[event.person] = apply(std::move(state), event).person;
      return true;
    }
    case Party::subscriber: {
      auto before = subscriber(event.subscriber);
      if (!before) return false;
      state.subscriber = std::move(*before);
      job_.subscribers[event.subscriber] = apply(std::move(state), event).subscriber;
      return true;
    }
  }
  return false;
}

bool Pending::append(const Event& event) {
  StoredEvent stored;
  stored.party = party_of(event);
  stored.subject = event.subject;
  stored.person = event.person;
  stored.subscriber = event.subscriber;
  stored.bytes = canonical(to_value(event));
  stored.salt = random_bytes(salt_size);
  // What is written is read back by every later start: it must be the event that was judged.
  assert(event_from(*read_json(stored.bytes), "").value() == event);
  if (failed_ || !store_.append(stored) || !move(event)) {
    fail();
    return false;
  }
  placed_.push_back(
      {position(), log_entry(openssl_sha256, stored.salt, stored.bytes), std::move(stored.salt)});
  return true;
}

bool Pending::erase(Party party, std::string_view id) {
  if (failed_ || !store_.erase(party, id)) {
    fail();
    return false;
  }
  switch (party) {
    case Party::subject:
      job_.subjects[std::string(id)] = {};
      break;
    case Party::person:
      job_.persons[std::string(id)] = {};
      break;
    case Party::subscriber:
      job_.subscribers[std::string(id)] = {};
      break;
  }
  return true;
}

void Pending::keep_job() {
  for (auto& [id, state] : job_.subjects) batch_.subjects[id] = std::move(state);
  for (auto& [id, state] : job_.persons) batch_.persons[id] = std::move(state);
  for (auto& [id, state] : job_.subscribers) batch_.subscribers[id] = std::move(state);
  for (const Placed& one : placed_) entries_.push_back(one.entry);
  forget_job();
}

void Pending::forget_job() {
  job_ = {};
  placed_.clear();
  failed_ = false;
}

}  // namespace samtycke::server

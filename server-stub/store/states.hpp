/// The states of all parties asked about so far, in memory: what decisions read. Never a second
/// truth: each is the fold of its party's stored events by the core's `apply`, and the sequencer
/// replaces it only after the events that moved it were made durable.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "core/state.hpp"
#include "store/store.hpp"

namespace samtycke::server {

/// One kind of party by id.
template <typename T>
using Parties = std::map<std::string, T, std::less<>>;

/// What changed in a batch, or what is known at all.
struct PartyStates {
  Parties<SubjectState> subjects;
  Parties<PersonState> persons;
  Parties<SubscriberState> subscribers;
};

/// A state, and how many events of the log it was made from.
struct Reading {
  State state;
  std::uint64_t events_count = 0;
};

/// An event as it is kept; nothing when it cannot be read.
std::optional<Event> read_event(std::string_view bytes);

/// The fold of one party's events; nothing when an event cannot be read. `gaps`: when acts went
/// missing, sorted.
std::optional<State> replay(const std::vector<std::string>& events,
                            const std::vector<Time>& gaps = {});

class States {
 public:
  explicit States(Store& store) : store_(store) {}

  /// Asks the store where the log stands, and whether acts before it are missing. False when it
  /// cannot be read.
  [[nodiscard]] bool open();

  /// The state of a relation and its person and subscriber at one and the same moment of the log.
  /// Unknown: an empty state. Unreadable: a state that says so, on which the core denies
  /// everything.
  Reading of_subject(std::string_view subject);
  /// The same for a subscriber alone: its gates and mandates.
  Reading of_subscriber(std::string_view subscriber);

  /// How many events the log has: the next one's position.
  std::uint64_t events_count() const { return events_count_.load(); }
  bool readable() const { return readable_.load(); }

  // For the sequencer.
  /// A party as it is committed; nothing when the store cannot be read.
  std::optional<SubjectState> subject(std::string_view id, View view);
  std::optional<PersonState> person(std::string_view id, View view);
  std::optional<SubscriberState> subscriber(std::string_view id, View view);
  /// Takes over the states that a committed batch led to. Questions that come later see them.
  void publish(PartyStates changed, std::uint64_t events_count);
  /// What is known may be old, and cannot be made sure: from here on everything is unreadable.
  void give_up() { readable_ = false; }

 private:
  /// Ids come from callers: one without events must not fill the memory.
  enum class Unheard : std::uint8_t { forgotten, kept };

  template <typename T>
  std::optional<T> party(Parties<T> PartyStates::*kind, std::string_view id, View view,
                         Unheard unheard);
  std::optional<Reading> known_reading(std::string_view subject);

  Store& store_;
  std::shared_mutex mutex_;
  PartyStates known_;
  std::atomic<std::uint64_t> events_count_ =
      0;  // written under the mutex, with the states it is of
  std::atomic<bool> readable_ = false;
  std::vector<Time> gaps_;
};

}  // namespace samtycke::server

/// State: what the events of a subject, of the person behind it and of its subscriber amount to.
/// Only `apply` moves it, so a prefix of the events always gives the state of that moment (L27)
/// and nothing that comes later changes what was true in it (L40).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "event.hpp"

namespace samtycke {

enum class ChoiceKind : std::uint8_t { granted, refused, withdrawn, expired };

/// The newest act on one purpose (RULINGS 13), and where the consent that runs began.
struct Choice {
  std::string purpose;
  ChoiceKind kind = ChoiceKind::refused;
  Time at = 0;
  std::uint64_t sequence = 0;           // of the event that made it
  std::int64_t processing_version = 0;  // of a grant
  std::int64_t text_version = 0;
  std::string language, text_digest;
  Time since = 0;                  // first grant of the unbroken run (RULINGS 5)
  Time until = 0;                  // end of a grant, computed when it was accepted
  std::optional<Time> stopped_at;  // the last break; a look-back never reaches past it

  bool operator==(const Choice&) const = default;
};

/// Who may act for a subscriber, or for a child, `[from, until)`.
struct Mandate {
  std::string person;
  Time from = 0;
  Time until = 0;

  bool operator==(const Mandate&) const = default;
};

struct SubjectState {
  std::string id, person, subscriber;
  SubscriberKind subscriber_kind = SubscriberKind::company;
  bool begun = false;
  bool ended = false;
  std::uint64_t sequence = 0;
  std::vector<Choice> choices;     // sorted by purpose
  std::optional<Time> age_13_at;   // known only of a child, or of who was one (L22)
  std::vector<Mandate> guardians;  // in the order named
  /// Said by the host: acts are missing that were made before this moment (a lost disk), so that a
  /// yes from before it, or a gate opened before it, may have been taken back since.
  std::optional<Time> proved_from;

  bool operator==(const SubjectState&) const = default;
};

/// An objection to one purpose, or to direct marketing as a whole (empty purpose).
struct Objection {
  std::string purpose;
  Time at = 0;

  bool operator==(const Objection&) const = default;
};

struct PersonState {
  std::string id;
  bool restricted = false;
  std::uint64_t sequence = 0;
  std::vector<Objection> objections;  // sorted by purpose

  bool operator==(const PersonState&) const = default;
};

struct Gate {
  std::string purpose;
  bool open = false;
  Time at = 0;

  bool operator==(const Gate&) const = default;
};

struct SubscriberState {
  std::string id;
  std::uint64_t sequence = 0;
  std::vector<Gate> gates;        // sorted by purpose
  std::vector<Mandate> mandates;  // in the order given

  bool operator==(const SubscriberState&) const = default;
};

struct State {
  SubjectState subject;
  PersonState person;
  SubscriberState subscriber;
  bool readable = true;  // false when the host could not read its store: everything is denied

  bool operator==(const State&) const = default;
};

/// The three parties of one relation as one state; the person and the subscriber take their names
/// from the relation, since they may have no events of their own yet.
State state_of(SubjectState subject, PersonState person, SubscriberState subscriber);

/// The state after the event. Total: an event of another party than the state's changes nothing,
/// and no event makes a right out of one that does not grant it.
State apply(State state, const Event& event);

const Choice* find_choice(const SubjectState& subject, std::string_view purpose);
bool gate_open(const SubscriberState& subscriber, std::string_view purpose);
/// Whether what was said about the purpose last, if anything, is surely the last that was said.
bool is_proved(const SubjectState& subject, std::string_view purpose);
/// Whether anything was surely said since acts went missing; then objections are known again too.
bool has_acted_since_gap(const SubjectState& subject);
/// As `is_proved`, of the subscriber's gate.
bool is_gate_proved(const State& state, std::string_view purpose);
/// Whether the person may act for the subscriber at that time (L68).
bool holds_mandate(const SubscriberState& subscriber, std::string_view person, Time at);
/// Whether the person is known to be under 13 at that time: then only a guardian consents (L22).
bool under_13(const SubjectState& subject, Time at);
/// Whether the person may act as the guardian of the relation's person at that time.
bool is_guardian(const SubjectState& subject, std::string_view person, Time at);
/// Whether an objection stops a purpose: one to it by name, or one to direct marketing as a whole.
bool objected_to(const PersonState& person, std::string_view purpose, bool marketing);

/// Whether anything in it is a no that must outlive what is known of its person (L102): an
/// objection, or a use or channel that was refused or withdrawn.
bool said_no(const State& state);

Value to_value(const State& state);
/// The state as its person may see it: without the mandates of others.
Value to_persons_value(const State& state);
Result<State> state_from(const Value& value, std::string where);

}  // namespace samtycke

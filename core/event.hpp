/// An event: one accepted fact about one subject, person or subscriber. Its canonical bytes are
/// what is stored, what a receipt is about, and what any later answer is derived from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json.hpp"
#include "names.hpp"
#include "time.hpp"

namespace samtycke {

/// What stands behind a choice (L25): the page's claims, each recorded as it was made. A grant has
/// all of it, a stop whatever came with it.
struct Evidence {
  std::string catalogue, catalogue_version;
  std::int64_t processing_version = 0;  // 0: not said
  std::int64_t text_version = 0;
  std::string language, text_digest, method, ui_build, session, submission_id;
  std::optional<Time> notice_shown_at, decided_at;

  bool operator==(const Evidence&) const = default;
};

struct Event {
  EventKind kind = EventKind::refused;
  std::string subject;     // whose choice or relation
  std::string person;      // the person behind it; restriction and objection belong to them
  std::string subscriber;  // the company or sole trader; gates and mandates belong to it
  std::string purpose;
  std::string actor;  // the person who acted; empty for a system
  std::vector<Role> roles;
  Door door = Door::page;
  Time at = 0;                 // when it was accepted, by the verifier's clock
  std::uint64_t sequence = 0;  // its number among the events of the party it belongs to, from 1
  Evidence evidence;
  std::optional<Time> from, until;  // of a mandate, a link, a relation; `until` of a grant: its end
  std::optional<SubscriberKind> subscriber_kind;
  std::string link;  // names an identifier that is kept elsewhere, erasable
  std::optional<IdentifierKind> identifier_kind;
  std::optional<Time> age_13_at;      // of a relation whose person is known to be a child (L22)
  bool personnummer_dropped = false;  // a member of a stop held one and was left out (RULINGS 8)

  bool operator==(const Event&) const = default;
};

/// To whom an event belongs: which of the three parties' numbers and state it moves.
enum class Party : std::uint8_t { subject, person, subscriber };
Party party_of(EventKind kind);
/// The same of an event: a mandate that names a relation and no subscriber is its guardian's.
Party party_of(const Event& event);

/// Whether the kind only takes rights away. A stop is accepted from whoever may make it, whatever
/// else is wrong (DESIGN rule 3: docs/ARCHITECTURE.md).
bool is_stop(EventKind kind);

Value to_value(const Event& event);
/// Errors: the reader's codes; a missing member that its kind cannot do without is one.
Result<Event> event_from(const Value& value, std::string where);

}  // namespace samtycke

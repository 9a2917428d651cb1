/// An act: what somebody asks to have recorded, by whatever door. Everything in it is claimed;
/// `accept` decides whether it becomes an event.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "event.hpp"

namespace samtycke {

/// Who acts. Given by the side that knows it (session, token), never by the act itself.
struct Actor {
  std::string person;  // whoever is signed in; empty for a system
  Role role = Role::user;
  Door door = Door::page;
  std::string session;  // pseudonym of the session, recorded with a grant
};

struct Act {
  EventKind kind = EventKind::refused;
  std::string purpose;
  bool several_purposes = false;  // `*` or a list stood where one purpose belongs
  std::vector<Role> roles;        // in which the act was made (a sole trader names both)
  Evidence evidence;
  std::optional<std::uint64_t> sequence;  // of the state that was on the screen

  // What a reader found and a grant may not have; a stop was read without it (RULINGS 8).
  std::optional<Error> fault;
  bool personnummer_dropped = false;

  // Of the acts that the operator's customer systems send.
  std::string subject, person, subscriber, link;
  std::optional<SubscriberKind> subscriber_kind;
  std::optional<IdentifierKind> identifier_kind;
  std::optional<Time> from, until, age_13_at;
};

class Claims;

/// Reads the member `purpose`: one purpose, or the sign that it was not one (L5).
void read_purpose(Claims& claims, const Value& object, Act& act);

/// An act of the operator's customer systems or of a subscriber's administrator:
/// `{"kind", "purpose"?, "subject"?, "person"?, "subscriber"?, …}`. Errors: the reader's codes; of
/// a stop only those of its kind, since a member it can do without is dropped (RULINGS 8).
Result<Act> act_from(const Value& value, std::string where);

}  // namespace samtycke

/// What every decision shares: when a consent ends, which records it covers, and the shape of a yes
/// and of a no.
#pragma once

#include <optional>

#include "decide.hpp"

namespace samtycke {

/// The end of the user's consent: what was stored with it, or sooner by today's policy. A later
/// policy never lengthens it (RULINGS 6).
Time consent_end(const Choice& choice, const Catalogue& catalogue);

/// When the person is reminded of the consent next, as long as each reminder comes when it is due
/// (L58); nothing when it ends before.
std::optional<Time> next_reminder(const Choice& choice, const Catalogue& catalogue, Time now);

/// The end of a record's use for a purpose, by its greatest age (L56); time_max when it states
/// none.
Time record_end(const Purpose& purpose, Time made);

/// The first moment of the records that the running consent covers (RULINGS 5): its first grant, or
/// the stated look-back before it, but never past the last stop.
Time record_from(const Purpose& purpose, const Choice& choice);

/// Whether the consent that runs covers a record made then. A record from the future is outside.
/// `outside_consent_interval`, `record_too_old`, or nothing.
std::optional<Code> check_record(const Purpose& purpose, const Choice& choice, Time made, Time now);

/// A state whose person is another than the relation's proves nothing about either.
bool another_person(const State& state);

/// Who gave a consent: `subject/sequence` of its grant.
std::string consent_id(const State& state, const Choice& choice);

Decision deny(Code reason);
/// An allow, with the moment it must be asked for again (RULINGS 23).
Decision allow(Code reason, const Purpose& purpose, const Catalogue& catalogue, Time now);

}  // namespace samtycke

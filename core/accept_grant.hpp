/// The tests of a grant, and what a grant becomes. One fault and it is refused (RULINGS 10).
#pragma once

#include <optional>
#include <vector>

#include "accept.hpp"

namespace samtycke {

/// Why a purpose is not in force, or nothing when it is. A use outside LEK 9:2 needs a dated legal
/// sign-off (L81).
std::optional<Code> why_inactive(const Purpose& purpose);

/// The first reason to refuse the grant, in the order of accept.hpp from "who acts" on.
std::optional<Error> refuse_grant(const Act& act, const Circumstances& circumstances,
                                  const State& state, const Actor& actor);

/// The grant with its end and number; before it, the gate that a sole trader opens with the same
/// act when it names both roles (L74).
std::vector<Event> grant_events(Event grant, const Catalogue& catalogue, const State& state);

}  // namespace samtycke

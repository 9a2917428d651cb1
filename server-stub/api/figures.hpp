/// The consent figures over time: told once for each day and kept, so that no later question, and
/// no later erasure, can be held against them. What may be told is the core's to say.
#pragma once

#include <variant>
#include <vector>

#include "api/verifier.hpp"

namespace samtycke::server {

/// By purpose, then by day (at midnight UTC), up to the last midnight. Those of days that were not
/// told yet are told, and kept before they are given; the response when that cannot be. There is a
/// catalogue.
std::variant<std::vector<KeptFigure>, Response> told_figures(const Verifier& verifier,
                                                             const Request& request);

}  // namespace samtycke::server

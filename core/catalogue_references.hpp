/// What a catalogue's names lead to: an id that stands twice, or a name that leads nowhere, could
/// be read in two ways, so neither is let in.
#pragma once

#include <optional>

#include "catalogue.hpp"

namespace samtycke {

/// The first `duplicate_id` or `unknown_reference`, or nothing.
std::optional<Error> check_references(const Catalogue& catalogue);

}  // namespace samtycke

/// The catalogue's document into its type: shape and references. What is lawful is lint's matter.
#pragma once

#include <optional>

#include "catalogue.hpp"

namespace samtycke {

/// Fills `catalogue`; the first fault, or nothing when the whole document was read.
std::optional<Error> read_catalogue(const Value& document, Catalogue& catalogue);

}  // namespace samtycke

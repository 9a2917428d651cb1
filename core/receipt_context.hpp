/// The context of a receipt: what its members mean as RDF. It stands in the receipt, so that no
/// reader has to fetch one.
#pragma once

#include <string_view>

#include "json.hpp"

namespace samtycke {

/// `catalogue_iri` names a version of a catalogue; where it is empty there is none.
Value receipt_context(std::string_view origin, std::string_view catalogue_iri);

}  // namespace samtycke

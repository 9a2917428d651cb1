/// Is this catalogue lawful and complete? Each finding names its LAW row and its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"

namespace samtycke {

struct Finding {
  std::string_view code;  // stable; its sentence stands in core/text/ under `lint`
  std::string_view row;   // of the law table
  std::string where;      // JSON Pointer
};

/// Every finding, in the catalogue's order; none for a catalogue that may be published.
std::vector<Finding> lint(const Catalogue& catalogue);

Value to_value(const Finding& finding);

}  // namespace samtycke

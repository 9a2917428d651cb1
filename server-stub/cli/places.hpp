/// Where in a file a JSON Pointer leads, as an editor counts.
#pragma once

#include <cstddef>
#include <string_view>

namespace samtycke::server {

/// Both from 1; columns count code points.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Where the value of that pointer begins in `json`, which must have been read without a fault. A
/// member that is not there: the place of the deepest one on the way that is.
Place place_of(std::string_view json, std::string_view pointer);

}  // namespace samtycke::server

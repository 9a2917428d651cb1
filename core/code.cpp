#include "code.hpp"

#include <iterator>

namespace samtycke {

std::optional<Code> code_named(std::string_view name) {
  for (std::size_t i = 0; i < std::size(code_names); ++i) {
    if (code_names[i] == name) return static_cast<Code>(i);
  }
  return std::nullopt;
}

}  // namespace samtycke

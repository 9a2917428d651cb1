#include "code.hpp"

#include "names.hpp"

namespace samtycke {

std::optional<Code> code_named(std::string_view name) { return named<Code>(name, code_names); }

}  // namespace samtycke

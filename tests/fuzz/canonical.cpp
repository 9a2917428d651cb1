// Canonical JSON: what is read is written in one form, and that form is read as the same value.
#include <string_view>

#include "core/json.hpp"
#include "promise.hpp"

using namespace samtycke;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = read_json({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const std::string text = canonical(*value);
  const auto again = read_json(text);
  fuzz::promise(static_cast<bool>(again), "a canonical text is readable");
  fuzz::promise(canonical(*again) == text, "a canonical text is its own canonical text");
  return 0;
}

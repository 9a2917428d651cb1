/// UTF-8 (RFC 3629): one validator and one decoder for the reader and the canonical writer.
#pragma once

#include <cstdint>
#include <string_view>

namespace samtycke {

/// Whether the bytes are UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
bool is_utf8(std::string_view bytes);

/// The code point at `position` of valid UTF-8; moves `position` behind it.
std::uint32_t next_code_point(std::string_view utf8, std::size_t& position);

}  // namespace samtycke

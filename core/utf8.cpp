#include "utf8.hpp"

namespace samtycke {
namespace {

/// Length of the sequence that a lead byte opens, 0 for a byte that opens none.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

}  // namespace

std::uint32_t next_code_point(std::string_view utf8, std::size_t& position) {
  const auto lead = static_cast<unsigned char>(utf8[position]);
  const std::size_t length = sequence_length(lead);
  std::uint32_t point = lead & (0xFFu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    point = (point << 6) | (static_cast<unsigned char>(utf8[position + i]) & 0x3Fu);
  }
  position += length;
  return point;
}

bool is_utf8(std::string_view bytes) {
  std::size_t position = 0;
  while (position < bytes.size()) {
    const std::size_t length = sequence_length(static_cast<unsigned char>(bytes[position]));
    if (length == 0 || position + length > bytes.size()) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((static_cast<unsigned char>(bytes[position + i]) & 0xC0) != 0x80) return false;
    }
    const std::uint32_t point = next_code_point(bytes, position);
    if (length == 3 && (point < 0x800 || (point >= 0xD800 && point <= 0xDFFF))) return false;
    if (length == 4 && (point < 0x10000 || point > 0x10FFFF)) return false;
  }
  return true;
}

}  // namespace samtycke

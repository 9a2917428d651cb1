#include "base64.hpp"

namespace samtycke {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t text_size = 44;  // 32 bytes: 43 characters of six bits, and one of padding

}  // namespace

std::string base64(const Digest& digest) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const std::uint8_t byte : digest) {
    bits = (bits << 8) | byte;
    count += 8;
    for (; count >= 6; count -= 6) out += alphabet[(bits >> (count - 6)) & 63];
  }
  out += alphabet[(bits << (6 - count)) & 63];
  out += '=';
  return out;
}

std::optional<Digest> digest_from_base64(std::string_view text) {
  if (text.size() != text_size) return std::nullopt;
  Digest digest{};
  std::size_t filled = 0;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char character : text.substr(0, text_size - 1)) {
    const std::size_t six = alphabet.find(character);
    if (six == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(six);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    digest[filled++] = static_cast<std::uint8_t>(bits >> count);
  }
  // The padding and the bits it leaves over have one form too.
  if (base64(digest) != text) return std::nullopt;
  return digest;
}

}  // namespace samtycke

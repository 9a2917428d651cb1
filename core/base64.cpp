#include "base64.hpp"

#include <algorithm>

namespace samtycke {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Padded. Three bytes at a time: a receipt is signed over ten thousand of them.
std::string encoded(std::string_view bytes, std::string_view by) {
  std::string out((bytes.size() + 2) / 3 * 4, '=');
  const auto at = [bytes](std::size_t i) {
    return i < bytes.size() ? std::uint32_t{static_cast<std::uint8_t>(bytes[i])} : 0;
  };
  char* place = out.data();
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t bits = (at(i) << 16) | (at(i + 1) << 8) | at(i + 2);
    place[0] = by[bits >> 18];
    place[1] = by[(bits >> 12) & 63];
    if (i + 1 < bytes.size()) place[2] = by[(bits >> 6) & 63];
    if (i + 2 < bytes.size()) place[3] = by[bits & 63];
    place += 4;
  }
  return out;
}

/// What stands before the padding: four characters for three bytes.
std::string_view without_padding(std::string_view text) {
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string base64(std::string_view bytes) { return encoded(bytes, alphabet); }

std::string base64(const Digest& digest) {
  return base64(std::string(digest.begin(), digest.end()));
}

std::optional<std::string> bytes_from_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char character : without_padding(text)) {
    const std::size_t six = alphabet.find(character);
    if (six == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(six);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count);
  }
  // The padding, the length and the bits they leave over have one form too.
  if (base64(bytes) != text) return std::nullopt;
  return bytes;
}

std::string base64url(std::string_view bytes) {
  std::string out = encoded(bytes, url_alphabet);
  out.resize(without_padding(out).size());
  return out;
}

std::optional<std::string> bytes_from_base64url(std::string_view text) {
  if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
  std::string padded(text);
  std::replace(padded.begin(), padded.end(), '-', '+');
  std::replace(padded.begin(), padded.end(), '_', '/');
  while (padded.size() % 4 != 0) padded += '=';
  return bytes_from_base64(padded);
}

std::optional<Digest> digest_from_base64(std::string_view text) {
  const auto bytes = bytes_from_base64(text);
  Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

}  // namespace samtycke

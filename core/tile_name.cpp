#include "tile_name.hpp"

#include <algorithm>

namespace samtycke {
namespace {

constexpr std::uint64_t group = 1'000;
constexpr std::size_t group_size = 3;  // digits
// Below 2^63, so that a number never overflows while it is read.
constexpr std::size_t digits_max = 18;

std::string three_digits(std::uint64_t number) {
  std::string text = std::to_string(number);
  return std::string(group_size - text.size(), '0') + text;
}

std::optional<std::uint64_t> number_from(std::string_view digits) {
  if (digits.empty() || digits.size() > digits_max) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return number;
}

/// `x001/x234/067`: groups of three digits, each but the last marked.
std::optional<std::uint64_t> grouped_number_from(std::string_view text) {
  std::string digits;
  while (text.size() > group_size) {
    if (text[0] != 'x' || text.size() < group_size + 2 || text[group_size + 1] != '/') {
      return std::nullopt;
    }
    digits += text.substr(1, group_size);
    text.remove_prefix(group_size + 2);
  }
  digits += text;
  return number_from(digits);
}

}  // namespace

std::string to_text(const TileName& name) {
  std::string groups = three_digits(name.number % group);
  for (std::uint64_t rest = name.number / group; rest != 0; rest /= group) {
    groups = 'x' + three_digits(rest % group) + '/' + groups;
  }
  std::string text = "tile/";
  text += name.level == entries_level ? "entries" : std::to_string(name.level);
  text += '/' + groups;
  if (name.width != tile_width) text += ".p/" + std::to_string(name.width);
  return text;
}

std::optional<TileName> tile_name_from(std::string_view text) {
  constexpr std::string_view prefix = "tile/";
  constexpr std::string_view entries = "entries";
  constexpr std::string_view partial = ".p/";
  if (!text.starts_with(prefix)) return std::nullopt;
  std::string_view rest = text.substr(prefix.size());
  const std::string_view level = rest.substr(0, rest.find('/'));
  rest.remove_prefix(std::min(level.size() + 1, rest.size()));
  const std::size_t mark = rest.find(partial);
  const std::string_view groups = rest.substr(0, mark);

  TileName name;
  if (level == entries) {
    name.level = entries_level;
  } else {
    const auto number = number_from(level);
    if (!number || *number > tile_level_max) return std::nullopt;
    name.level = static_cast<int>(*number);
  }
  const auto number = grouped_number_from(groups);
  if (!number) return std::nullopt;
  name.number = *number;
  if (mark != std::string_view::npos) {
    const auto width = number_from(rest.substr(mark + partial.size()));
    if (!width || *width == 0 || *width >= tile_width) return std::nullopt;
    name.width = *width;
  }
  // Leading zeros, a group too many: whatever we would not have written ourselves.
  if (to_text(name) != text) return std::nullopt;
  return name;
}

}  // namespace samtycke

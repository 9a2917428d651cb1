#include "verify/canonical_parts.hpp"

#include <algorithm>

namespace samtycke::server {
namespace {

/// Takes bytes off the front of a text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool at_end() const { return place_ == text_.size(); }
  bool take(char byte) {
    if (at_end() || text_[place_] != byte) return false;
    ++place_;
    return true;
  }

  /// A string with its quotes; empty when none begins here.
  std::string_view take_string() {
    const std::size_t begin = place_;
    if (!take('"')) return {};
    while (true) {
      place_ = text_.find('"', place_);
      if (place_ == std::string_view::npos) {
        place_ = text_.size();
        return {};
      }
      // A quote behind an odd number of backslashes is in the string.
      std::size_t escapes = 0;
      while (text_[place_ - 1 - escapes] == '\\') ++escapes;
      ++place_;
      if (escapes % 2 == 0) return text_.substr(begin, place_ - begin);
    }
  }

  /// Any value; empty when it does not end.
  std::string_view take_value() {
    const std::size_t begin = place_;
    std::size_t depth = 0;
    while (!at_end()) {
      const char byte = text_[place_];
      if (byte == '"') {
        if (take_string().empty()) return {};
      } else if (byte == '{' || byte == '[') {
        ++depth;
        ++place_;
        continue;
      } else if (byte == '}' || byte == ']') {
        if (depth == 0) break;
        --depth;
        ++place_;
      } else if (byte == ',' && depth == 0) {
        break;
      } else {
        ++place_;
        continue;
      }
      if (depth == 0) break;
    }
    return depth == 0 ? text_.substr(begin, place_ - begin) : std::string_view();
  }

 private:
  std::string_view text_;
  std::size_t place_ = 0;
};

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) {
    return byte >= 0x20 && byte < 0x7F && byte != '\\' && byte != '"';
  });
}

}  // namespace

std::optional<std::vector<Part>> parts_of(std::string_view object) {
  std::vector<Part> parts;
  Cursor cursor(object);
  if (!cursor.take('{')) return std::nullopt;
  while (!cursor.take('}')) {
    if (!parts.empty() && !cursor.take(',')) return std::nullopt;
    const auto name = plain_text(cursor.take_string());
    if (!name || !cursor.take(':')) return std::nullopt;
    const std::string_view bytes = cursor.take_value();
    if (bytes.empty() || (!parts.empty() && !(parts.back().name < *name))) return std::nullopt;
    parts.push_back({*name, bytes});
  }
  if (!cursor.at_end()) return std::nullopt;
  return parts;
}

std::optional<std::vector<std::string_view>> items_of(std::string_view array) {
  std::vector<std::string_view> items;
  Cursor cursor(array);
  if (!cursor.take('[')) return std::nullopt;
  while (!cursor.take(']')) {
    if (!items.empty() && !cursor.take(',')) return std::nullopt;
    const std::string_view bytes = cursor.take_value();
    if (bytes.empty()) return std::nullopt;
    items.push_back(bytes);
  }
  if (!cursor.at_end()) return std::nullopt;
  return items;
}

std::string_view find(const std::vector<Part>& parts, std::string_view name) {
  for (const Part& part : parts) {
    if (part.name == name) return part.bytes;
  }
  return {};
}

std::optional<std::string_view> plain_text(std::string_view string) {
  if (string.size() < 2 || string.front() != '"' || string.back() != '"') return std::nullopt;
  const std::string_view text = string.substr(1, string.size() - 2);
  if (!is_plain(text)) return std::nullopt;
  return text;
}

}  // namespace samtycke::server

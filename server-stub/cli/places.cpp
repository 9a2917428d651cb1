#include "cli/places.hpp"

#include <string>

#include "core/json.hpp"

namespace samtycke::server {
namespace {

/// Walks a text that is known to be JSON, one value at a time.
class Walk {
 public:
  explicit Walk(std::string_view json) : json_(json) {}

  std::size_t at() {
    skip_space();
    return at_;
  }

  /// Goes from an object or a list to the beginning of the member's value; false when it has none.
  bool enter(std::string_view step) {
    const char open = json_[at()];
    if (open != '{' && open != '[') return false;
    ++at_;
    for (std::size_t index = 0; json_[at()] != '}' && json_[at()] != ']'; ++index) {
      const std::string name = open == '{' ? take_name() : std::to_string(index);
      if (name == step) return true;
      skip_value();
      if (json_[at()] == ',') ++at_;
    }
    return false;
  }

 private:
  void skip_space() {
    while (at_ < json_.size() && std::string_view(" \t\r\n").find(json_[at_]) != json_.npos) ++at_;
  }

  void skip_string() {
    for (++at_; json_[at_] != '"'; ++at_) {
      if (json_[at_] == '\\') ++at_;
    }
    ++at_;
  }

  std::string take_name() {
    const std::size_t begin = at();
    skip_string();
    // The core's own reader, so that escapes mean here what they mean there.
    const auto name = read_json(json_.substr(begin, at_ - begin));
    at();
    ++at_;  // the colon
    at();
    return name ? name->text : std::string();
  }

  void skip_value() {
    std::size_t depth = 0;
    do {
      const char c = json_[at()];
      if (c == '"') {
        skip_string();
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      const bool is_scalar = std::string_view("{}[],:").find(c) == std::string_view::npos;
      if (is_scalar) {
        at_ = json_.find_first_of(" \t\r\n,:]}", at_);
      } else {
        ++at_;
      }
    } while (depth > 0);
  }

  std::string_view json_;
  std::size_t at_ = 0;
};

/// One step of a pointer as the name it stands for (RFC 6901).
std::string unescaped(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const bool is_escape = step[i] == '~' && i + 1 < step.size();
    out += !is_escape ? step[i] : step[++i] == '1' ? '/' : '~';
  }
  return out;
}

}  // namespace

Place place_of(std::string_view json, std::string_view pointer) {
  Walk walk(json);
  std::size_t end = walk.at();
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    if (!walk.enter(unescaped(step))) break;
    end = walk.at();
  }
  Place place;
  for (const char c : json.substr(0, end)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

}  // namespace samtycke::server

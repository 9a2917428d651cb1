#include "json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

#include "personnummer.hpp"
#include "utf8.hpp"

namespace samtycke {
namespace {

/// RFC 8785 3.2.3 sorts by UTF-16 code units. Those order like code points, but for U+E000 to
/// U+FFFF, which stand behind the surrogate pairs (U+10000 and up).
std::uint32_t utf16_order(std::uint32_t point) {
  constexpr std::uint32_t behind_all = 0x200000;
  return point >= 0xE000 && point < 0x10000 ? point | behind_all : point;
}

bool before_in_utf16(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const std::uint32_t x = next_code_point(a, i);
    const std::uint32_t y = next_code_point(b, j);
    if (x == y) continue;
    return utf16_order(x) < utf16_order(y);
  }
  return j < b.size();
}

/// The shortest escape of a byte that cannot stand for itself.
void append_escape(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '\b':
      out += "\\b";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\r':
      out += "\\r";
      break;
    case '"':
    case '\\':
      out += '\\';
      out += c;
      break;
    default:
      out += "\\u00";
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[c & 15];
  }
}

/// What stands for itself is copied in runs: nearly every text is one.
void append_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, begin, i - begin);
    append_escape(out, c);
    begin = i + 1;
  }
  out.append(text, begin);
  out += '"';
}

void append_object(std::string& out, const Value& object) {
  std::vector<std::size_t> order(object.names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&object](std::size_t a, std::size_t b) {
    return before_in_utf16(object.names[a], object.names[b]);
  });
  out += '{';
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0) out += ',';
    append_string(out, object.names[order[i]]);
    out += ':';
    append_canonical(out, object.items[order[i]]);
  }
  out += '}';
}

std::string decimal(std::int64_t integer) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), integer).ptr;
  return {digits.data(), end};
}

}  // namespace

const Value* Value::find(std::string_view name) const {
  if (!is(Type::object)) return nullptr;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return &items[i];
  }
  return nullptr;
}

Value text_value(std::string_view text) {
  Value value;
  value.type = Value::Type::string;
  value.text = text;
  return value;
}

Value integer_value(std::int64_t integer) {
  Value value;
  value.type = Value::Type::integer;
  value.integer = integer;
  return value;
}

Value boolean_value(bool truth) {
  Value value;
  value.type = Value::Type::boolean;
  value.truth = truth;
  return value;
}

Value array_value() {
  Value value;
  value.type = Value::Type::array;
  return value;
}

Value object_value() {
  Value value;
  value.type = Value::Type::object;
  return value;
}

void add(Value& object, std::string_view name, Value value) {
  assert(object.is(Value::Type::object) && object.find(name) == nullptr);
  object.names.emplace_back(name);
  object.items.push_back(std::move(value));
}

void add_text(Value& object, std::string_view name, std::string_view text) {
  if (!text.empty()) add(object, name, text_value(text));
}

Value texts_value(const std::vector<std::string>& texts) {
  Value array = array_value();
  for (const std::string& text : texts) array.items.push_back(text_value(text));
  return array;
}

void append_canonical(std::string& out, const Value& value) {
  switch (value.type) {
    case Value::Type::null:
      out += "null";
      break;
    case Value::Type::boolean:
      out += value.truth ? "true" : "false";
      break;
    case Value::Type::integer:
      out += decimal(value.integer);
      break;
    case Value::Type::string:
      append_string(out, value.text);
      break;
    case Value::Type::array: {
      out += '[';
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) out += ',';
        append_canonical(out, value.items[i]);
      }
      out += ']';
      break;
    }
    case Value::Type::object:
      append_object(out, value);
      break;
  }
}

std::string canonical(const Value& value) {
  std::string out;
  append_canonical(out, value);
  return out;
}

std::string pointer(std::string_view where, std::string_view name) {
  // A place is told and logged, so it holds no personal identity number (L23): then the place is
  // that of the object.
  if (holds_personnummer(name)) return std::string(where);
  std::string out(where);
  out += '/';
  for (const char c : name) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string pointer(std::string_view where, std::size_t index) {
  return pointer(where, decimal(static_cast<std::int64_t>(index)));
}

}  // namespace samtycke

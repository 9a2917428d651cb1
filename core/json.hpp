/// A strict JSON text as values. nlohmann/json's lexer reads; what it is lax about is refused here:
/// duplicate members, floats, -0, numbers beyond 2^53 - 1, a byte order mark, NUL, bad UTF-8,
/// depth.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "result.hpp"

namespace samtycke {

/// One JSON value. A plain value type: only the member that `type` names has a meaning.
struct Value {
  enum class Type : std::uint8_t { null, boolean, integer, string, array, object };

  Type type = Type::null;
  bool truth = false;
  std::int64_t integer = 0;
  std::string text;
  std::vector<Value> items;        // of an array, or of an object beside its names
  std::vector<std::string> names;  // of an object: names[i] belongs to items[i], in input order

  /// The member of that name, or null when there is none or this is no object.
  const Value* find(std::string_view name) const;

  bool is(Type t) const { return type == t; }

  bool operator==(const Value&) const = default;
};

/// Values made by us. `object()` is filled with `add`, which expects a new name.
Value text_value(std::string_view text);
Value integer_value(std::int64_t integer);
Value boolean_value(bool truth);
Value array_value();
Value object_value();
void add(Value& object, std::string_view name, Value value);
/// Adds a string member unless it is empty: absent and empty mean the same in all our formats.
void add_text(Value& object, std::string_view name, std::string_view text);
Value texts_value(const std::vector<std::string>& texts);

/// Reads one text whole. Errors: the reader's codes of code.hpp, `where` the place reached.
Result<Value> read_json(std::string_view text);

/// RFC 8785 (JCS): members sorted by UTF-16 code units, shortest escapes, no white space. Numbers
/// are integers by construction, so its number format is the decimal one.
std::string canonical(const Value& value);
void append_canonical(std::string& out, const Value& value);

/// A place one step further (RFC 6901: `~` and `/` escaped); the same place where the name holds a
/// personal identity number.
std::string pointer(std::string_view where, std::string_view name);
std::string pointer(std::string_view where, std::size_t index);

}  // namespace samtycke

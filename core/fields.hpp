/// Reads the members of one JSON object into typed values. Collects the first fault instead of
/// stopping, so that a parser reads like a list of its members; ask `error()` at the end.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json.hpp"
#include "limits.hpp"
#include "time.hpp"

namespace samtycke {

/// Whether the text is an id of ours: `a-z 0-9 - . _ :`, 1 to `size_max` of them. Anything a reader
/// could mistake (case, spaces, direction marks, zero width) is no id.
bool is_id(std::string_view text, std::size_t size_max = limits::id_size_max);

class Fields {
 public:
  /// `value` must outlive this; `where` is its JSON Pointer. A value that is no object is a fault.
  Fields(const Value& value, std::string where);

  // A required member; an empty value after a fault.
  std::string id(std::string_view name);
  std::string text(std::string_view name);
  std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
  bool boolean(std::string_view name);
  Time time(std::string_view name);
  const Value& object(std::string_view name);
  const Value& array(std::string_view name, std::size_t count_max);
  std::vector<std::string> ids(std::string_view name, std::size_t count_max);

  // The same for a member that may be absent.
  bool has(std::string_view name) const;
  std::string optional_id(std::string_view name);
  std::string optional_text(std::string_view name);
  std::int64_t optional_integer(std::string_view name, std::int64_t min, std::int64_t max,
                                std::int64_t absent);
  bool optional_boolean(std::string_view name);
  std::optional<Time> optional_time(std::string_view name);
  std::vector<std::string> optional_ids(std::string_view name, std::size_t count_max);

  /// Marks a member as known without reading it.
  void allow(std::string_view name);
  /// Records a fault at a member; the first one stays.
  void fail(Code code, std::string_view name);
  /// Takes over the error of a nested reading.
  void fail(const Error& error);

  /// The first fault, else the first member that nobody asked for.
  std::optional<Error> error() const;
  const std::string& where() const { return where_; }

 private:
  const Value* take(std::string_view name, Value::Type type);

  const Value& value_;
  std::string where_;
  std::vector<std::string_view> known_;
  std::optional<Error> error_;
};

}  // namespace samtycke

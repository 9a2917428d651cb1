/// Reads what a page claims. Unlike `Fields`, a fault stops nothing here: the member is left out
/// and the fault noted, for a grant to be refused by and a stop to ignore (RULINGS 8).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json.hpp"
#include "limits.hpp"
#include "time.hpp"

namespace samtycke {

class Claims {
 public:
  /// `value` must outlive this and be an object to hold anything; `where` is its JSON Pointer.
  Claims(const Value& value, std::string where);

  /// Empty, nothing or `absent` when the member is missing or unfit.
  std::string id(std::string_view name, std::size_t size_max = limits::id_size_max);
  std::string text(std::string_view name);
  std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t absent);
  std::optional<Time> time(std::string_view name);

  void allow(std::string_view name);
  /// Whether the value holds a personal identity number and is therefore to be left out.
  bool drops_personnummer(const Value& value);
  void fail(Code code, std::string_view name);
  /// Notes members that nobody asked for. Call it once, after the last member.
  void finish();

  const std::optional<Error>& fault() const { return fault_; }
  /// Whether a member was left out because it held a personal identity number (L23).
  bool personnummer_dropped() const { return personnummer_dropped_; }

 private:
  const Value* take(std::string_view name, Value::Type type);

  const Value& value_;
  std::string where_;
  std::vector<std::string_view> known_;
  std::optional<Error> fault_;
  bool personnummer_dropped_ = false;
};

}  // namespace samtycke

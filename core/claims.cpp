#include "claims.hpp"

#include <algorithm>

#include "fields.hpp"
#include "personnummer.hpp"

namespace samtycke {
namespace {

constexpr std::size_t claim_size_max = 200;

}  // namespace

Claims::Claims(const Value& value, std::string where) : value_(value), where_(std::move(where)) {}

const Value* Claims::take(std::string_view name, Value::Type type) {
  allow(name);
  const Value* member = value_.find(name);
  if (member == nullptr) return nullptr;
  if (drops_personnummer(*member)) return nullptr;
  if (!member->is(type)) {
    fail(Code::wrong_type, name);
    return nullptr;
  }
  return member;
}

std::string Claims::id(std::string_view name, std::size_t size_max) {
  const Value* member = take(name, Value::Type::string);
  if (member == nullptr) return {};
  if (!is_id(member->text, size_max)) {
    fail(Code::bad_id, name);
    return {};
  }
  return member->text;
}

std::string Claims::text(std::string_view name) {
  const Value* member = take(name, Value::Type::string);
  if (member == nullptr) return {};
  if (member->text.empty() || member->text.size() > claim_size_max) {
    fail(Code::bad_value, name);
    return {};
  }
  return member->text;
}

std::int64_t Claims::integer(std::string_view name, std::int64_t min, std::int64_t absent) {
  const Value* member = take(name, Value::Type::integer);
  if (member == nullptr) return absent;
  if (member->integer < min) {
    fail(Code::number_out_of_range, name);
    return absent;
  }
  return member->integer;
}

std::optional<Time> Claims::time(std::string_view name) {
  const Value* member = take(name, Value::Type::string);
  if (member == nullptr) return std::nullopt;
  const auto time = parse_time(member->text);
  if (!time) fail(Code::bad_time, name);
  return time;
}

void Claims::allow(std::string_view name) { known_.push_back(name); }

bool Claims::drops_personnummer(const Value& value) {
  const bool held = holds_personnummer(value);
  personnummer_dropped_ = personnummer_dropped_ || held;
  return held;
}

void Claims::fail(Code code, std::string_view name) {
  if (!fault_) fault_ = Error{code, pointer(where_, name)};
}

void Claims::finish() {
  for (std::size_t i = 0; i < value_.names.size(); ++i) {
    const std::string& name = value_.names[i];
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    drops_personnummer(text_value(name));
    drops_personnummer(value_.items[i]);
    fail(Code::unknown_member, name);
  }
}

}  // namespace samtycke

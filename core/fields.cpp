#include "fields.hpp"

#include <algorithm>

namespace samtycke {
namespace {

const Value no_object = object_value();
const Value no_array = array_value();

}  // namespace

bool is_id(std::string_view text, std::size_t size_max) {
  if (text.empty() || text.size() > size_max) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == ':';
  });
}

Fields::Fields(const Value& value, std::string where)
    : value_(value.is(Value::Type::object) ? value : no_object), where_(std::move(where)) {
  if (!value.is(Value::Type::object)) error_ = Error{Code::wrong_type, where_};
}

const Value* Fields::take(std::string_view name, Value::Type type) {
  allow(name);
  const Value* member = value_.find(name);
  if (member == nullptr) {
    fail(Code::missing_member, name);
    return nullptr;
  }
  if (!member->is(type)) {
    fail(Code::wrong_type, name);
    return nullptr;
  }
  return member;
}

std::string Fields::id(std::string_view name) {
  const Value* member = take(name, Value::Type::string);
  if (member == nullptr) return {};
  if (!is_id(member->text)) {
    fail(Code::bad_id, name);
    return {};
  }
  return member->text;
}

std::string Fields::text(std::string_view name) {
  const Value* member = take(name, Value::Type::string);
  if (member == nullptr) return {};
  if (member->text.empty()) fail(Code::bad_value, name);
  return member->text;
}

std::int64_t Fields::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  const Value* member = take(name, Value::Type::integer);
  if (member == nullptr) return min;
  if (member->integer < min || member->integer > max) {
    fail(Code::number_out_of_range, name);
    return min;
  }
  return member->integer;
}

bool Fields::boolean(std::string_view name) {
  const Value* member = take(name, Value::Type::boolean);
  return member != nullptr && member->truth;
}

Time Fields::time(std::string_view name) {
  const Value* member = take(name, Value::Type::string);
  if (member == nullptr) return 0;
  const auto time = parse_time(member->text);
  if (!time) fail(Code::bad_time, name);
  return time.value_or(0);
}

const Value& Fields::object(std::string_view name) {
  const Value* member = take(name, Value::Type::object);
  return member != nullptr ? *member : no_object;
}

const Value& Fields::array(std::string_view name, std::size_t count_max) {
  const Value* member = take(name, Value::Type::array);
  if (member == nullptr) return no_array;
  if (member->items.size() > count_max) {
    fail(Code::too_many, name);
    return no_array;
  }
  return *member;
}

std::vector<std::string> Fields::ids(std::string_view name, std::size_t count_max) {
  std::vector<std::string> out;
  const Value& list = array(name, count_max);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Value& item = list.items[i];
    if (!item.is(Value::Type::string) || !is_id(item.text)) {
      fail(Error{Code::bad_id, pointer(pointer(where_, name), i)});
      return {};
    }
    out.push_back(item.text);
  }
  return out;
}

bool Fields::has(std::string_view name) const { return value_.find(name) != nullptr; }

std::string Fields::optional_id(std::string_view name) {
  return has(name) ? id(name) : std::string();
}

std::string Fields::optional_text(std::string_view name) {
  return has(name) ? text(name) : std::string();
}

std::int64_t Fields::optional_integer(std::string_view name, std::int64_t min, std::int64_t max,
                                      std::int64_t absent) {
  return has(name) ? integer(name, min, max) : absent;
}

bool Fields::optional_boolean(std::string_view name) { return has(name) && boolean(name); }

std::optional<Time> Fields::optional_time(std::string_view name) {
  if (!has(name)) return std::nullopt;
  return time(name);
}

std::vector<std::string> Fields::optional_ids(std::string_view name, std::size_t count_max) {
  return has(name) ? ids(name, count_max) : std::vector<std::string>();
}

void Fields::allow(std::string_view name) { known_.push_back(name); }

void Fields::fail(Code code, std::string_view name) { fail(Error{code, pointer(where_, name)}); }

void Fields::fail(const Error& error) {
  if (!error_) error_ = error;
}

std::optional<Error> Fields::error() const {
  if (error_) return error_;
  for (const std::string& name : value_.names) {
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      return Error{Code::unknown_member, pointer(where_, name)};
    }
  }
  return std::nullopt;
}

}  // namespace samtycke

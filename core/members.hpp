/// The members of one JSON object and the variables they stand for, listed once for both ways: the
/// same list reads an object strictly (fields.hpp) and writes one.
///
/// Reading, the first fault stays and the rest goes on, as in `Fields`; a variable keeps its value
/// where its member is absent or at fault. Writing, an optional member that holds what absence
/// means is left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fields.hpp"
#include "json.hpp"
#include "time.hpp"

namespace samtycke {

class Members {
 public:
  /// Reads from `fields` or writes into the object; either must outlive this.
  explicit Members(Fields& fields) : fields_(&fields) {}
  explicit Members(Value& object) : object_(&object) {}

  bool reads() const { return fields_ != nullptr; }
  /// Records a fault at a member that was read.
  void fail(Code code, std::string_view name) { fields_->fail(code, name); }

  void id(std::string_view name, std::string& id);
  void boolean(std::string_view name, bool& truth);
  void time(std::string_view name, Time& time);
  void number(std::string_view name, std::int64_t& number, std::int64_t min);
  void number(std::string_view name, std::uint64_t& number, std::int64_t min);

  // Members that may be absent: empty, 0, nothing or `absent` says the same.
  void optional_id(std::string_view name, std::string& id);
  void optional_text(std::string_view name, std::string& text);
  void optional_boolean(std::string_view name, bool& truth, bool absent = false);
  void optional_time(std::string_view name, Time& time);
  void optional_time(std::string_view name, std::optional<Time>& time);
  void optional_ids(std::string_view name, std::vector<std::string>& ids, std::size_t count_max);
  void optional_version(std::string_view name, std::int64_t& version);

  /// A member with one of a closed list of words.
  template <typename Enum, std::size_t Count>
  void word(std::string_view name, Enum& value, const std::string_view (&words)[Count]) {
    auto index = static_cast<std::size_t>(value);
    word(name, index, words, Count);
    if (reads()) value = static_cast<Enum>(index);
  }
  template <typename Enum, std::size_t Count>
  void optional_word(std::string_view name, std::optional<Enum>& value,
                     const std::string_view (&words)[Count]) {
    if (reads() ? !fields_->has(name) : !value) return;
    Enum some = value.value_or(static_cast<Enum>(0));
    word(name, some, words);
    if (reads()) value = some;
  }

  template <typename Enum, std::size_t Count>
  void optional_words(std::string_view name, std::vector<Enum>& values,
                      const std::string_view (&words)[Count]) {
    std::vector<std::size_t> indices;
    for (const Enum value : values) indices.push_back(static_cast<std::size_t>(value));
    optional_words(name, indices, words, Count);
    if (!reads()) return;
    values.clear();
    for (const std::size_t index : indices) values.push_back(static_cast<Enum>(index));
  }

  /// An object of its own, whose members `list` names.
  template <typename Type, typename List>
  void object(std::string_view name, Type& value, List list) {
    Value object;
    std::optional<Fields> fields;
    Members inner = enter(name, object, fields);
    list(inner, value);
    leave(name, std::move(object), fields);
  }
  template <typename Type, typename List>
  void optional_object(std::string_view name, Type& value, List list) {
    if (reads() ? fields_->has(name) : !(value == Type())) object(name, value, list);
  }
  template <typename Type, typename List>
  void optional_object(std::string_view name, std::optional<Type>& value, List list) {
    if (reads() ? !fields_->has(name) : !value) return;
    if (!value) value.emplace();
    object(name, *value, list);
  }

  /// Objects in an array, which may be absent where it is read. At most `limits::purposes_max`.
  template <typename Type, typename List>
  void objects(std::string_view name, std::vector<Type>& values, List list) {
    if (reads()) values.resize(count_of(name));
    Value array = array_value();
    for (std::size_t i = 0; i < values.size(); ++i) {
      Value object;
      std::optional<Fields> fields;
      Members inner = enter(name, i, object, fields);
      list(inner, values[i]);
      leave(array, std::move(object), fields);
    }
    if (!reads()) add(*object_, name, std::move(array));
  }

 private:
  void word(std::string_view name, std::size_t& index, const std::string_view* words,
            std::size_t count);
  void optional_words(std::string_view name, std::vector<std::size_t>& indices,
                      const std::string_view* words, std::size_t count);
  std::size_t count_of(std::string_view name);
  Members enter(std::string_view name, Value& object, std::optional<Fields>& fields);
  Members enter(std::string_view name, std::size_t i, Value& object, std::optional<Fields>& fields);
  void leave(std::string_view name, Value object, const std::optional<Fields>& fields);
  void leave(Value& array, Value object, const std::optional<Fields>& fields);

  Fields* fields_ = nullptr;
  Value* object_ = nullptr;
};

/// A value as an object, by its list of members. The list changes nothing where it writes.
template <typename Type, typename List>
Value written(const Type& value, List list) {
  Value object = object_value();
  Members members(object);
  list(members, const_cast<Type&>(value));
  return object;
}

/// A value from an object, by its list of members. Errors: the reader's codes and their place.
template <typename Type, typename List>
Result<Type> read_members(const Value& object, std::string where, List list) {
  Fields fields(object, std::move(where));
  Members members(fields);
  Type value;
  list(members, value);
  if (const auto error = fields.error()) return *error;
  return value;
}

}  // namespace samtycke

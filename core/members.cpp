#include "members.hpp"

#include <algorithm>

#include "limits.hpp"

namespace samtycke {

void Members::id(std::string_view name, std::string& id) {
  if (reads()) {
    id = fields_->id(name);
  } else {
    add_text(*object_, name, id);
  }
}

void Members::boolean(std::string_view name, bool& truth) {
  if (reads()) {
    truth = fields_->boolean(name);
  } else {
    add(*object_, name, boolean_value(truth));
  }
}

void Members::time(std::string_view name, Time& time) {
  if (reads()) {
    time = fields_->time(name);
  } else {
    add(*object_, name, text_value(format_time(time)));
  }
}

void Members::number(std::string_view name, std::int64_t& number, std::int64_t min) {
  if (reads()) {
    number = fields_->integer(name, min, limits::integer_max);
  } else {
    add(*object_, name, integer_value(number));
  }
}

void Members::number(std::string_view name, std::uint64_t& number, std::int64_t min) {
  auto same = static_cast<std::int64_t>(number);
  this->number(name, same, min);
  if (reads()) number = static_cast<std::uint64_t>(same);
}

void Members::optional_id(std::string_view name, std::string& id) {
  if (reads() ? fields_->has(name) : !id.empty()) this->id(name, id);
}

void Members::optional_text(std::string_view name, std::string& text) {
  if (reads()) {
    text = fields_->optional_text(name);
  } else {
    add_text(*object_, name, text);
  }
}

void Members::optional_boolean(std::string_view name, bool& truth, bool absent) {
  if (reads() ? fields_->has(name) : truth != absent) boolean(name, truth);
}

void Members::optional_time(std::string_view name, Time& time) {
  if (reads() ? fields_->has(name) : time > 0) this->time(name, time);
}

void Members::optional_time(std::string_view name, std::optional<Time>& time) {
  if (reads() ? !fields_->has(name) : !time) return;
  Time some = time.value_or(0);
  this->time(name, some);
  if (reads()) time = some;
}

void Members::optional_ids(std::string_view name, std::vector<std::string>& ids,
                           std::size_t count_max) {
  if (reads()) {
    ids = fields_->optional_ids(name, count_max);
  } else if (!ids.empty()) {
    add(*object_, name, texts_value(ids));
  }
}

void Members::optional_version(std::string_view name, std::int64_t& version) {
  if (reads() ? fields_->has(name) : version > 0) number(name, version, 1);
}

void Members::word(std::string_view name, std::size_t& index, const std::string_view* words,
                   std::size_t count) {
  if (!reads()) {
    add(*object_, name, text_value(words[index]));
    return;
  }
  const std::string_view* found = std::find(words, words + count, fields_->text(name));
  if (found == words + count) {
    fail(Code::bad_value, name);
  } else {
    index = static_cast<std::size_t>(found - words);
  }
}

void Members::optional_words(std::string_view name, std::vector<std::size_t>& indices,
                             const std::string_view* words, std::size_t count) {
  if (!reads()) {
    Value list = array_value();
    for (const std::size_t index : indices) list.items.push_back(text_value(words[index]));
    if (!indices.empty()) add(*object_, name, std::move(list));
    return;
  }
  for (const std::string& text : fields_->optional_ids(name, count)) {
    const auto* word = std::find(words, words + count, text);
    if (word == words + count) {
      fail(Code::bad_value, name);
      return;
    }
    indices.push_back(static_cast<std::size_t>(word - words));
  }
}

std::size_t Members::count_of(std::string_view name) {
  return fields_->has(name) ? fields_->array(name, limits::purposes_max).items.size() : 0;
}

Members Members::enter(std::string_view name, Value& object, std::optional<Fields>& fields) {
  if (!reads()) return Members(object = object_value());
  return Members(fields.emplace(fields_->object(name), pointer(fields_->where(), name)));
}

Members Members::enter(std::string_view name, std::size_t i, Value& object,
                       std::optional<Fields>& fields) {
  if (!reads()) return Members(object = object_value());
  return Members(fields.emplace(fields_->array(name, limits::purposes_max).items[i],
                                pointer(pointer(fields_->where(), name), i)));
}

void Members::leave(std::string_view name, Value object, const std::optional<Fields>& fields) {
  if (!reads()) {
    add(*object_, name, std::move(object));
    return;
  }
  if (const auto error = fields->error()) fields_->fail(*error);
}

void Members::leave(Value& array, Value object, const std::optional<Fields>& fields) {
  if (!reads()) {
    array.items.push_back(std::move(object));
    return;
  }
  if (const auto error = fields->error()) fields_->fail(*error);
}

}  // namespace samtycke

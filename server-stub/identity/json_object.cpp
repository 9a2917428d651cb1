#include "identity/json_object.hpp"

#include <jansson.h>

#include <cstdlib>

namespace samtycke::server {
namespace {

constexpr json_int_t seconds_max = 253'402'300'799;  // 9999-12-31T23:59:59Z

std::string string_of(const json_t* json) {
  return std::string(json_string_value(json), json_string_length(json));
}

}  // namespace

std::optional<JsonObject> JsonObject::parse(std::string_view text) {
  json_t* json = json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES, nullptr);
  std::shared_ptr<json_t> held(json, [](json_t* owned) { json_decref(owned); });
  if (!json_is_object(json)) return std::nullopt;
  return JsonObject(std::move(held));
}

bool JsonObject::has(const char* name) const {
  return json_object_get(json_.get(), name) != nullptr;
}

std::optional<std::string> JsonObject::text(const char* name) const {
  const json_t* member = json_object_get(json_.get(), name);
  if (!json_is_string(member)) return std::nullopt;
  return string_of(member);
}

std::optional<std::int64_t> JsonObject::seconds_as_ms(const char* name) const {
  const json_t* member = json_object_get(json_.get(), name);
  if (!json_is_integer(member)) return std::nullopt;
  const json_int_t seconds = json_integer_value(member);
  if (seconds < 0 || seconds > seconds_max) return std::nullopt;
  return static_cast<std::int64_t>(seconds) * 1000;
}

std::optional<std::vector<std::string>> JsonObject::texts(const char* name) const {
  const json_t* member = json_object_get(json_.get(), name);
  if (json_is_string(member)) return std::vector<std::string>{string_of(member)};
  if (!json_is_array(member)) return std::nullopt;
  std::vector<std::string> list;
  for (std::size_t index = 0; index < json_array_size(member); ++index) {
    const json_t* item = json_array_get(member, index);
    if (!json_is_string(item)) return std::nullopt;
    list.push_back(string_of(item));
  }
  return list;
}

std::optional<JsonObject> JsonObject::object(const char* name) const {
  json_t* member = json_object_get(json_.get(), name);
  if (!json_is_object(member)) return std::nullopt;
  return JsonObject(std::shared_ptr<json_t>(json_, member));
}

std::optional<std::vector<JsonObject>> JsonObject::objects(const char* name) const {
  const json_t* member = json_object_get(json_.get(), name);
  if (!json_is_array(member)) return std::nullopt;
  std::vector<JsonObject> list;
  for (std::size_t index = 0; index < json_array_size(member); ++index) {
    json_t* item = json_array_get(member, index);
    if (json_is_object(item)) list.push_back(JsonObject(std::shared_ptr<json_t>(json_, item)));
  }
  return list;
}

}  // namespace samtycke::server

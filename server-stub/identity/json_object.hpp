/// JSON of others: tokens, keys, a provider's description. Read by jansson, which libcjose brings,
/// since NumericDate and foreign documents may hold what our own formats never do.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct json_t;

namespace samtycke::server {

/// A JSON object read strictly (no duplicate members, UTF-8, no NUL), with typed access that never
/// converts: a member of another type is as good as missing where `has` is not asked.
class JsonObject {
 public:
  static std::optional<JsonObject> parse(std::string_view text);

  bool has(const char* name) const;
  std::optional<std::string> text(const char* name) const;
  /// Seconds since 1970 as milliseconds; whole seconds from 0 to the year 9999.
  std::optional<std::int64_t> seconds_as_ms(const char* name) const;
  /// A string as a list of one, or a list of strings; anything else: nothing.
  std::optional<std::vector<std::string>> texts(const char* name) const;
  std::optional<JsonObject> object(const char* name) const;
  /// The members of a list that are objects; anything else: nothing.
  std::optional<std::vector<JsonObject>> objects(const char* name) const;

 private:
  explicit JsonObject(std::shared_ptr<json_t> json) : json_(std::move(json)) {}
  std::shared_ptr<json_t> json_;
};

}  // namespace samtycke::server

/// One reader for every JWT that comes in (RFC 7519, 8725): access, ID and logout tokens differ
/// only in what their users then ask of the claims. The signature is libcjose's to check; what may
/// be signed by which key, and how strictly the bytes are read, is decided here.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/issuer.hpp"
#include "identity/refusal.hpp"

struct json_t;

namespace samtycke::server {

constexpr std::size_t token_size_max = 8 * 1024;

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
  std::string dump() const;

 private:
  explicit JsonObject(std::shared_ptr<json_t> json) : json_(std::move(json)) {}
  std::shared_ptr<json_t> json_;
};

struct VerifiedJwt {
  std::string typ;  // lower case, without `application/`; empty when absent
  JsonObject claims;
};

/// Holds: compact JWS of at most 8 KiB, header without `crit`, `jku`, `jwk`, `x5u`, `x5c`, `b64`,
/// `alg` in our list and fitting the issuer's key named by `kid`, signature good, claims a JSON
/// object, `iss` the issuer exactly. Refuses with `token_invalid` or `issuer_unreachable`. Nothing
/// the token names is ever fetched.
Judged<VerifiedJwt> verify_jwt(std::string_view token, Issuer& issuer);

/// `exp` there and ahead; `nbf`, `iat` not ahead; all within the leeway.
bool times_hold(const JsonObject& claims, std::int64_t now_ms);

/// `aud` is or contains this.
bool audience_holds(const JsonObject& claims, std::string_view audience);

}  // namespace samtycke::server

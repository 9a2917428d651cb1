/// One reader for every JWT that comes in (RFC 7519, 8725): access, ID and logout tokens differ
/// only in what their users then ask of the claims. The signature is libcjose's to check; what may
/// be signed by which key, and how strictly the bytes are read, is decided here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "identity/issuer.hpp"
#include "identity/json_object.hpp"
#include "identity/refusal.hpp"

namespace samtycke::server {

constexpr std::size_t token_size_max = 8 * 1024;

struct VerifiedJws {
  std::string typ;  // lower case, without `application/`; empty when absent
  std::string payload;
};

/// Holds: compact JWS of at most 8 KiB, header without `crit`, `jku`, `jwk`, `x5u`, `x5c`, `b64`,
/// `alg` in our list and fitting the issuer's key named by `kid`, signature good. Refuses with
/// `token_invalid` or `issuer_unreachable`. Nothing the token names is ever fetched.
Judged<VerifiedJws> verify_jws(std::string_view token, Issuer& issuer);

struct VerifiedJwt {
  std::string typ;
  JsonObject claims;
};

/// The same, and the payload is a JSON object whose `iss` is the issuer exactly.
Judged<VerifiedJwt> verify_jwt(std::string_view token, Issuer& issuer);

/// `exp` there and ahead; `nbf`, `iat` not ahead; all within the leeway.
bool times_hold(const JsonObject& claims, std::int64_t now_ms);

/// `aud` is or contains this.
bool audience_holds(const JsonObject& claims, std::string_view audience);

}  // namespace samtycke::server

/// Why identity said no, as a value: the status and code for the problem details and the headers
/// that the status demands (RFC 6750 section 3: a 401 names its scheme). Sentences stand in
/// core/text/.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace samtycke::server {

/// One code per thing the caller would do differently; the enumerator is the wire name.
enum class IdentityCode : std::uint8_t {
  sign_in_needed,        // 401: no session, or one that ended
  sign_in_expired,       // 400: the sign-in was begun elsewhere, too long ago, or is already used
  sign_in_refused,       // 401: the provider said no, or its answer does not hold
  return_to_invalid,     // 400: not a path of this portal
  foreign_origin,        // 403: the request was made by another site's page
  token_missing,         // 401: no bearer token
  token_invalid,         // 401: a token that does not hold, whatever the reason
  scope_missing,         // 403: a good token without the scope of this call
  persons_token_needed,  // 403: a good token that is no person's own, or lasts too long for a page
  staff_role_missing,    // 403: somebody whom the staff's provider gives no role that is needed
  logout_token_invalid,  // 400: a back-channel logout that does not hold
  issuer_unreachable,    // 503: the provider's keys cannot be had now
  session_store_failed,  // 503: sessions cannot be written or read now
};

constexpr std::string_view identity_code_names[] = {
    "sign_in_needed",       "sign_in_expired",    "sign_in_refused",      "return_to_invalid",
    "foreign_origin",       "token_missing",      "token_invalid",        "scope_missing",
    "persons_token_needed", "staff_role_missing", "logout_token_invalid", "issuer_unreachable",
    "session_store_failed"};

constexpr std::string_view name_of(IdentityCode code) {
  return identity_code_names[static_cast<std::uint8_t>(code)];
}

unsigned status_of(IdentityCode code);

struct Refusal {
  IdentityCode code = IdentityCode::token_invalid;
  std::vector<std::pair<std::string, std::string>> headers;

  unsigned status() const { return status_of(code); }
};

/// What was asked for, or why not.
template <typename T>
using Judged = std::variant<T, Refusal>;

/// Milliseconds since 1970 in UTC. Passed in, so that tests own the time.
using Clock = std::function<std::int64_t()>;

/// Clocks of two machines differ; this much is forgiven in a token's times.
constexpr std::int64_t token_leeway_ms = 60'000;

}  // namespace samtycke::server

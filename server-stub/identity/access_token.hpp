/// JWT access tokens (RFC 9068), carried as RFC 6750 says: of back ends, and of people whose page
/// has a session of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "identity/jwt.hpp"

namespace samtycke::server {

struct AccessToken {
  std::string client_id;
  std::string subject;
  std::vector<std::string> scopes;
  std::string jti;
  std::int64_t issued_ms = 0;
  std::int64_t expires_ms = 0;
  bool has_actor = false;  // somebody else acts with it (RFC 8693, `act`)

  bool allows(std::string_view scope) const;
};

/// What lies in a page is short-lived, or it is not believed.
constexpr std::int64_t persons_token_life_max_ms = 15 * 60'000;

/// Whether a person stands behind the token and acts with it: it is no back end's own (`sub` is
/// then the client), nobody acts with it in the person's place, and it lasts no longer than a page
/// needs.
bool is_persons_own(const AccessToken& token);

/// RFC 9068 section 4: `typ` at+jwt, `iss` exactly, `aud` contains us, signature, `exp`, and every
/// claim its section 2.2 demands. Refuses with `token_invalid` or `issuer_unreachable`.
Judged<AccessToken> verify_access_token(std::string_view token, Issuer& issuer,
                                        std::string_view audience, std::int64_t now_ms);

}  // namespace samtycke::server

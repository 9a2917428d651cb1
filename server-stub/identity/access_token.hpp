/// JWT access tokens of back ends (RFC 9068), carried as RFC 6750 says.
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
  std::int64_t expires_ms = 0;

  bool allows(std::string_view scope) const;
};

/// RFC 9068 section 4: `typ` at+jwt, `iss` exactly, `aud` contains us, signature, `exp`, and every
/// claim its section 2.2 demands. Refuses with `token_invalid` or `issuer_unreachable`.
Judged<AccessToken> verify_access_token(std::string_view token, Issuer& issuer,
                                        std::string_view audience, std::int64_t now_ms);

}  // namespace samtycke::server

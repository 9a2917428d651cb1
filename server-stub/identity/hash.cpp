#include "identity/hash.hpp"

#include <algorithm>

#include "identity/secrets.hpp"

namespace samtycke::server {

Digest openssl_sha256(std::string_view bytes) {
  const std::string hashed = sha256(bytes);
  Digest digest{};
  std::copy(hashed.begin(), hashed.end(), digest.begin());
  return digest;
}

}  // namespace samtycke::server

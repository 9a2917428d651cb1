#include "hash.hpp"

#include <algorithm>

#include "identity/secrets.hpp"

namespace samtycke::server {

Digest openssl_sha256(std::string_view bytes) {
  const std::string digest = sha256(bytes);
  Digest out{};
  std::copy_n(digest.begin(), std::min(digest.size(), out.size()), out.begin());
  return out;
}

}  // namespace samtycke::server

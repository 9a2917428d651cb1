#include "identity/hash.hpp"

#include <openssl/evp.h>

#include <cstdlib>

namespace samtycke::server {
namespace {

/// What one thread hashes with. OpenSSL takes longer to look an algorithm up and to make room for
/// it than to hash a leaf of the log.
class Hasher {
 public:
  Hasher() : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {}
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  ~Hasher() {
    EVP_MD_CTX_free(context_);
    EVP_MD_free(algorithm_);
  }

  Digest digest(std::string_view bytes) {
    Digest out{};
    unsigned size = 0;
    const bool done = algorithm_ != nullptr && context_ != nullptr &&
                      EVP_DigestInit_ex2(context_, algorithm_, nullptr) == 1 &&
                      EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(context_, out.data(), &size) == 1 && size == out.size();
    // Only memory can be wanting here, and there is no digest that could stand for none.
    if (!done) std::abort();
    return out;
  }

 private:
  EVP_MD* const algorithm_;
  EVP_MD_CTX* const context_;
};

}  // namespace

Digest openssl_sha256(std::string_view bytes) {
  thread_local Hasher hasher;
  return hasher.digest(bytes);
}

}  // namespace samtycke::server

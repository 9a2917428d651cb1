/// The provider's published keys (RFC 7517). A key is chosen by `kid` from this set and nowhere
/// else: what a token says about its own key is never looked at (RFC 8725 section 3.10).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samtycke::server {

/// What libcjose calls a JWK, kept out of this header.
struct PublishedKeyHandle;

/// The algorithms we take. Nothing symmetric, nothing called none: they are not in the list.
enum class Algorithm : unsigned char { RS256, PS256, ES256 };
std::optional<Algorithm> algorithm_of(std::string_view name);

struct PublishedKey {
  std::string kid;
  std::string kty;  // RSA or EC
  std::string alg;  // empty: the provider does not say
  std::shared_ptr<PublishedKeyHandle> handle;

  /// The key's kind, and its own `alg` when it has one, allow this algorithm.
  bool fits(Algorithm algorithm) const;
};

class KeySet {
 public:
  static constexpr std::size_t keys_max = 32;
  static constexpr std::size_t kid_size_max = 128;

  /// From a JWKS document. Keys of other kinds, for encryption, too short (RSA under 2048 bits),
  /// without `kid`, or with one that is there twice are left out; not a JWKS at all: nothing.
  static std::optional<KeySet> parse(std::string_view json);

  const PublishedKey* find(std::string_view kid) const;
  std::size_t size() const { return keys_.size(); }

 private:
  std::vector<PublishedKey> keys_;
};

}  // namespace samtycke::server

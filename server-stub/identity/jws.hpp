/// Our own signatures: JWS with Ed25519 (RFC 7515, 8037, 9864) by OpenSSL. Receipts and catalogues
/// are signed detached: `header..signature`, the payload travels beside it (RFC 7515 appendix F).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samtycke::server {

/// What OpenSSL calls EVP_PKEY, kept out of this header.
struct KeyHandle;

/// The public half. `kid` is always its thumbprint (RFC 7638), so a key cannot be named as another.
class VerifyingKey {
 public:
  /// From the 32 bytes of the point.
  static std::optional<VerifyingKey> from_point(std::string_view bytes);
  /// From a JWK: `kty` OKP, `crv` Ed25519, `x`; a `kid` that is not the thumbprint is ignored.
  static std::optional<VerifyingKey> from_jwk(std::string_view json);

  const std::string& kid() const { return kid_; }
  /// The 32 bytes of the point.
  const std::string& point() const { return point_; }
  /// {"alg","crv","kid","kty","use","x"} in canonical form, for /.well-known/jwks.json.
  std::string jwk() const;

  /// True when the JWS holds for this payload: three parts, `alg` Ed25519 (or the older EdDSA), no
  /// `crit`, no key of its own, `kid` absent or ours. Takes both forms: a compact one must carry
  /// exactly this payload.
  bool verify(std::string_view jws, std::string_view payload) const;
  /// True when these 64 bytes are this key's signature over exactly those bytes (RFC 8032).
  bool holds(std::string_view signature, std::string_view bytes) const;

 private:
  friend class SigningKey;
  VerifyingKey(std::shared_ptr<KeyHandle> key, std::string point);

  std::shared_ptr<KeyHandle> key_;
  std::string point_;
  std::string kid_;
};

class SigningKey {
 public:
  static SigningKey generate();
  /// From a PEM file (PKCS#8) that nobody but its owner may read.
  static std::optional<SigningKey> load(const std::string& path);
  /// Loads the file, or makes a key and writes it with mode 0600 when there is no file yet. A file
  /// that is there and unreadable is an error, never replaced: its signatures are out in the world.
  static std::optional<SigningKey> load_or_create(const std::string& path);
  /// From the 32 bytes of the seed, as JWK's `d` holds them.
  static std::optional<SigningKey> from_seed(std::string_view bytes);

  const VerifyingKey& verifying_key() const { return verifying_; }
  const std::string& kid() const { return verifying_.kid(); }
  bool save(const std::string& path) const;

  /// The 64 bytes of the signature alone (RFC 8032).
  std::string sign(std::string_view bytes) const;
  /// Protected header {"alg":"Ed25519","kid":"<thumbprint>"}.
  std::string sign_detached(std::string_view payload) const;
  std::string sign_compact(std::string_view payload) const;
  /// With another protected header, given as its JSON bytes: for published vectors and other types.
  std::string sign_compact(std::string_view payload, std::string_view protected_header) const;

 private:
  SigningKey(std::shared_ptr<KeyHandle> key, VerifyingKey verifying);
  std::string header() const;

  std::shared_ptr<KeyHandle> key_;
  VerifyingKey verifying_;
};

/// {"keys":[…]} of one or more keys.
std::string jwk_set(const std::vector<VerifyingKey>& keys);

}  // namespace samtycke::server

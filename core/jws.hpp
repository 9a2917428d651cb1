/// Detached signatures as receipts and catalogues carry them (JWS with Ed25519: RFC 7515 appendix
/// F, 8037, 9864): what one claims, by which key of a given set. Nothing is verified here: the side
/// that calls has the cryptography.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "json.hpp"
#include "signed_note.hpp"

namespace samtycke {

/// Named by its thumbprint (RFC 7638), whatever the set calls it: no key passes for another.
struct JwsKey {
  std::string kid;
  std::string public_key;  // 32 bytes
};

/// The Ed25519 keys for signatures in a JWK set (RFC 7517); others are left out. Nothing when it is
/// no set.
std::optional<std::vector<JwsKey>> jws_keys_from(const Value& key_set, Hash hash);

enum class JwsFault : std::uint8_t { misformed, algorithm, unknown_key };

/// What `header..signature` claims of these bytes. `alg` must be Ed25519, or EdDSA as it was called
/// before; a header that brings a key of its own, or asks for what is not understood (`crit`,
/// `b64`), is refused as `algorithm`. The key is the one of the set that `kid` names.
std::variant<SignatureClaim, JwsFault> claim_of_jws(std::string_view jws, std::string_view payload,
                                                    const std::vector<JwsKey>& keys);

}  // namespace samtycke

/// Ed25519 as the side that calls the core has it: OpenSSL's.
#pragma once

#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "core/signed_note.hpp"

namespace samtycke::made {

using EvpKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

inline const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

inline EvpKey key_of_seed(std::string_view seed) {
  return {EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(seed), seed.size()),
          EVP_PKEY_free};
}

/// The 32 bytes of SHA-256 of a word: a key that everybody may know.
inline std::string seed_of(std::string_view word) {
  const Digest digest = sha256(word);
  return {digest.begin(), digest.end()};
}

inline std::string point_of(std::string_view seed) {
  std::string point(32, '\0');
  std::size_t size = point.size();
  EVP_PKEY_get_raw_public_key(key_of_seed(seed).get(),
                              reinterpret_cast<unsigned char*>(point.data()), &size);
  return point;
}

inline std::string signed_by(std::string_view seed, std::string_view message) {
  std::string signature(64, '\0');
  std::size_t size = signature.size();
  const EvpKey key = key_of_seed(seed);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, nullptr, nullptr, nullptr, key.get());
  EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, raw(message),
                 message.size());
  EVP_MD_CTX_free(context);
  return signature;
}

inline bool holds(const SignatureClaim& claim) {
  const EvpKey key{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(claim.public_key),
                                               claim.public_key.size()),
                   EVP_PKEY_free};
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const bool held = key && claim.signature.size() == 64 &&
                    EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, key.get()) == 1 &&
                    EVP_DigestVerify(context, raw(claim.signature), claim.signature.size(),
                                     raw(claim.message), claim.message.size()) == 1;
  EVP_MD_CTX_free(context);
  return held;
}

/// Whether the note counts as signed by the key.
inline bool is_signed_by(const Note& note, const NoteKey& key) {
  const auto claims = claims_of(note, key);
  return !claims.empty() && std::all_of(claims.begin(), claims.end(), holds);
}

}  // namespace samtycke::made

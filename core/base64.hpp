/// base64 as logs write hashes, salts and signatures (RFC 4648 section 4, with padding), and as JWS
/// writes its parts (section 5, without).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sha256.hpp"

namespace samtycke {

std::string base64(std::string_view bytes);
/// The 44 characters of a digest.
std::string base64(const Digest& digest);

/// The bytes, from the one text that `base64` writes for them; nothing for any other text, be it
/// without padding, in another alphabet, broken into lines or with bits that nobody wrote.
std::optional<std::string> bytes_from_base64(std::string_view text);
/// The same for exactly 32 bytes.
std::optional<Digest> digest_from_base64(std::string_view text);

std::string base64url(std::string_view bytes);
/// As strict as `bytes_from_base64`.
std::optional<std::string> bytes_from_base64url(std::string_view text);

}  // namespace samtycke

/// Digests as base64 (RFC 4648 section 4, with padding): how logs write hashes and salts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sha256.hpp"

namespace samtycke {

/// The 44 characters of a digest.
std::string base64(const Digest& digest);

/// 32 bytes from the one text that `base64` writes for them; nothing for any other text, be it
/// longer, without padding, in another alphabet or with bits that nobody wrote.
std::optional<Digest> digest_from_base64(std::string_view text);

}  // namespace samtycke

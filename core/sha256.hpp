/// SHA-256 (FIPS 180-4), the only cryptography written here: nothing packaged links into the
/// module. The server passes OpenSSL's instead; a test holds the two equal.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace samtycke {

using Digest = std::array<std::uint8_t, 32>;

/// How the core hashes: given by the side that calls it.
using Hash = Digest (*)(std::string_view bytes);

Digest sha256(std::string_view bytes);

/// `sha256:` and 64 lower-case hexadecimal digits: how a digest stands in our formats.
std::string digest_name(const Digest& digest);

}  // namespace samtycke

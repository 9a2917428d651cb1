/// Bytes given to somebody to carry and bring back, or to a disk: whoever lacks the key can neither
/// read nor change them (AES-256-GCM, a fresh nonce each time).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace samtycke::server {

constexpr std::size_t sealing_key_size = 32;

/// `purpose` is bound in: what was sealed for one opens for no other.
std::string sealed_bytes(std::string_view key, std::string_view purpose, std::string_view bytes);
std::optional<std::string> unsealed_bytes(std::string_view key, std::string_view purpose,
                                          std::string_view sealed);

/// The same as base64url.
std::string sealed(std::string_view key, std::string_view purpose, std::string_view bytes);
std::optional<std::string> unsealed(std::string_view key, std::string_view purpose,
                                    std::string_view text);

}  // namespace samtycke::server

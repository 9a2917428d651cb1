/// Random bytes, hashes, comparison in constant time (RELIABILITY A31) and secrets in files. There
/// is no default secret anywhere: a missing file is a refusal to start (A35).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace samtycke::server {

/// From OpenSSL's generator. Ends the process when there is no randomness: nothing here can go on.
std::string random_bytes(std::size_t count);

/// The 32 bytes of SHA-256.
std::string sha256(std::string_view bytes);

/// The 32 bytes of HMAC-SHA-256: a name for the bytes that nobody without the key can guess at.
std::string keyed_hash(std::string_view key, std::string_view bytes);

/// Takes the same time whatever the bytes; only a difference in size returns early.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// A secret's file, without its last line feed. Empty, over 4 KiB, or readable or writable by
/// anybody but its owner: nothing.
std::optional<std::string> read_secret_file(const std::string& path);

/// Makes a file of mode 0600 with these bytes, synced, and never overwrites one.
bool write_secret_file(const std::string& path, std::string_view bytes);

}  // namespace samtycke::server

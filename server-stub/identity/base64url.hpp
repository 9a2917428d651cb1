/// base64url without padding (RFC 7515 section 2, RFC 4648 section 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace samtycke::server {

std::string base64url(std::string_view bytes);

/// Strict: only the 64 letters, no padding, no length that cannot be, unused bits zero. So one byte
/// string has one spelling, and a token cannot be altered without altering what it says.
std::optional<std::string> base64url_bytes(std::string_view text);

}  // namespace samtycke::server

/// SHA-256 for the core on this side: OpenSSL's.
#pragma once

#include <string_view>

#include "core/sha256.hpp"

namespace samtycke::server {

Digest openssl_sha256(std::string_view bytes);

}  // namespace samtycke::server

/// The hash function that the server side hands to the core: OpenSSL's SHA-256.
#pragma once

#include "core/sha256.hpp"

namespace samtycke::server {

Digest openssl_sha256(std::string_view bytes);

}  // namespace samtycke::server

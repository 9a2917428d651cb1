/// An answer about nobody, for what real ones have in common with it (store/answer_words.hpp).
#pragma once

#include <string>
#include <string_view>

#include "core/catalogue.hpp"
#include "identity/jws.hpp"

namespace samtycke::server {

/// The answers that somebody would get who grants all that the catalogue asks for: one in each of
/// its languages, one behind the other.
std::string typical_answers(const Catalogue& catalogue, std::string_view origin,
                            const SigningKey& receipt_key);

}  // namespace samtycke::server

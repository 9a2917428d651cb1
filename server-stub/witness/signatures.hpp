/// What the core names as a signature's claim, held to OpenSSL's Ed25519.
#pragma once

#include <vector>

#include "core/signed_note.hpp"

namespace samtycke::server {

/// Whether the note counts as signed by the key: something in it claims so, and all that does
/// holds.
bool is_signed_by(const Note& note, const NoteKey& key);

/// Whether it is signed by one of them at least, and nothing in it claims one of them in vain.
bool is_signed_by_any(const Note& note, const std::vector<NoteKey>& keys);

}  // namespace samtycke::server

/// Signed notes as transparency logs and their witnesses exchange them (C2SP signed-note): a text,
/// a blank line, and one line for each signature. Nothing is verified here: `claims_of` names what
/// a signature would have to hold for, and the side that calls has the cryptography.
///
///     note      = text LF 1*signature              text ends with LF
///     signature = "— " name " " base64(4 bytes of key id, and what the key's type says) LF
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sha256.hpp"

namespace samtycke {

struct NoteSignature {
  std::string name;
  std::uint32_t key_id = 0;
  std::string bytes;  // what follows the key id

  bool operator==(const NoteSignature&) const = default;
};

struct Note {
  std::string text;
  std::vector<NoteSignature> signatures;  // in their order, one at least

  bool operator==(const Note&) const = default;
};

/// The types of keys that are known here, both of 32 bytes; a key of any other claims nothing.
constexpr std::uint8_t ed25519_key = 1;           // signs the note's text
constexpr std::uint8_t ed25519_cosigner_key = 4;  // signs it with a time (core/checkpoint.hpp)

struct NoteKey {
  std::string name;
  std::uint32_t id = 0;
  std::uint8_t type = 0;
  std::string public_key;

  bool operator==(const NoteKey&) const = default;
};

/// What must be shown: that this Ed25519 key made this signature over these bytes.
struct SignatureClaim {
  std::string public_key;
  std::string message;
  std::string signature;  // of another size than 64 bytes: it holds for nothing
};

/// Whether a key may be named so: UTF-8 without space, control character or plus, and not empty.
bool is_note_name(std::string_view name);

/// The id that a key of that type gets by its name.
std::uint32_t key_id(Hash hash, std::string_view name, std::uint8_t type,
                     std::string_view public_key);
NoteKey note_key(Hash hash, std::string_view name, std::uint8_t type, std::string_view public_key);

/// A verifier key as text: name "+" eight hexadecimal digits "+" base64(type, key).
std::string vkey_text(const NoteKey& key);
/// Strict: of a type that is known here, and with the id that the rest gives.
std::optional<NoteKey> vkey_from(Hash hash, std::string_view text);

/// Whether the bytes may stand in a note: UTF-8, and no control character but LF.
bool is_note_text(std::string_view bytes);

/// The text of what looks like a note, its last LF with it: all before the last blank line. Empty
/// where there is none. What follows it may be no signatures at all.
std::string_view note_text(std::string_view bytes);

/// Strict: whatever is not exactly what `to_text` writes for it is no note; nor is one with more
/// than limits::note_signatures_max signatures.
std::optional<Note> note_from(std::string_view bytes);
/// The signature lines alone, as a witness answers them; none is not enough.
std::optional<std::vector<NoteSignature>> note_signatures_from(std::string_view lines);

std::string to_text(const Note& note);
std::string to_text(const NoteSignature& signature);

/// What is claimed in the key's name and id, for each signature that bears both. A note counts as
/// signed by a key when there is such a claim and all of them hold; one that fails spoils the note.
std::vector<SignatureClaim> claims_of(const Note& note, const NoteKey& key);

}  // namespace samtycke

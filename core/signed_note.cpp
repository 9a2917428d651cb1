#include "signed_note.hpp"

#include <algorithm>

#include "base64.hpp"
#include "checkpoint.hpp"
#include "limits.hpp"
#include "utf8.hpp"

namespace samtycke {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";  // U+2014 and a space
constexpr std::size_t id_size = 4;
constexpr std::size_t point_size = 32;
constexpr std::string_view digits = "0123456789abcdef";

/// Unicode's White_Space beyond the control characters.
bool is_space(std::uint32_t point) {
  return point == 0x20 || point == 0x85 || point == 0xA0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
         point == 0x202F || point == 0x205F || point == 0x3000;
}

bool is_control(char byte) { return static_cast<unsigned char>(byte) < 0x20; }

std::string id_bytes(std::uint32_t id) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(id >> shift);
  return out;
}

std::uint32_t id_from(std::string_view bytes) {
  std::uint32_t id = 0;
  for (const char byte : bytes.substr(0, id_size)) {
    id = (id << 8) | static_cast<std::uint8_t>(byte);
  }
  return id;
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) {
    out += digits[static_cast<std::uint8_t>(byte) >> 4];
    out += digits[static_cast<std::uint8_t>(byte) & 15];
  }
  return out;
}

/// One signature line without its LF.
std::optional<NoteSignature> signature_from(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_note_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = bytes_from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= id_size) return std::nullopt;
  return NoteSignature{std::string(line.substr(0, space)), id_from(*bytes), bytes->substr(id_size)};
}

}  // namespace

bool is_note_text(std::string_view bytes) {
  return is_utf8(bytes) && std::all_of(bytes.begin(), bytes.end(),
                                       [](char byte) { return byte == '\n' || !is_control(byte); });
}

bool is_note_name(std::string_view name) {
  if (name.empty() || !is_utf8(name)) return false;
  for (std::size_t position = 0; position < name.size();) {
    const std::uint32_t point = next_code_point(name, position);
    if (point < 0x20 || point == '+' || is_space(point)) return false;
  }
  return true;
}

std::uint32_t key_id(Hash hash, std::string_view name, std::uint8_t type,
                     std::string_view public_key) {
  std::string input(name);
  input += '\n';
  input += static_cast<char>(type);
  input += public_key;
  const Digest digest = hash(input);
  return id_from(std::string(digest.begin(), digest.end()));
}

NoteKey note_key(Hash hash, std::string_view name, std::uint8_t type, std::string_view public_key) {
  return {std::string(name), key_id(hash, name, type, public_key), type, std::string(public_key)};
}

std::string vkey_text(const NoteKey& key) {
  return key.name + '+' + hex(id_bytes(key.id)) + '+' +
         base64(std::string(1, static_cast<char>(key.type)) + key.public_key);
}

std::optional<NoteKey> vkey_from(Hash hash, std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos || !is_note_name(text.substr(0, first))) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto bytes = bytes_from_base64(text.substr(second + 1));
  if (!bytes || bytes->size() != 1 + point_size) return std::nullopt;
  const auto type = static_cast<std::uint8_t>(bytes->front());
  if (type != ed25519_key && type != ed25519_cosigner_key) return std::nullopt;
  NoteKey key = note_key(hash, text.substr(0, first), type, std::string_view(*bytes).substr(1));
  // The id in the text, letter by letter: other spellings of it are another key's.
  if (vkey_text(key) != text) return std::nullopt;
  return key;
}

std::string_view note_text(std::string_view bytes) {
  const std::size_t blank = bytes.rfind("\n\n");
  return blank == std::string_view::npos ? std::string_view() : bytes.substr(0, blank + 1);
}

std::optional<std::vector<NoteSignature>> note_signatures_from(std::string_view lines) {
  std::vector<NoteSignature> signatures;
  if (lines.size() > limits::note_size_max || !lines.ends_with('\n')) return std::nullopt;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    auto signature = signature_from(lines.substr(0, end));
    if (!signature || signatures.size() == limits::note_signatures_max) return std::nullopt;
    signatures.push_back(std::move(*signature));
    lines.remove_prefix(end + 1);
  }
  return signatures;
}

std::optional<Note> note_from(std::string_view bytes) {
  if (bytes.size() > limits::note_size_max || !is_note_text(bytes)) return std::nullopt;
  const std::string_view text = note_text(bytes);
  if (text.empty()) return std::nullopt;
  auto signatures = note_signatures_from(bytes.substr(text.size() + 1));
  if (!signatures) return std::nullopt;
  return Note{std::string(text), std::move(*signatures)};
}

std::string to_text(const NoteSignature& signature) {
  return std::string(dash) + signature.name + ' ' +
         base64(id_bytes(signature.key_id) + signature.bytes) + '\n';
}

std::string to_text(const Note& note) {
  std::string out = note.text + '\n';
  for (const NoteSignature& signature : note.signatures) out += to_text(signature);
  return out;
}

std::vector<SignatureClaim> claims_of(const Note& note, const NoteKey& key) {
  std::vector<SignatureClaim> claims;
  for (const NoteSignature& one : note.signatures) {
    if (one.name != key.name || one.key_id != key.id) continue;
    if (key.type == ed25519_key) claims.push_back({key.public_key, note.text, one.bytes});
    if (key.type != ed25519_cosigner_key) continue;
    const auto timed = timed_signature_from(one.bytes);
    claims.push_back({key.public_key,
                      timed ? cosignature_message(timed->time, note.text) : std::string(),
                      timed ? timed->signature : std::string()});
  }
  return claims;
}

}  // namespace samtycke

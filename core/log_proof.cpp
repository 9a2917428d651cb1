#include "log_proof.hpp"

#include "base64.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";

/// Takes a line off the text; nothing when no LF ends it.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

bool take_extra(std::string_view& text, LogProof& proof) {
  if (!text.starts_with(extra_word)) return true;
  const auto line = take_line(text);
  if (!line) return false;
  proof.extra = bytes_from_base64(line->substr(extra_word.size()));
  return proof.extra.has_value();
}

bool take_index(std::string_view& text, LogProof& proof) {
  const auto line = take_line(text);
  if (!line || !line->starts_with(index_word)) return false;
  const auto index = tree_size_from(line->substr(index_word.size()));
  proof.index = index.value_or(0);
  return index.has_value();
}

/// Up to the empty line, which goes with them.
bool take_hashes(std::string_view& text, LogProof& proof) {
  while (const auto line = take_line(text)) {
    if (line->empty()) return true;
    const auto hash = digest_from_base64(*line);
    if (!hash || proof.hashes.size() == limits::proof_max) return false;
    proof.hashes.push_back(*hash);
  }
  return false;
}

}  // namespace

std::optional<LogProof> log_proof_from(std::string_view text) {
  LogProof proof;
  if (take_line(text) != first_line) return std::nullopt;
  if (!take_extra(text, proof) || !take_index(text, proof) || !take_hashes(text, proof)) {
    return std::nullopt;
  }
  auto note = note_from(text);
  auto checkpoint = note ? checkpoint_from(note->text) : std::nullopt;
  if (!checkpoint || proof.index >= checkpoint->size) return std::nullopt;
  proof.note = std::move(*note);
  proof.checkpoint = std::move(*checkpoint);
  return proof;
}

std::string to_text(const LogProof& proof) {
  std::string out = std::string(first_line) + '\n';
  if (proof.extra) out += std::string(extra_word) + base64(*proof.extra) + '\n';
  out += std::string(index_word) + std::to_string(proof.index) + '\n';
  for (const Digest& hash : proof.hashes) out += base64(hash) + '\n';
  return out + '\n' + to_text(proof.note);
}

}  // namespace samtycke

#include "witness/add_checkpoint.hpp"

#include "core/base64.hpp"
#include "core/checkpoint.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view old_word = "old ";

/// Takes a line off the body; nothing when no LF ends it.
std::optional<std::string_view> take_line(std::string_view& body) {
  const std::size_t end = body.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = body.substr(0, end);
  body.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::optional<AddCheckpoint> add_checkpoint_from(std::string_view body) {
  AddCheckpoint request;
  const auto first = take_line(body);
  if (!first || !first->starts_with(old_word)) return std::nullopt;
  const auto old_size = tree_size_from(first->substr(old_word.size()));
  if (!old_size) return std::nullopt;
  request.old_size = *old_size;
  while (const auto line = take_line(body)) {
    if (line->empty()) {
      request.note = body;
      return request.note.empty() ? std::nullopt : std::optional(std::move(request));
    }
    const auto hash = digest_from_base64(*line);
    if (!hash || request.proof.size() == add_checkpoint_proof_max) return std::nullopt;
    request.proof.push_back(*hash);
  }
  return std::nullopt;
}

std::string to_text(const AddCheckpoint& request) {
  std::string body = std::string(old_word) + std::to_string(request.old_size) + '\n';
  for (const Digest& hash : request.proof) body += base64(hash) + '\n';
  return body + '\n' + request.note;
}

}  // namespace samtycke::server

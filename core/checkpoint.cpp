#include "checkpoint.hpp"

#include <algorithm>

#include "base64.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

constexpr std::size_t time_size = 8;
constexpr std::size_t signature_size = 64;

/// The lines of a text that ends with LF; nothing when it does not, or when a line is empty.
std::optional<std::vector<std::string_view>> full_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == 0 || end == std::string_view::npos) return std::nullopt;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace

std::optional<std::uint64_t> tree_size_from(std::string_view digits) {
  if (digits.empty() || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    const auto next = static_cast<std::uint64_t>(digit - '0');
    if (number > (limits::tree_size_max - next) / 10) return std::nullopt;
    number = number * 10 + next;
  }
  return number;
}

std::optional<Checkpoint> checkpoint_from(std::string_view note_text) {
  if (note_text.size() > limits::note_size_max) return std::nullopt;
  const auto lines = full_lines(note_text);
  if (!lines || lines->size() < 3) return std::nullopt;
  const auto size = tree_size_from((*lines)[1]);
  const auto root = digest_from_base64((*lines)[2]);
  if (!size || !root) return std::nullopt;
  return Checkpoint{std::string((*lines)[0]), *size, *root, {lines->begin() + 3, lines->end()}};
}

std::string log_origin(std::string_view first, std::int64_t number) {
  return std::string(first) + (number == 1 ? "" : "/" + std::to_string(number));
}

std::string follows_line(const Checkpoint& previous, std::uint64_t kept_size) {
  return "follows " + previous.origin + ' ' + std::to_string(previous.size) + ' ' +
         base64(previous.root) + " kept " + std::to_string(kept_size);
}

std::string to_text(const Checkpoint& checkpoint) {
  std::string out = checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
                    base64(checkpoint.root) + '\n';
  for (const std::string& line : checkpoint.extensions) out += line + '\n';
  return out;
}

std::string cosignature_message(std::uint64_t time, std::string_view note_text) {
  return "cosignature/v1\ntime " + std::to_string(time) + '\n' + std::string(note_text);
}

std::string to_bytes(const TimedSignature& signature) {
  std::string out;
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(signature.time >> shift);
  return out + signature.signature;
}

std::optional<TimedSignature> timed_signature_from(std::string_view bytes) {
  if (bytes.size() != time_size + signature_size) return std::nullopt;
  TimedSignature out;
  for (const char byte : bytes.substr(0, time_size)) {
    out.time = (out.time << 8) | static_cast<std::uint8_t>(byte);
  }
  out.signature = bytes.substr(time_size);
  return out;
}

}  // namespace samtycke

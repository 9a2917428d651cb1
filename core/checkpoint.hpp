/// Checkpoints (C2SP tlog-checkpoint): what a log signs about its tree, as the text of a signed
/// note; and what a witness signs about a checkpoint (C2SP tlog-cosignature, Ed25519).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sha256.hpp"

namespace samtycke {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Digest root{};
  std::vector<std::string> extensions;  // further lines, without their LF

  bool operator==(const Checkpoint&) const = default;
};

/// Strict: whatever is not exactly what `to_text` writes for it is no checkpoint. A size is at most
/// limits::tree_size_max; no line is empty.
std::optional<Checkpoint> checkpoint_from(std::string_view note_text);
std::string to_text(const Checkpoint& checkpoint);

/// The name of a verifier's first, second, third … log: where events are lost for good the log is
/// not carried on, since what was signed about them would be contradicted.
std::string log_origin(std::string_view first, std::int64_t number);
/// The further line of each head of such a log: which head is the last one known of the log before
/// it, and how many of its events it begins with.
std::string follows_line(const Checkpoint& previous, std::uint64_t kept_size);

/// Decimal digits of a count up to limits::tree_size_max: no sign, no leading zero.
std::optional<std::uint64_t> tree_size_from(std::string_view digits);

/// The bytes that a witness signs: when, in seconds since 1970, and the checkpoint's whole text.
std::string cosignature_message(std::uint64_t time, std::string_view note_text);

/// What follows the key id in a cosignature's line.
struct TimedSignature {
  std::uint64_t time = 0;
  std::string signature;  // 64 bytes

  bool operator==(const TimedSignature&) const = default;
};
std::string to_bytes(const TimedSignature& signature);
/// Exactly 72 bytes.
std::optional<TimedSignature> timed_signature_from(std::string_view bytes);

}  // namespace samtycke

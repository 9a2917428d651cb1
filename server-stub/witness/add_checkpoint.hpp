/// What a log sends to a witness (C2SP tlog-witness): a checkpoint, and the proof that it grew out
/// of the one that the witness cosigned last.
///
///     "old " size LF *63( hash LF ) LF note
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/sha256.hpp"

namespace samtycke::server {

struct AddCheckpoint {
  std::uint64_t old_size = 0;
  std::vector<Digest> proof;
  std::string note;  // the checkpoint with its signatures, not yet read
};

constexpr std::size_t add_checkpoint_size_max = std::size_t{128} * 1024;
constexpr std::size_t add_checkpoint_proof_max = 63;

/// Strict; of the note only that something is there.
std::optional<AddCheckpoint> add_checkpoint_from(std::string_view body);
std::string to_text(const AddCheckpoint& request);

}  // namespace samtycke::server

/// Proofs that travel alone (C2SP tlog-proof): an entry's index, its inclusion proof, and the
/// signed checkpoint that the proof leads to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checkpoint.hpp"
#include "signed_note.hpp"

namespace samtycke {

struct LogProof {
  std::optional<std::string> extra;  // bytes that nothing vouches for
  std::uint64_t index = 0;
  std::vector<Digest> hashes;  // the leaf's sibling first
  Note note;                   // as signed, with whatever cosignatures it has
  Checkpoint checkpoint;       // what the note says
};

/// Strict: whatever is not exactly what `to_text` writes for it is no proof, be the checkpoint
/// unreadable or the index not below its size. Whether the proof leads to the root is
/// `check_inclusion`'s to say, whether the signatures hold the caller's.
std::optional<LogProof> log_proof_from(std::string_view text);
/// Of `proof` all but `checkpoint`, which the note has said.
std::string to_text(const LogProof& proof);

}  // namespace samtycke

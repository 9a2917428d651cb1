/// A copy of a verifier's database, checked without trusting who made it: every event read and
/// replayed by the core, the tree worked out anew, each signed head reached on the way, each stored
/// answer held against what was so when it was given.
///
/// Two scans, one of the answers and one of the events in their order. In memory are the states of
/// the parties, as a verifier has them, and under a hundred bytes of each answer.
#pragma once

#include <optional>
#include <string>

#include "core/witness_policy.hpp"
#include "verify/heads.hpp"

namespace samtycke::server {

struct LogTrust {
  NoteKey log_key;                          // its name is the log's origin
  std::optional<std::vector<JwsKey>> keys;  // of receipts and catalogues; none: not verified
  std::optional<WitnessPolicy> policy;      // none: witnesses are not asked
  std::optional<SignedHead> head;           // a newer one, from elsewhere
};

enum class LogCheckFault : std::uint8_t {
  unreadable,  // no database that can be opened
  no_keys,     // those that it was sealed with cannot be opened, or are not these
  older,       // of before there was a log, or of an older version: the verifier migrates it
  newer,       // of a version that this program does not know
};

/// `party_keys`: the file of the keys that it was sealed with. Tells each line as it is known.
/// Never writes to the file. Nothing went wrong with the reading itself when there is no fault;
/// whether the log is good stands in the lines.
std::optional<LogCheckFault> check_log(const std::string& path, const std::string& party_keys,
                                       const LogTrust& trust, const Tell& tell);

/// From the tiles of such a copy: that its first `size` events began with the first `old_size`.
std::optional<std::vector<Digest>> stored_consistency_proof(const std::string& path,
                                                            std::uint64_t old_size,
                                                            std::uint64_t size);

}  // namespace samtycke::server

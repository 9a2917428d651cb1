/// One visit to one witness: its cosignature on our newest checkpoint, whatever it cosigned last,
/// or the news that it knows another log than ours. No threads, no clock.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/signed_note.hpp"
#include "core/witness_policy.hpp"
#include "identity/fetch.hpp"

namespace samtycke::server {

/// Our log as its witnesses' collector sees it. Called from threads of the collector's, several at
/// once.
struct CosignatureStore {
  NoteKey key;  // of the log
  /// The newest signed checkpoint that is durable; empty when it cannot be read.
  std::function<std::string()> latest_checkpoint;
  /// As Log::consistency_proof has it.
  std::function<std::optional<std::vector<Digest>>(std::uint64_t old_size, std::uint64_t size)>
      consistency_proof;
  /// Keeps a verified cosignature's line under the checkpoint of that size. A second one of the
  /// same key may be dropped. False when it could not be kept; it will come again.
  std::function<bool(std::uint64_t size, const std::string& line)> keep_cosignature;
};

enum class Visit : std::uint8_t {
  cosigned,
  no_answer,    // none in time
  refused,      // 400, 403, 404, 5xx: it does not follow our log, or not now
  bad_answer,   // no size, no signature that holds, or sizes that turn in a circle
  own_fault,    // our log could not be read, or the cosignature not kept
  rolled_back,  // it has cosigned a larger log of ours than we have
  split_view,   // it has cosigned another log of ours than we have
};

struct Visited {
  Visit what = Visit::no_answer;
  std::uint64_t size = 0;  // cosigned; or, if rolled back, of the larger log
  long status = 0;         // of the last answer
  /// Of `rolled_back`: the witness has shown the larger checkpoint, signed by our own key.
  bool is_proved = false;
};

/// `known_size`: what the witness cosigned last, as far as we know; 0 asks it. Brought up to date.
/// `kept_size`: of the last checkpoint under which its cosignature was kept; brought up to date.
Visited visit(const PolicyWitness& witness, const CosignatureStore& log, const Fetcher& fetch,
              std::uint64_t& known_size, std::optional<std::uint64_t>& kept_size);

}  // namespace samtycke::server

/// What closes a batch of events before it is committed: the log, which is above the store and so
/// is known to the sequencer by this alone.
#pragma once

#include <cstdint>
#include <vector>

#include "core/sha256.hpp"

namespace samtycke::server {

class Seal {
 public:
  virtual ~Seal() = default;

  /// In the writer's transaction, after the last event of a batch: their entries, the first of them
  /// at position `first`, go into the log. False: nothing of the batch may be committed.
  [[nodiscard]] virtual bool seal(std::uint64_t first, const std::vector<Digest>& entries) = 0;
  /// What was sealed last is durable, and is about to be acknowledged.
  virtual void sealed() = 0;
};

}  // namespace samtycke::server

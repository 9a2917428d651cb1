/// Evidence lives as long as the consent and the years that the catalogue's policy adds, and is
/// erased then, unless a claim holds it (L137). When that is, the core says (core/due.hpp).
#pragma once

#include <cstddef>

#include "api/verifier.hpp"

namespace samtycke::server {

struct Swept {
  std::size_t asked = 0;   // relations that were looked at
  std::size_t erased = 0;  // whose time was over
  std::size_t held = 0;    // whose time was over, and which a claim holds
  bool whole = true;       // false: something could not be read or written; the next sweep goes on
};

/// Looks at every relation once, and erases those whose evidence has lived its time. Blocks: each
/// erasure is an event like any other, and waits for its commit.
Swept sweep_evidence(const Verifier& verifier);

}  // namespace samtycke::server

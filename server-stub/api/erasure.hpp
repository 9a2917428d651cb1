/// Taking a relation away: asked for by the privacy role, or due because its evidence has lived its
/// time (api/retention.hpp).
#pragma once

#include <optional>

#include "store/sequencer.hpp"

namespace samtycke::server {

/// What goes beside the relation itself, and what stays.
struct Erased {
  bool person = false;       // it was their last relation
  bool subscriber = false;   // a sole trader's company is themself
  bool suppressed = false;   // they had said no
  std::optional<Hold> held;  // then its evidence stays, for claims alone (L121)
};

/// Inside a job of the sequencer. False when it could not be written: the job has failed.
bool erase_relation(const State& state, Time now, Pending& pending, Erased& erased);

}  // namespace samtycke::server

/// A wrong entry is corrected by a further event and never changed (GDPR 16, L123).
#pragma once

#include <cstdint>
#include <vector>

#include "accept.hpp"

namespace samtycke {

/// What corrects the event at that position, which is about the relation of `state`: a `corrected`
/// event that names it by its `link` (`event:<position>`), and where it is the yes that stands, the
/// stop of that yes. A correction raises no right: a no that was nobody's is answered by the
/// person, with a new yes. Sequences follow the state's. Errors: `actor_not_subject` when it is
/// about somebody else, or is a correction itself; those of `accept` for the stop.
Result<std::vector<Event>> correction_of(const Event& wrong, std::uint64_t position,
                                         const Circumstances& circumstances, const State& state,
                                         const Actor& actor);

}  // namespace samtycke

// Stands in for core/decide.cpp in a build of the tests: everything is denied, with a reason that
// the core itself never gives. A page or a server that shows anything else decided on its own.
#include "core/decide.hpp"

namespace samtycke {

Decision decide_processing(const Question&, const Catalogue&, const State&, Time) {
  Decision decision;
  decision.reason = Code::stale;
  return decision;
}

Code decide_choice(const Purpose&, const Catalogue&, const State&, Time) { return Code::stale; }

Code own_choice(const Purpose&, const Catalogue&, const SubjectState&, Time) { return Code::stale; }

}  // namespace samtycke

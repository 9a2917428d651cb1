#include "api/once.hpp"

#include "identity/secrets.hpp"

namespace samtycke::server {

Outcome record_once(const Verifier& verifier, const Once& once, const Judge& judge) {
  const std::string digest = sha256(once.bytes);
  Outcome outcome;
  outcome.recorded = verifier.sequencer.record([&](Pending& pending) {
    if (!once.submission_id.empty()) {
      auto before = pending.store().answered(once.actor, once.submission_id, View::pending);
      if (!before) {
        pending.fail();
        return false;
      }
      if (*before) {
        outcome.reused = (*before)->digest != digest;
        if (!outcome.reused) outcome.answer = std::move((*before)->answer);
        return false;
      }
    }
    outcome.answer = judge(pending);
    if (!outcome.answer) return false;
    outcome.placed = pending.placed();
    return once.submission_id.empty() ||
           pending.store().keep_answer(once.actor, once.submission_id, {digest, *outcome.answer});
  });
  // An answer that was to be recorded and was not is none.
  const bool counts = outcome.recorded == Recorded::yes || outcome.recorded == Recorded::declined;
  if (!counts) outcome.answer.reset();
  return outcome;
}

}  // namespace samtycke::server

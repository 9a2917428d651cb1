#include "api/once.hpp"

#include "identity/secrets.hpp"

namespace samtycke::server {
namespace {

/// What the writer leaves for the thread that waits, and that one for the writer.
struct Handed {
  Answer make;
  AnswerOwner owner;
  SealedAnswer sealed;
  bool again = false;  // its answer is being made in this batch: look once it is there
};

/// Whether it is to be recorded.
bool judge_once(const Once& once, const std::string& digest, const Judge& judge, Pending& pending,
                Outcome& outcome, Handed& handed) {
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
    handed.again = !pending.claim(once.actor + '\n' + once.submission_id);
    if (handed.again) return false;
  }
  handed.make = judge(pending);
  if (!handed.make) return false;
  outcome.placed = pending.placed();
  handed.owner = pending.store().answer_owner();
  return true;
}

}  // namespace

Outcome record_once(const Verifier& verifier, const Once& once, const Judge& judge) {
  const std::string digest = sha256(once.bytes);
  Outcome outcome;
  Handed handed;
  do {
    outcome = {};
    handed = {};
    outcome.recorded = verifier.sequencer.record(
        [&](Pending& pending) { return judge_once(once, digest, judge, pending, outcome, handed); },
        {[&] {
           outcome.answer = handed.make();
           if (once.submission_id.empty()) return;
           handed.sealed = verifier.store.seal_answer(handed.owner, once.actor, once.submission_id,
                                                      {digest, *outcome.answer});
         },
         [&](Store& store) {
           return once.submission_id.empty() || store.keep_answer(handed.sealed);
         }});
  } while (handed.again && outcome.recorded == Recorded::declined);
  // An answer that was to be recorded and was not is none.
  const bool counts = outcome.recorded == Recorded::yes || outcome.recorded == Recorded::declined;
  if (!counts) outcome.answer.reset();
  return outcome;
}

}  // namespace samtycke::server

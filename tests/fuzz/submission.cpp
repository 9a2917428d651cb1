// Submissions to somebody who said yes to nothing: nothing crashes, no change is recorded that the
// catalogue does not know, and without a catalogue nothing is granted.
#include <algorithm>
#include <string_view>

#include "core/submission.hpp"
#include "promise.hpp"

using namespace samtycke;

namespace {

State somebody() {
  Event begun;
  begun.kind = EventKind::relation_begun;
  begun.subject = "sub-anna";
  begun.person = "prs-anna";
  begun.subscriber = "sbr-bjork";
  begun.sequence = 1;
  return apply(State{}, begun);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = read_json({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const auto submission = submission_from(*value);
  if (!submission) return 0;
  Circumstances circumstances;
  circumstances.now = 1'795'000'000'000;
  circumstances.hash = samtycke::sha256;
  const Actor anna{"prs-anna", Role::user, Door::page, "ses-1"};
  const State before = somebody();
  const Judgement judgement = judge(*submission, circumstances, before, anna);
  fuzz::promise(judgement.verdicts.size() == submission->changes.size(), "each change is judged");
  State after = before;
  for (const Event& event : judgement.events) {
    fuzz::promise(event.kind != EventKind::granted, "nothing is granted without a catalogue");
    after = apply(std::move(after), event);
  }
  fuzz::promise(after == judgement.state, "the state is what the events amount to");
  const Actor stranger{"prs-erik", Role::user, Door::page, "ses-2"};
  fuzz::promise(judge(*submission, circumstances, before, stranger).events.empty(),
                "nobody acts for somebody else");
  return 0;
}

/// A submission counts once (RULINGS 11): the same id with the same bytes has the same answer and
/// records nothing; with other bytes it is refused.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/verifier.hpp"

namespace samtycke::server {

struct Once {
  std::string actor;          // who sends: ids of different senders do not meet
  std::string submission_id;  // empty: nothing to be remembered by
  std::string_view bytes;     // as received
};

/// Makes the answer to what was judged; runs in the thread that asked.
using Answer = std::function<std::string()>;

/// What a first submission came to: what makes the answer to keep, or nothing when nothing is
/// recorded (the job has then left its refusal where it finds it).
using Judge = std::function<Answer(Pending&)>;

/// What came of it.
struct Outcome {
  Recorded recorded = Recorded::declined;
  std::optional<std::string> answer;  // of this time, or of the first
  std::vector<Placed> placed;         // the events of this time; none when it is a repeat
  bool reused = false;                // the id belongs to other bytes
};

/// Runs the judge in the one order of writing, unless the submission was answered before.
Outcome record_once(const Verifier& verifier, const Once& once, const Judge& judge);

}  // namespace samtycke::server

/// From received changes to events: the walk that a person's submission, the form without script
/// and an administrator's gates share. The core judges; here is only what goes where.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/once.hpp"
#include "api/verifier.hpp"
#include "core/submission.hpp"

namespace samtycke::server {

/// What a judge came to: kept beside `Outcome` for those whose changes were all refused.
struct Refused {
  std::vector<Verdict> verdicts;
  std::optional<State> state;  // the current one
};

/// Judges on `state` and records what was accepted. Gives what makes the answer, or nothing when no
/// change was accepted: then `refused` says why.
Answer judge_and_append(const Verifier& verifier, const Submission& submission, const State& state,
                        const Actor& actor, Pending& pending, Refused& refused);

/// What a recorded submission is answered with: 201, its receipt with its proofs.
Response answer_recorded(const Verifier& verifier, const Request& request, const Outcome& outcome);

Value verdicts_value(const std::vector<Verdict>& verdicts);

}  // namespace samtycke::server

/// A submission: what a page sends when a person moves sliders. Several changes on one relation,
/// each judged alone, stops first (RULINGS 11).
#pragma once

#include <string>
#include <vector>

#include "accept.hpp"

namespace samtycke {

struct Submission {
  std::string submission_id;  // made by the page before it sends; empty when it gave none
  std::string subject;
  std::vector<Act> changes;  // in the order sent
};

/// Reads a submission. Only what a stop cannot do without is an error here: an object, a subject,
/// a list of changes, each with a purpose and a choice. Any other fault is kept with the changes:
/// a grant is refused for it, a stop drops the member and counts (RULINGS 8, 25).
Result<Submission> submission_from(const Value& value);

/// What became of one change. `code` is `accepted`, or why not.
struct Verdict {
  std::string purpose;
  EventKind kind = EventKind::refused;
  Error outcome{Code::accepted, ""};
};

struct Judgement {
  std::vector<Verdict> verdicts;  // in the order of the changes
  std::vector<Event> events;      // in the order they are to be stored
  State state;                    // after them
};

/// Judges every change against the state the submission met: stops first, and where the same
/// purpose is both stopped and granted the stop wins.
Judgement judge(const Submission& submission, const Circumstances& circumstances,
                const State& state, const Actor& actor);

Value to_value(const Verdict& verdict);

}  // namespace samtycke

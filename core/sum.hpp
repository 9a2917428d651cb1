/// May a sum over these subjects be shown? Only of enough people, and never so that the difference
/// to an earlier answer is a few (RULINGS 22); and it names nobody (L87).
///
/// Order of tests, the first hit is the answer: `unknown_purpose` → `purpose_inactive` /
/// `lek_gate_missing` → too few people, or too few between this answer and an earlier one:
/// `group_too_small` → allowed.
///
/// An earlier answer counts as it was counted then: who withdrew since would show in the
/// difference.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "decide.hpp"

namespace samtycke {

/// A sum that was shown before. Without its time it is taken in two ways, and neither may differ by
/// a few: as if all had counted who may have, and as they count now.
struct ShownSum {
  std::vector<std::string> subjects;
  std::optional<Time> at;
};

struct SumQuestion {
  std::string purpose;
  std::vector<std::string> subjects;
  std::vector<ShownSum> answered;
};

/// States by subject; a subject without one is not counted.
using States = std::map<std::string, State, std::less<>>;

/// The states of an earlier moment. Who cannot tell them has no answer beside a sum with its time.
using StatesAt = std::function<States(Time)>;

struct SumDecision {
  Decision decision;
  std::int64_t count = 0;  // of the subjects that are in the sum; on an allow alone
};

/// Counts the subjects whose consent allows the purpose now, each once; a SIM without a person
/// never. What makes a group is people: somebody's second subscription adds nobody to it.
SumDecision decide_sum(const SumQuestion& question, const Catalogue& catalogue,
                       const States& states, Time now, const StatesAt& states_at = {});

Value to_value(const SumDecision& decision);

}  // namespace samtycke

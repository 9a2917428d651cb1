/// May a person be asked about a purpose now? The panel itself can always be reached; this is about
/// coming to somebody with the question (L61, D1, RULINGS 20).
///
/// Order of tests, the first hit is the answer: `unknown_purpose` → `purpose_inactive` /
/// `lek_gate_missing` → `store_unreadable` → `restricted` → `objected` → `no_identified_user` →
/// `relation_ended` → `subscriber_gate_closed` → `consent_given` (a yes runs) → a no that is too
/// young and was said of this processing: `refused` or `withdrawn` → ask, and the reason is what
/// the person's own choice amounts to.
#pragma once

#include <string_view>

#include "decide.hpp"

namespace samtycke {

struct PromptDecision {
  bool prompt = false;
  Code reason = Code::store_unreadable;
};

PromptDecision decide_prompt(std::string_view purpose, const Catalogue& catalogue,
                             const State& state, Time now);

Value to_value(const PromptDecision& decision);

}  // namespace samtycke

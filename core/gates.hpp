/// The subscriber's own switches: what its administrator sends, and what there is to switch. A gate
/// can stop a use for all its users and can start none (L65, L67, RULINGS 4).
#pragma once

#include <string_view>

#include "submission.hpp"

namespace samtycke {

/// Whether the subscriber has a gate for the purpose.
bool has_gate(const Purpose& purpose);

/// Reads `{"subscriber", "submission_id", "changes": [{"purpose", "gate": "open" | "closed"}]}` as
/// a submission that `judge` takes with the subscriber's state. As with a person's: an opening is
/// refused for any fault, a closing drops the member and counts (RULINGS 8).
Result<Submission> gates_from(const Value& value);
/// The subscriber it names; empty when it names none.
std::string_view subscriber_of(const Submission& gates);

/// Every gate there is, for the administrator's page: `[{"purpose", "title", "open"}]`.
Value gates_value(const Catalogue& catalogue, const SubscriberState& subscriber,
                  std::string_view language);

}  // namespace samtycke

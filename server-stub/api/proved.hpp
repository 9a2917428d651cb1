/// A receipt's second half: the proof that its events are in the log. It is not signed with the
/// rest, since it follows from it: the log's own signature stands under it.
#pragma once

#include <optional>
#include <string>

#include "api/once.hpp"
#include "api/verifier.hpp"

namespace samtycke::server {

/// The answer to a submission, its receipt with `log`: for each event `{"position", "proof"}`, the
/// proof as C2SP tlog-proof writes it. The same bytes for the same submission, however late.
/// Nothing when the log cannot be read: what was recorded stands, and can be asked for again.
std::optional<std::string> proved_answer(const Verifier& verifier, const Outcome& outcome);

/// A receipt that is asked for later: each proof with the witnesses' cosignatures, under the first
/// head on which they reach the quorum, and the same as `proved_answer` gives until there is one.
std::optional<Value> proved_receipt(const Verifier& verifier, Value receipt);

}  // namespace samtycke::server

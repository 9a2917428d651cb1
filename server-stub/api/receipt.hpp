/// The signed copy for the person: what was recorded, where in the log, on which text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "api/verifier.hpp"
#include "core/receipt.hpp"

namespace samtycke::server {

/// `{"jws": "<detached>", "payload": {…}}`, canonical: the JWS is over the canonical bytes of the
/// payload (RFC 7515, appendix F; RFC 8785), which is the core's `receipt_payload`.
std::string signed_receipt(const ReceiptFacts& facts, const SigningKey& key);

/// The same of what was recorded: `placed` says where each event stands in the log, and its salt;
/// `after` is the state that the events led to: it tells which grants are renewals.
std::string receipt(const Verifier& verifier, const std::vector<Event>& events,
                    const std::vector<Placed>& placed, std::string_view submission_id, Time now,
                    const State& after);

}  // namespace samtycke::server

/// The signed copy for the person: what was recorded, where in the log, on which text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "api/verifier.hpp"

namespace samtycke::server {

/// `{"payload": {…}, "jws": "<detached>"}`: the JWS is over the canonical bytes of the payload
/// (RFC 7515, appendix F; RFC 8785), which is the core's `receipt_payload`. The events have the
/// positions from `first_position` on, and those salts, each 32 bytes, where they are given.
/// `after` is the state that the events led to: it tells which grants are renewals.
Value receipt(const Verifier& verifier, const std::vector<Event>& events,
              std::uint64_t first_position, std::string_view submission_id, Time now,
              const std::vector<std::string>& salts = {}, const State* after = nullptr);

}  // namespace samtycke::server

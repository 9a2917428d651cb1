/// The signed copy for the person: what was recorded, where in the log, on which text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "api/verifier.hpp"

namespace samtycke::server {

/// `{"payload": {…}, "jws": "<detached>"}`: the JWS is over the canonical bytes of the payload
/// (RFC 7515, appendix F; RFC 8785). `placed` says where each event stands in the log, and its
/// salt.
Value receipt(const Verifier& verifier, const std::vector<Event>& events,
              const std::vector<Placed>& placed, std::string_view submission_id, Time now);

}  // namespace samtycke::server

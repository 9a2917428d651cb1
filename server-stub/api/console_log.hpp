/// How it stands with the log and whoever watches it, for the console.
#pragma once

#include <string_view>

#include "api/verifier.hpp"
#include "core/json.hpp"

namespace samtycke::server {

/// `size`, `note` (the signed head), `witnesses` with `alarm` and its words, `alarms` (how many),
/// `watched` (whether anybody is to cosign) and `second` (how the second place is kept).
Value log_value(const Verifier& verifier, std::string_view language);

}  // namespace samtycke::server

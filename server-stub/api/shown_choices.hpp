/// What the panel shows for one relation, for pages that tell it without the panel.
#pragma once

#include <string>
#include <string_view>

#include "api/verifier.hpp"
#include "core/json.hpp"

namespace samtycke::server {

/// The core's groups: each with `title` and `purposes`, these with `id`, `title`, `on`, `allowed`
/// and, where the company keeps it closed, `gate_note`.
Result<Value> shown_choices(const Verifier& verifier, std::string_view subject,
                            std::string_view language);

/// Every purpose of the groups that is on, in their order.
Value those_on(const Value& groups);

}  // namespace samtycke::server

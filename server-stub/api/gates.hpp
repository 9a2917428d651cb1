/// A company's gates, for the call and for the page without script.
#pragma once

#include <optional>
#include <string_view>

#include "api/person.hpp"
#include "api/verifier.hpp"
#include "core/json.hpp"

namespace samtycke::server {

/// Every subscriber whom the person may act for now: `subscriber`, `name` and its `gates`. Needs a
/// catalogue; nothing when the store cannot be read.
std::optional<Value> gates_of(const Verifier& verifier, std::string_view person,
                              std::string_view language);

/// Judges and records what the person wishes for a subscriber's gates: 201, or the refusal.
Response record_gates(const Verifier& verifier, const Request& request, const Me& me,
                      const Value& wish);

}  // namespace samtycke::server

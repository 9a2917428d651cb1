/// From values to responses, and from bodies to values.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "api/verifier.hpp"
#include "core/json.hpp"

namespace samtycke::server {

/// Canonical JSON that nobody but the asker keeps.
Response answer_json(unsigned status, const Value& value);
/// The same of bytes that are canonical already.
Response answer_bytes(unsigned status, std::string bytes);

/// The position of the last of so many events; -1 before the first.
Value last_position(std::uint64_t events_count);

/// Problem details, their status from the table.
Response refuse(const Verifier& verifier, const Request& request, const Error& error);
Response refuse(const Verifier& verifier, const Request& request, unsigned status,
                std::string_view code, std::string_view where = {});
Response refuse(const Verifier& verifier, const Request& request, const Refusal& refusal);
/// Problem details with members of their own beside the usual ones.
Response refuse_with(const Verifier& verifier, const Request& request, unsigned status,
                     std::string_view code, std::string_view where, const Value& members);

/// The body as JSON; a response when it is none, or is not said to be.
std::variant<Value, Response> read_body(const Verifier& verifier, const Request& request);

/// Why nothing was recorded, for the outcomes that are no answer of the job's.
Response answer_unrecorded(const Verifier& verifier, const Request& request, Recorded recorded);

/// The reader's language, "sv" or "en".
std::string_view language_of(const Request& request);

}  // namespace samtycke::server

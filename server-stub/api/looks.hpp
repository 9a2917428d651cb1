/// Every look of the operator's own people at what is kept of somebody is recorded before they see
/// anything: durably, or there is no answer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "api/staff.hpp"
#include "api/verifier.hpp"

namespace samtycke::server {

/// What was looked at.
enum class Looked : std::uint8_t { search, record, answers, receipt, evidence };
constexpr std::string_view looked_names[] = {"search", "record", "answers", "receipt", "evidence"};

/// The number of the look that is recorded now, or why nothing may be shown. `subject` is empty
/// where nobody was found.
std::variant<std::int64_t, Response> record_look(const Verifier& verifier, const Request& request,
                                                 const Staff& staff, Looked what,
                                                 std::string_view subject, std::string_view reason);

/// A search that found somebody opens a case: what is shown of them is shown under its number.
struct Opened {
  std::int64_t number = 0;
  std::string subject;
  std::string reason;
};

/// How long a case can be read before its officer must search, and say why, again.
constexpr std::int64_t case_life_ms = 8 * 60 * 60'000;

/// The case that the request's path names, and the look at it recorded. Cases of others, old ones
/// and those of somebody who was erased since look as if there were none.
std::variant<Opened, Response> look_in_case(const Verifier& verifier, const Request& request,
                                            const Staff& staff, Looked what);

}  // namespace samtycke::server

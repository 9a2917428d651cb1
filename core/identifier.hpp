/// What may name a subject or a party beside our own ids: phone numbers, customer numbers, names.
/// They stand in no event (RULINGS 14); here is only what a fit one looks like.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json.hpp"
#include "names.hpp"

namespace samtycke {

struct NamedIdentifier {
  IdentifierKind kind = IdentifierKind::msisdn;
  std::string value;
};

/// Reads `{"kind", "value"}`. A phone number is E.164 with its `+` (else `msisdn_not_e164`, before
/// anything looks for a personnummer in it); a customer number is an id of the operator's that is
/// no personnummer (RULINGS 16).
Result<NamedIdentifier> identifier_from(const Value& value, std::string where);

/// Why the value is no identifier of that kind, or nothing when it is.
std::optional<Code> unfit_identifier(IdentifierKind kind, std::string_view value);
/// Why the text is no name of a person or company: empty, too long, or it holds a personnummer.
std::optional<Code> unfit_name(std::string_view name);

}  // namespace samtycke

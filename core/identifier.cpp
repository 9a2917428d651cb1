#include "identifier.hpp"

#include <algorithm>

#include "fields.hpp"
#include "limits.hpp"
#include "personnummer.hpp"

namespace samtycke {
namespace {

constexpr std::size_t name_size_max = 200;
constexpr std::size_t e164_digits_min = 7;
constexpr std::size_t e164_digits_max = 15;  // ITU-T E.164, 6

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_e164(std::string_view text) {
  if (text.empty() || text.front() != '+') return false;
  const std::string_view digits = text.substr(1);
  return digits.size() >= e164_digits_min && digits.size() <= e164_digits_max &&
         digits.front() != '0' && std::all_of(digits.begin(), digits.end(), is_digit);
}

bool is_customer_number(std::string_view text) {
  return !text.empty() && text.size() <= limits::id_size_max &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
         });
}

}  // namespace

std::optional<Code> unfit_identifier(IdentifierKind kind, std::string_view value) {
  if (kind == IdentifierKind::msisdn) {
    return is_e164(value) ? std::nullopt : std::optional(Code::msisdn_not_e164);
  }
  if (holds_personnummer(value)) return Code::personnummer_in_payload;
  return is_customer_number(value) ? std::nullopt : std::optional(Code::bad_value);
}

std::optional<Code> unfit_name(std::string_view name) {
  if (name.empty()) return Code::bad_value;
  if (name.size() > name_size_max) return Code::too_long;
  if (holds_personnummer(name)) return Code::personnummer_in_payload;
  return std::nullopt;
}

Result<NamedIdentifier> identifier_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  NamedIdentifier identifier;
  const auto kind = named<IdentifierKind>(fields.text("kind"), identifier_kind_names);
  if (!kind) fields.fail(Code::bad_value, "kind");
  identifier.kind = kind.value_or(IdentifierKind::msisdn);
  identifier.value = fields.text("value");
  if (const auto code = unfit_identifier(identifier.kind, identifier.value)) {
    fields.fail(*code, "value");
  }
  if (const auto error = fields.error()) return *error;
  return identifier;
}

}  // namespace samtycke

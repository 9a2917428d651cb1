/// Finds Swedish personal identity numbers, which stand in no event, receipt or answer (L23).
#pragma once

#include <string_view>

#include "json.hpp"

namespace samtycke {

/// Whether the text holds a personnummer (RULINGS 16): a whole token of 10 or 12 digits, with or
/// without `-` or `+` before the last four, whose date exists (day, or day + 60) and whose check
/// digit is right; twelve digits begin with 18, 19 or 20. A number written with a leading `+` is a
/// phone number, and digits inside a longer word (a UUID, a hash, a time) are no token.
bool holds_personnummer(std::string_view text);

/// The same for any string, integer or member name inside a value.
bool holds_personnummer(const Value& value);

}  // namespace samtycke

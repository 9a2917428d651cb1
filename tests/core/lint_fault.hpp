/// One fault in a catalogue that was lawful: found, alone, at its place; and gone once it is
/// mended.
#pragma once

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "core/lint.hpp"
#include "made.hpp"

namespace samtycke::made {

/// What lint must say of it.
struct Expected {
  std::string_view code, row, where;
};

/// That the findings are that one and no other.
void finds_only(const Value& document, const Expected& expected);
void finds_nothing(const Value& document);

/// Sets the member at `place`, sees the fault, sets it back.
void one_fault(const Value& lawful, std::string_view place, const Value& fault,
               const Expected& expected);
/// Takes the member at `place` out, sees the fault, puts it back.
void one_lack(const Value& lawful, std::string_view place, const Expected& expected);

/// A list of those names.
Value names(std::initializer_list<std::string_view> names);

}  // namespace samtycke::made

#include "lint_fault.hpp"

namespace samtycke::made {
namespace {

/// The member at a pointer whose parts hold neither `~` nor `/`, or null.
const Value* at_place(const Value& document, std::string_view place) {
  const Value* value = &document;
  while (value != nullptr && !place.empty()) {
    place.remove_prefix(1);
    const std::string_view step = place.substr(0, place.find('/'));
    place.remove_prefix(step.size());
    if (!value->is(Value::Type::array)) {
      value = value->find(step);
      continue;
    }
    const auto index = static_cast<std::size_t>(std::stoul(std::string(step)));
    value = index < value->items.size() ? &value->items[index] : nullptr;
  }
  return value;
}

void mends(const Value& lawful, const Value& faulty, std::string_view place) {
  const Value* before = at_place(lawful, place);
  finds_nothing(before == nullptr ? without(faulty, place) : with(faulty, place, *before));
}

}  // namespace

void finds_only(const Value& document, const Expected& expected) {
  const auto findings = lint(catalogue_of(document));
  BOOST_TEST(findings.size() == 1u, "one finding, " << expected.code);
  for (const Finding& finding : findings) {
    BOOST_TEST(finding.code == expected.code);
    BOOST_TEST(finding.row == expected.row);
    BOOST_TEST(finding.where == expected.where);
  }
}

void finds_nothing(const Value& document) {
  for (const Finding& finding : lint(catalogue_of(document))) {
    BOOST_TEST(false, "found " << finding.code << " at " << finding.where << ' ' << finding.name);
  }
}

void one_fault(const Value& lawful, std::string_view place, const Value& fault,
               const Expected& expected) {
  finds_nothing(lawful);
  const Value faulty = with(lawful, place, fault);
  finds_only(faulty, expected);
  mends(lawful, faulty, place);
}

void one_lack(const Value& lawful, std::string_view place, const Expected& expected) {
  finds_nothing(lawful);
  const Value faulty = without(lawful, place);
  finds_only(faulty, expected);
  mends(lawful, faulty, place);
}

Value names(std::initializer_list<std::string_view> list) {
  Value out = array_value();
  for (const std::string_view name : list) out.items.push_back(text_value(name));
  return out;
}

}  // namespace samtycke::made

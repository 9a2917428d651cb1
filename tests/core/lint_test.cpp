#include "core/lint.hpp"

#include <set>

#include "lint_fault.hpp"

namespace samtycke {
namespace {

BOOST_AUTO_TEST_SUITE(linting)

BOOST_AUTO_TEST_CASE(the_catalogues_that_may_be_published_have_no_finding) {
  made::finds_nothing(made::json_of(made::bytes_of(SAMTYCKE_SHIPPED_CATALOGUE)));
  made::finds_nothing(made::demo_document());
  made::finds_nothing(made::second_document());
}

BOOST_AUTO_TEST_CASE(every_rule_has_a_code_of_its_own) {
  std::set<std::string_view> codes;
  for (const RuleNames& rule : lint_rules) {
    BOOST_TEST(codes.insert(rule.code).second, rule.code);
    BOOST_TEST((rule.row.front() == 'L' || rule.row.front() == 'D'), rule.code);
  }
}

BOOST_AUTO_TEST_CASE(a_finding_says_its_level_only_when_it_is_a_warning) {
  const Value error = to_value(Finding{"a", "L1", "/x", "", false});
  BOOST_TEST(canonical(error) == R"({"code":"a","row":"L1","where":"/x"})");
  const Value warning = to_value(Finding{"a", "L1", "/x", "word", true});
  BOOST_TEST(canonical(warning) ==
             R"({"code":"a","level":"warning","name":"word","row":"L1","where":"/x"})");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

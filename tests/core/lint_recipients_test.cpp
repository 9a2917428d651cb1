#include <algorithm>

#include "lint_fault.hpp"

namespace samtycke {
namespace {

using namespace made;

const Value& lawful() { return second_document(); }
const std::string first = "/purposes/0/recipients/0";

BOOST_AUTO_TEST_SUITE(lint_of_recipients)

BOOST_AUTO_TEST_CASE(L77_the_company_gets_nothing_through_a_consent) {
  one_fault(lawful(), first + "/type", text_value("customer-company"),
            {"company_recipient", "L77", first + "/type"});
}

BOOST_AUTO_TEST_CASE(L90_recipients_are_processors_and_nothing_is_sold) {
  one_fault(lawful(), first + "/type", text_value("controller"),
            {"recipient_not_processor", "L90", first + "/type"});
  one_lack(lawful(), first + "/type", {"recipient_not_processor", "L90", first + "/type"});
  one_fault(lawful(), first + "/sale", boolean_value(true), {"data_sold", "L90", first + "/sale"});
}

BOOST_AUTO_TEST_CASE(L129_a_processor_has_an_agreement_on_all_eight_points) {
  one_lack(lawful(), first + "/dpa_ref",
           {"processing_agreement_missing", "L129", first + "/dpa_ref"});
  one_lack(lawful(), first + "/dpa_points",
           {"processing_agreement_missing", "L129", first + "/dpa_points"});
  const Value lacking =
      with(lawful(), first + "/dpa_points", names({"a", "b", "d", "e", "f", "g"}));
  finds_only(lacking, {"processing_agreement_missing", "L129", first + "/dpa_points"});
  BOOST_TEST(lint(catalogue_of(lacking)).front().name == "ch");
}

BOOST_AUTO_TEST_CASE(L130_a_processor_asks_nobody) {
  one_fault(lawful(), "/services/1/purposes", names({"flood-warning", "leak-hints"}),
            {"processor_service_asks", "L130", "/services/1/purposes/1"});
  one_lack(lawful(), "/services/1/role", {"service_role_missing", "L130", "/services/1/role"});
}

BOOST_AUTO_TEST_CASE(L136_outside_the_EEA_there_is_a_ground_and_the_notice_says_so) {
  const Value abroad = with(with(with(lawful(), first + "/country", text_value("US")),
                                 first + "/transfer_ground", text_value("article 46(2)(c)")),
                            "/purposes/0/third_country", text_value("USA"));
  one_lack(abroad, first + "/transfer_ground",
           {"transfer_ground_missing", "L136", first + "/transfer_ground"});
  one_fault(abroad, "/purposes/0/third_country", text_value("none"),
            {"transfer_not_told", "L136", "/purposes/0/third_country"});
  const auto untold = lint(catalogue_of(without(abroad, "/purposes/0/third_country")));
  BOOST_TEST(std::count_if(untold.begin(), untold.end(), [](const Finding& finding) {
               return finding.code == "transfer_not_told";
             }) == 1);
  for (const std::string_view country : {"SE", "NO", "AT"}) {
    finds_nothing(with(lawful(), first + "/country", text_value(country)));
  }
  finds_nothing(without(lawful(), first + "/country"));
  // "T B" stands in the list of countries, between two of them.
  for (const std::string_view elsewhere : {"T B", "SWE", "S"}) {
    one_lack(with(abroad, first + "/country", text_value(elsewhere)), first + "/transfer_ground",
             {"transfer_ground_missing", "L136", first + "/transfer_ground"});
  }
}

BOOST_AUTO_TEST_CASE(L90_a_recipient_may_still_be_no_more_than_a_name) {
  const Value named = with(lawful(), first, text_value("R\u00f6rmokarna AB"));
  finds_nothing(named);
  BOOST_TEST(catalogue_of(named).find("leak-hints")->recipients ==
             second().find("leak-hints")->recipients);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

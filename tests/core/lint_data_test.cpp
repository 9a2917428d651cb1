#include "lint_fault.hpp"

namespace samtycke {
namespace {

using namespace made;

/// Whose purpose may hold any kind of data, as far as its least is told.
const Value& lawful() {
  static const Value document = without(second_document(), "/purposes/0/least");
  return document;
}

/// A second data type that lint must refuse.
void refuses(std::string_view type, std::string_view code, std::string_view row,
             std::string_view where = "/purposes/0/data_types/1") {
  one_fault(lawful(), "/purposes/0/data_types/1", text_value(type), {code, row, where});
}

BOOST_AUTO_TEST_SUITE(lint_of_data)

BOOST_AUTO_TEST_CASE(L20_no_special_category_is_asked_for) {
  for (const std::string_view type : {"special-category", "health-visits", "union", "illness"}) {
    refuses(type, "special_category_data", "L20");
  }
  one_fault(lawful(), "/data_types/1/special", boolean_value(true),
            {"special_category_data", "L20", "/purposes/0/data_types/1"});
}

BOOST_AUTO_TEST_CASE(L21_no_content_and_no_visited_domain_is_a_data_type) {
  for (const std::string_view type :
       {"visited-domain", "communication-content", "url", "tapped-words", "neighbour"}) {
    refuses(type, "forbidden_data_type", "L21", "/purposes/0/data_types");
  }
}

BOOST_AUTO_TEST_CASE(L23_no_personnummer_is_a_data_type_or_stands_in_a_catalogue) {
  refuses("personnummer", "personnummer_in_catalogue", "L23");
  one_fault(lawful(), "/purposes/0/text/sv", text_value("Fr\u00e5ga 19121212-1212 om vattnet."),
            {"personnummer_in_catalogue", "L23", "/purposes/0/text/sv"});
}

BOOST_AUTO_TEST_CASE(L33_no_address_or_fingerprint_of_a_device_is_a_data_type) {
  for (const std::string_view type : {"ip", "ip-address", "user-agent", "fingerprint"}) {
    refuses(type, "evidence_field_not_allowed", "L33");
  }
}

BOOST_AUTO_TEST_CASE(L73_the_other_party_of_a_call_has_not_consented) {
  refuses("counterparty-number", "counterparty_data", "L73");
}

BOOST_AUTO_TEST_CASE(L89_location_has_a_purpose_of_its_own_and_an_off_switch) {
  refuses("cell-id", "location_data", "L89");
  refuses("location-area", "location_data", "L89");
  const Value own = with(with(lawful(), "/purposes/0/data_types", names({"location-area"})),
                         "/purposes/0/temporary_refusal", text_value("a switch in the app"));
  one_lack(own, "/purposes/0/temporary_refusal",
           {"temporary_refusal_missing", "L89", "/purposes/0/temporary_refusal"});
  // What is not in force asks for nothing that would have to be switched off.
  finds_nothing(without(with(own, "/purposes/0/active", boolean_value(false)),
                        "/purposes/0/temporary_refusal"));
  // Beside what no purpose may hold, it is still not alone.
  const auto both = lint(
      catalogue_of(with(own, "/purposes/0/data_types", names({"location-area", "tapped-words"}))));
  BOOST_TEST_REQUIRE(both.size() == 2u);
  BOOST_TEST(both[0].code == "forbidden_data_type");
  BOOST_TEST(both[0].where == "/purposes/0/data_types");
  BOOST_TEST(both[1].code == "location_data");
  BOOST_TEST(both[1].where == "/purposes/0/data_types/0");
  Value forbidden = *own.find("forbidden_data_types");
  forbidden.items.back() = with(forbidden.items.back(), "/id", text_value("location-area"));
  one_fault(own, "/forbidden_data_types", forbidden,
            {"location_data", "L89", "/purposes/0/data_types/0"});
  // It is told once, also where it is not alone.
  finds_only(with(with(lawful(), "/forbidden_data_types", forbidden), "/purposes/0/data_types/1",
                  text_value("location-area")),
             {"location_data", "L89", "/purposes/0/data_types/1"});
}

BOOST_AUTO_TEST_CASE(L21_a_name_that_only_begins_like_one_is_none) {
  finds_nothing(with(lawful(), "/purposes/0/data_types/1", text_value("ipad-model")));
  finds_nothing(with(lawful(), "/purposes/0/data_types/1", text_value("relocation")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

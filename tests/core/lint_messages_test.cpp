// Information, links, messages and cookies: what stands around the choices.
#include "lint_fault.hpp"

namespace samtycke {
namespace {

using namespace made;

const Value& lawful() { return second_document(); }

BOOST_AUTO_TEST_SUITE(lint_of_messages)

BOOST_AUTO_TEST_CASE(L78_what_needs_no_yes_names_an_open_section) {
  const std::string where = "/information_purposes/0/legal_basis";
  one_lack(lawful(), where, {"legal_basis_missing", "L78", where});
  for (const std::string_view basis :
       {"LEK 9:5", "LEK 9:1, 9:31", "LEK 9:", "LEK 9:29", "LEK 9:30"}) {
    one_fault(lawful(), where, text_value(basis), {"lek_section_unknown", "L78", where});
  }
  finds_nothing(with(lawful(), where, text_value("LEK 9:19\u20139:22; GDPR 6(1)(c)")));
  // Traffic data without consent stand on a section of the act and on nothing else.
  one_fault(lawful(), "/information_purposes/0/data_types", names({"litres"}),
            {"lek_section_unknown", "L78", where});
}

BOOST_AUTO_TEST_CASE(L96_advertising_says_how_to_stop_it) {
  one_lack(lawful(), "/templates/0/opt_out_token",
           {"opt_out_missing", "L96", "/templates/0/opt_out_token"});
}

BOOST_AUTO_TEST_CASE(L103_advertising_shows_that_it_is_and_from_whom) {
  for (const std::string place : {"/templates/0/sender", "/templates/0/ad_label"}) {
    one_lack(lawful(), place, {"sender_or_ad_label_missing", "L103", place});
  }
}

BOOST_AUTO_TEST_CASE(L104_a_message_about_the_service_holds_no_offer) {
  one_fault(lawful(), "/templates/1/offer", text_value("a pool"),
            {"offer_in_service_message", "L104", "/templates/1/offer"});
  finds_nothing(with(lawful(), "/templates/0/offer", text_value("a pool")));
}

BOOST_AUTO_TEST_CASE(L106_the_first_contact_tells_of_the_right_to_object) {
  one_lack(lawful(), "/templates/0/objection",
           {"objection_block_missing", "L106", "/templates/0/objection"});
}

BOOST_AUTO_TEST_CASE(L112_the_first_layer_names_every_category) {
  one_fault(lawful(), "/cookie_note/en", text_value("We ask."),
            {"category_not_named", "L112", "/cookie_note/en"});
}

BOOST_AUTO_TEST_CASE(L113_what_is_stored_has_a_lifetime_and_says_who_gets_at_it) {
  for (const std::string place :
       {"/cookie_categories/0/items/0/lifetime", "/cookie_categories/0/items/0/third_party"}) {
    one_lack(lawful(), place, {"cookie_facts_missing", "L113", place});
  }
}

BOOST_AUTO_TEST_CASE(L114_that_nothing_is_personal_exempts_from_nothing) {
  const std::string where = "/cookie_categories/0/exemption";
  one_fault(lawful(), "/cookie_categories/0/consent", boolean_value(false),
            {"exemption_missing", "L114", where});
  const Value exempt = with(with(lawful(), where, text_value("transmission")),
                            "/cookie_categories/0/consent", boolean_value(false));
  one_fault(exempt, where, text_value("not-personal"), {"exemption_missing", "L114", where});
  finds_nothing(with(exempt, where, text_value("requested-service")));
}

BOOST_AUTO_TEST_CASE(L118_no_cookie_stands_on_a_legitimate_interest) {
  for (const std::string place :
       {"/cookie_categories/0/basis", "/cookie_categories/0/legal_basis"}) {
    one_fault(lawful(), place, text_value("legitimate-interest"),
              {"legitimate_interest_cookies", "L118", place});
  }
}

BOOST_AUTO_TEST_CASE(L126_a_notice_leads_to_rights_and_to_who_takes_complaints) {
  one_fault(lawful(), "/operator/privacy_url", text_value("integritet"),
            {"link_missing", "L126", "/operator/privacy_url"});
  one_fault(lawful(), "/operator/rights_links/3/url", text_value("#paus"),
            {"link_missing", "L126", "/operator/rights_links/3/url"});
  one_fault(lawful(), "/operator/rights_links/3/right", text_value("pause"),
            {"link_missing", "L126", "/operator/rights_links"});
  one_fault(lawful(), "/operator/complaint/0", text_value("Kommunen"),
            {"complaint_missing", "L126", "/operator/complaint"});
  one_fault(lawful(), "/operator/complaint/1", text_value("Kommunen"),
            {"complaint_missing", "L126", "/operator/complaint"});
}

BOOST_AUTO_TEST_CASE(L78_a_section_too_long_to_count_is_not_open) {
  const std::string where = "/information_purposes/0/legal_basis";
  // 2^64 + 1 would be the first section, could it be counted.
  for (const std::string_view basis : {"LEK 9:111", "LEK 9:18446744073709551617"}) {
    one_fault(lawful(), where, text_value(basis), {"lek_section_unknown", "L78", where});
  }
}

BOOST_AUTO_TEST_CASE(a_category_without_a_title_lacks_a_title_and_nothing_else) {
  one_lack(lawful(), "/cookie_categories/0/title/en",
           {"language_missing", "L12", "/cookie_categories/0"});
}

BOOST_AUTO_TEST_CASE(a_cookie_that_needs_no_yes_may_be_on_from_the_start) {
  Value exempt = with(lawful(), "/cookie_categories/0/exemption", text_value("transmission"));
  exempt = with(std::move(exempt), "/cookie_categories/0/consent", boolean_value(false));
  finds_nothing(with(exempt, "/cookie_categories/0/default", boolean_value(true)));
}

BOOST_AUTO_TEST_CASE(L126_who_holds_no_traffic_data_need_not_name_their_supervisor) {
  Value document = with(lawful(), "/operator/complaint", names({"IMY"}));
  finds_only(document, {"complaint_missing", "L126", "/operator/complaint"});
  document = with(std::move(document), "/services/0/purposes", array_value());
  finds_nothing(with(std::move(document), "/purposes", array_value()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

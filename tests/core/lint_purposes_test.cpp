#include "lint_fault.hpp"

namespace samtycke {
namespace {

using namespace made;

const Value& lawful() { return second_document(); }

BOOST_AUTO_TEST_SUITE(lint_of_purposes)

BOOST_AUTO_TEST_CASE(L2_no_switch_is_on_from_the_start) {
  for (const std::string place :
       {"/purposes/0/default", "/channels/0/default", "/cookie_categories/0/default"}) {
    one_fault(lawful(), place, boolean_value(true), {"on_by_default", "L2", place});
    finds_nothing(with(lawful(), place, boolean_value(false)));
  }
}

BOOST_AUTO_TEST_CASE(L7_a_purpose_holds_one_operation_or_says_why_not) {
  one_lack(lawful(), "/purposes/0/inseparable_reason",
           {"operations_joined", "L7", "/purposes/0/operations"});
  finds_nothing(without(with(lawful(), "/purposes/0/operations", names({"compare"})),
                        "/purposes/0/inseparable_reason"));
}

BOOST_AUTO_TEST_CASE(L8_a_notice_says_whether_it_decides_and_whether_data_leave) {
  one_lack(lawful(), "/purposes/0/automated_decision",
           {"notice_minimum_missing", "L8", "/purposes/0"});
  one_lack(lawful(), "/channels/0/third_country", {"notice_minimum_missing", "L8", "/channels/0"});
}

BOOST_AUTO_TEST_CASE(L9_a_purpose_says_which_data_and_how_old) {
  one_lack(without(lawful(), "/purposes/0/least"), "/purposes/0/data_types",
           {"data_or_age_missing", "L9", "/purposes/0"});
  one_lack(lawful(), "/purposes/0/max_age_days", {"data_or_age_missing", "L9", "/purposes/0"});
}

BOOST_AUTO_TEST_CASE(L10_a_purpose_says_what_is_done) {
  one_lack(lawful(), "/purposes/0/processing_kinds",
           {"processing_kind_missing", "L10", "/purposes/0"});
}

BOOST_AUTO_TEST_CASE(L17_nothing_is_given_for_a_yes) {
  one_fault(lawful(), "/purposes/0/incentive", text_value("100 kr"),
            {"incentive", "L17", "/purposes/0/incentive"});
}

BOOST_AUTO_TEST_CASE(L42_a_no_is_not_swapped_for_another_basis) {
  one_fault(lawful(), "/purposes/0/fallback_basis", text_value("legitimate interest"),
            {"fallback_basis", "L42", "/purposes/0/fallback_basis"});
}

BOOST_AUTO_TEST_CASE(L79_traffic_data_market_telecom_services_only) {
  const Value marketing =
      with(with(lawful(), "/purposes/1/lek_gate", text_value("9:2-marketing")),
           "/purposes/1/marketed_classes", names({"electronic-communications-service"}));
  one_fault(marketing, "/purposes/1/marketed_classes",
            names({"electronic-communications-service", "insurance"}),
            {"offer_class_not_telecom", "L79", "/purposes/1/marketed_classes/1"});
  one_fault(marketing, "/purposes/1/marketed_classes", names({"insurance"}),
            {"offer_class_not_telecom", "L79", "/purposes/1/marketed_classes/0"});
}

BOOST_AUTO_TEST_CASE(L80_another_service_is_named_and_says_why_it_needs_the_data) {
  for (const std::string place : {"/purposes/0/service_name", "/purposes/0/need"}) {
    one_lack(lawful(), place, {"service_or_need_missing", "L80", place});
  }
}

BOOST_AUTO_TEST_CASE(L81_a_purpose_names_its_gate_and_who_signed_it_off) {
  one_lack(lawful(), "/purposes/0/lek_gate", {"lek_gate_missing", "L81", "/purposes/0/lek_gate"});
  one_fault(lawful(), "/purposes/0/lek_gate", text_value("9:30"),
            {"lek_gate_missing", "L81", "/purposes/0/lek_gate"});
  one_fault(with(lawful(), "/purposes/2/dpia_ref", text_value("second: 2026-10")),
            "/purposes/2/active", boolean_value(true),
            {"legal_signoff_missing", "L81", "/purposes/2/legal_signoff"});
}

BOOST_AUTO_TEST_CASE(L125_nothing_is_decided_about_a_person) {
  one_fault(lawful(), "/purposes/0/automated_decision", text_value("price"),
            {"automated_decision", "L125", "/purposes/0/automated_decision"});
}

BOOST_AUTO_TEST_CASE(L128_a_default_is_the_least_that_is_listed) {
  one_fault(lawful(), "/purposes/0/max_age_days", integer_value(91),
            {"more_than_least", "L128", "/purposes/0/max_age_days"});
  one_fault(lawful(), "/purposes/0/least/data_types", names({"litres"}),
            {"more_than_least", "L128", "/purposes/0/data_types/1"});
  one_fault(lawful(), "/purposes/0/least/data_types", names({"pressure"}),
            {"more_than_least", "L128", "/purposes/0/data_types/0"});
  const Value one_day = with(with(lawful(), "/purposes/0/least/max_age_days", integer_value(1)),
                             "/purposes/0/max_age_days", integer_value(1));
  one_fault(one_day, "/purposes/0/max_age_days", integer_value(2),
            {"more_than_least", "L128", "/purposes/0/max_age_days"});
  finds_nothing(with(lawful(), "/purposes/0/max_age_days", integer_value(89)));
}

BOOST_AUTO_TEST_CASE(L132_a_purpose_in_force_has_its_assessment) {
  one_lack(lawful(), "/purposes/0/dpia_ref", {"dpia_missing", "L132", "/purposes/0/dpia_ref"});
  finds_nothing(
      without(with(lawful(), "/purposes/0/active", boolean_value(false)), "/purposes/0/dpia_ref"));
}

BOOST_AUTO_TEST_CASE(D3_a_group_has_at_most_eight_switches) {
  const auto with_more = [](std::string_view group, int count) {
    Value channels = *lawful().find("channels");
    const Value channel = with(channels.items[0], "/group", text_value(group));
    for (int i = 0; i < count; ++i) {
      channels.items.push_back(with(channel, "/id", text_value("note-" + std::to_string(i))));
    }
    return channels;
  };
  // One purpose stands in the first group; two and a channel stand in the second.
  for (const auto& [group, place, room] :
       {std::tuple{"house", "/groups/0", 7}, {"outside", "/groups/1", 5}}) {
    const Value eight = with(lawful(), "/channels", with_more(group, room));
    one_fault(eight, "/channels", with_more(group, room + 1), {"too_many_switches", "D3", place});
  }
}

BOOST_AUTO_TEST_CASE(D3_beside_allow_all_stands_refuse_all) {
  one_lack(lawful(), "/labels/refuse_all", {"refuse_all_missing", "D3", "/labels/refuse_all"});
}

BOOST_AUTO_TEST_CASE(D21_no_switch_stands_for_a_legitimate_interest) {
  for (const std::string_view basis :
       {"GDPR 6(1)(f)", "Ber\u00e4ttigat intresse", "our legitimate interest"}) {
    one_fault(lawful(), "/purposes/0/legal_basis", text_value(basis),
              {"legitimate_interest_choice", "D21", "/purposes/0/legal_basis"});
    one_fault(lawful(), "/channels/0/legal_basis", text_value(basis),
              {"legitimate_interest_choice", "D21", "/channels/0/legal_basis"});
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

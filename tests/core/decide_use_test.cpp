/// What a use is bound to: role, fields, store, class of offer, gate of the law.
#include "core/decide.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::question;
using made::reason;
using made::today;
using made::with;

std::vector<std::string> traffic() {
  std::vector<std::string> out;
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind == PurposeKind::consent) out.push_back(purpose.id);
  }
  return out;
}

BOOST_AUTO_TEST_SUITE(deciding_on_use)

BOOST_AUTO_TEST_CASE(only_the_roles_of_the_purpose_may_ask_L82) {
  const State state = made::allowed(offers);
  for (const std::string_view role :
       {"hr", "billing", "traffic-management", "", "ecs-marketing "}) {
    Question asked = question(offers);
    asked.role = role;
    BOOST_TEST(reason(asked, state) == Code::role_not_permitted, role);
  }
}

BOOST_AUTO_TEST_CASE(only_the_fields_of_the_purpose_may_be_had_L20_L21_L83) {
  State state = employee();
  for (const std::string& purpose : traffic()) {
    state = made::granted(made::opened(state, purpose), purpose);
  }
  Question asked = question("traffic-product-development");
  BOOST_TEST(reason(asked, state) == Code::consent_given);
  asked.fields = {"usage-volume"};
  BOOST_TEST(reason(asked, state) == Code::consent_given);
  for (const auto& [field, code] :
       {std::pair<std::string, Code>{"cell-id", Code::field_not_in_purpose},
        {"counterparty-number", Code::field_not_in_purpose},
        {"usage-time-band", Code::field_not_in_purpose},
        {"no-such-field", Code::field_not_in_purpose},
        {"visited-domain", Code::content_not_allowed},
        {"communication-content", Code::content_not_allowed},
        {"special-category", Code::special_category}}) {
    asked.fields = {"usage-volume", field};
    BOOST_TEST(reason(asked, state) == code, field);
  }
}

BOOST_AUTO_TEST_CASE(what_no_purpose_may_hold_is_denied_even_where_a_catalogue_lists_it_L20_L21) {
  Value document = made::second_document();
  document = with(document, "/purposes/0/data_types/-", text_value("illness"));
  document = with(document, "/purposes/0/data_types/-", text_value("tapped-words"));
  const Catalogue catalogue = made::catalogue_of(document);
  const State state = made::allowed("leak-hints", made::second());
  Question asked = question("leak-hints", catalogue);
  asked.fields = {"illness"};
  BOOST_TEST(reason(asked, state, today, catalogue) == Code::special_category);
  asked.fields = {"tapped-words"};
  BOOST_TEST(reason(asked, state, today, catalogue) == Code::content_not_allowed);
}

BOOST_AUTO_TEST_CASE(records_kept_for_crime_serve_crime_alone_L84) {
  State state = employee();
  for (const std::string& purpose : traffic()) {
    state = made::granted(made::opened(state, purpose), purpose);
  }
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind == PurposeKind::channel || purpose.kind == PurposeKind::cookie) continue;
    Question asked = question(purpose.id);
    asked.source_store = "crime-retention";
    const bool theirs = purpose.id == "crime-retention" || purpose.id == "authority-disclosure";
    BOOST_TEST(
        reason(asked, state) == (theirs ? Code::no_consent_needed : Code::retention_store_locked),
        purpose.id);
  }
}

BOOST_AUTO_TEST_CASE(a_store_that_is_not_named_or_not_known_is_none) {
  for (const std::string_view store : {"", "warehouse2"}) {
    Question asked = question(offers);
    asked.source_store = store;
    BOOST_TEST(reason(asked, made::allowed(offers)) == Code::store_unknown);
    asked = question("public-warning");
    asked.source_store = store;
    BOOST_TEST(reason(asked, {}) == Code::store_unknown);
  }
}

BOOST_AUTO_TEST_CASE(traffic_markets_electronic_communications_alone_L79) {
  const State state = made::allowed(offers);
  Question asked = question(offers);
  asked.offer_class = "electronic-communications-service";
  BOOST_TEST(reason(asked, state) == Code::consent_given);
  for (const std::string_view kind : {"device", "insurance"}) {
    asked.offer_class = kind;
    BOOST_TEST(reason(asked, state) == Code::purpose_mismatch, kind);
  }
  // A purpose that markets nothing covers no offer.
  Question hints = question("leak-hints", made::second());
  hints.offer_class = "pool";
  BOOST_TEST(reason(hints, made::allowed("leak-hints", made::second()), today, made::second()) ==
             Code::purpose_mismatch);
}

BOOST_AUTO_TEST_CASE(a_purpose_outside_the_act_without_a_sign_off_is_denied_L81) {
  const State state = made::allowed("traffic-fault-prevention");
  const Question asked = question("traffic-fault-prevention");
  BOOST_TEST(reason(asked, state) == Code::consent_given);
  const Value unsigned_off = made::without(made::demo_document(), "/purposes/5/legal_signoff");
  BOOST_TEST(reason(asked, state, today, made::catalogue_of(unsigned_off)) ==
             Code::lek_gate_missing);
  const Catalogue shipped =
      made::catalogue_of(made::json_of(made::bytes_of(SAMTYCKE_SHIPPED_CATALOGUE)));
  BOOST_TEST(reason(asked, state, today, shipped) == Code::lek_gate_missing);
  BOOST_TEST(reason(question(offers), state, today, shipped) == Code::purpose_inactive);
}

BOOST_AUTO_TEST_CASE(channels_cookies_and_old_purposes_are_no_traffic_purposes_L24_L117) {
  for (const std::string_view purpose : {"contact-sms", "cookie-statistics", "", "*"}) {
    BOOST_TEST(reason(question(purpose), made::allowed(offers)) == Code::unknown_purpose, purpose);
  }
  BOOST_TEST(reason(question("well-survey", made::second()), made::allowed(offers), today,
                    made::second()) == Code::unknown_purpose);
}

BOOST_AUTO_TEST_CASE(a_question_is_read_strictly) {
  const auto read = [](std::string_view text) {
    return question_from(made::json_of(text), "/question");
  };
  const auto whole = read(R"({"purpose":"traffic-offers-personal","role":"ecs-marketing",
    "fields":["usage-volume"],"source_store":"warehouse","offer_class":"device",
    "record_time":"2026-11-24T08:00:00Z"})");
  BOOST_TEST_REQUIRE(bool(whole));
  BOOST_TEST(whole->record_time.value() == today);
  for (const auto& [text, code] : {std::pair{R"({})", Code::missing_member},
                                   {R"([])", Code::wrong_type},
                                   {R"({"purpose":"*"})", Code::bad_id},
                                   {R"({"purpose":["a"]})", Code::wrong_type},
                                   {R"({"purpose":"a","subject":"b"})", Code::unknown_member},
                                   {R"({"purpose":"a","record_time":"now"})", Code::bad_time},
                                   {R"({"purpose":"a","fields":"usage-volume"})", Code::wrong_type},
                                   {R"({"purpose":"a","fields":[1]})", Code::bad_id}}) {
    const auto refused = read(text);
    BOOST_TEST_REQUIRE(!refused, text);
    BOOST_TEST(refused.error().code == code, text << ": " << refused.error());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

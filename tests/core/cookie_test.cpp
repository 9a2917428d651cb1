/// What a browser may store: nothing before a yes, nothing after one has run out.
#include "core/cookie.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::today;

CookieDecision ask(std::string_view category, std::optional<CookieChoice> choice = {},
                   bool gpc = false, Time now = today, const Catalogue& catalogue = made::demo()) {
  return decide_cookie({std::string(category), gpc, choice}, catalogue, now);
}

CookieChoice chosen(bool granted, Time at = today, std::int64_t version = 1) {
  return {granted, at, version};
}

bool says(const CookieDecision& answer, Code reason, bool prompt) {
  const bool allows = reason == Code::consent_given || reason == Code::no_consent_needed;
  BOOST_TEST(answer.decision.allow == allows);
  BOOST_TEST(answer.decision.reason == reason);
  BOOST_TEST(answer.prompt == prompt);
  return answer.decision.reason == reason && answer.prompt == prompt;
}

BOOST_AUTO_TEST_SUITE(cookies)

BOOST_AUTO_TEST_CASE(L108_nothing_is_stored_before_a_choice) {
  for (const std::string_view category :
       {"cookie-preferences", "cookie-statistics", "cookie-marketing"}) {
    BOOST_TEST(says(ask(category), Code::no_decision, true), category);
  }
}

BOOST_AUTO_TEST_CASE(L108_what_is_necessary_needs_no_choice_and_no_prompt) {
  BOOST_TEST(says(ask("cookie-necessary"), Code::no_consent_needed, false));
  BOOST_TEST(says(ask("cookie-necessary", chosen(false), true), Code::no_consent_needed, false));
}

BOOST_AUTO_TEST_CASE(L60_a_yes_is_kept_six_months_and_not_a_millisecond_more) {
  const CookieChoice yes = chosen(true);
  const Time end = add_months(today, 6);
  BOOST_TEST(says(ask("cookie-statistics", yes), Code::consent_given, false));
  BOOST_TEST(ask("cookie-statistics", yes).decision.expires == today + 60 * second_ms);
  BOOST_TEST(says(ask("cookie-statistics", yes, false, end - 1), Code::consent_given, false));
  BOOST_TEST(ask("cookie-statistics", yes, false, end - 1).decision.expires == end);
  BOOST_TEST(says(ask("cookie-statistics", yes, false, end), Code::expired, true));
}

BOOST_AUTO_TEST_CASE(L60_a_no_is_kept_as_long_as_a_yes) {
  const CookieChoice no = chosen(false);
  const Time end = add_months(today, 6);
  BOOST_TEST(says(ask("cookie-statistics", no), Code::refused, false));
  BOOST_TEST(says(ask("cookie-statistics", no, false, end - 1), Code::refused, false));
  BOOST_TEST(says(ask("cookie-statistics", no, false, end), Code::expired, true));
}

BOOST_AUTO_TEST_CASE(R21_a_choice_from_the_future_is_none) {
  BOOST_TEST(says(ask("cookie-statistics", chosen(true, today + 1)), Code::no_decision, true));
  BOOST_TEST(says(ask("cookie-statistics", chosen(true, today)), Code::consent_given, false));
}

BOOST_AUTO_TEST_CASE(R21_a_choice_of_another_version_is_none) {
  BOOST_TEST(says(ask("cookie-statistics", chosen(true, today, 2)), Code::no_decision, true));
  Value document = made::demo_document();
  const Catalogue next = made::catalogue_of(
      made::with(document, "/cookie_categories/2/processing_version", integer_value(2)));
  BOOST_TEST(says(ask("cookie-statistics", chosen(true, today, 2), false, today, next),
                  Code::consent_given, false));
  BOOST_TEST(says(ask("cookie-statistics", chosen(true, today, 1), false, today, next),
                  Code::no_decision, true));
  BOOST_TEST(says(ask("cookie-statistics", chosen(false, today, 1), false, today, next),
                  Code::no_decision, true));
}

BOOST_AUTO_TEST_CASE(L107_the_browsers_signal_is_a_no_where_nothing_was_said) {
  BOOST_TEST(says(ask("cookie-marketing", {}, true), Code::refused, false));
  BOOST_TEST(says(ask("cookie-statistics", {}, true), Code::refused, true));
}

BOOST_AUTO_TEST_CASE(L107_an_explicit_yes_stands_beside_the_signal_until_it_runs_out) {
  const CookieChoice yes = chosen(true);
  const Time end = add_months(today, 6);
  BOOST_TEST(says(ask("cookie-marketing", yes, true), Code::consent_given, false));
  BOOST_TEST(says(ask("cookie-marketing", yes, true, end - 1), Code::consent_given, false));
  BOOST_TEST(says(ask("cookie-marketing", yes, true, end), Code::refused, false));
  BOOST_TEST(says(ask("cookie-marketing", chosen(false), true), Code::refused, false));
}

BOOST_AUTO_TEST_CASE(L108_only_a_category_of_cookies_is_asked_about) {
  for (const std::string_view category : {"cookie-unheard", "contact-sms", "public-warning"}) {
    BOOST_TEST(says(ask(category, chosen(true)), Code::unknown_purpose, false), category);
  }
}

BOOST_AUTO_TEST_CASE(L109_a_choice_is_its_flag_its_version_and_its_time) {
  const auto fault = [](std::string_view text) {
    const auto choice = cookie_choice_from(made::json_of(text), "/choice");
    return choice ? Error{Code::accepted, ""} : choice.error();
  };
  BOOST_TEST(fault(R"({"choice":"granted","at":"2026-11-24T08:00:00Z","version":1})").code ==
             Code::accepted);
  BOOST_TEST(fault(R"({"choice":"yes","at":"2026-11-24T08:00:00Z","version":1})") ==
             (Error{Code::bad_value, "/choice/choice"}));
  BOOST_TEST(fault(R"({"choice":"granted","at":"2026-11-24T08:00:00Z"})") ==
             (Error{Code::missing_member, "/choice/version"}));
  BOOST_TEST(fault(R"({"choice":"granted","version":1})") ==
             (Error{Code::missing_member, "/choice/at"}));
  BOOST_TEST(fault(R"({"choice":"granted","at":"2026-11-24T08:00:00Z","version":1,"id":"x"})") ==
             (Error{Code::unknown_member, "/choice/id"}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

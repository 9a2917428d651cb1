/// What a browser may store: nothing before a yes, nothing after one has run out.
#include "core/cookie.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::today;

constexpr Time skew = 300 * second_ms;

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

BOOST_AUTO_TEST_CASE(R7_a_yes_by_a_clock_that_is_fast_stands_up_to_five_minutes_ahead) {
  for (const Time ahead : {Time{1}, 2 * second_ms, skew}) {
    const CookieChoice yes = chosen(true, today + ahead);
    BOOST_TEST(says(ask("cookie-statistics", yes), Code::consent_given, false));
    BOOST_TEST(stands("cookie-statistics", yes, made::demo(), today));
  }
  for (const Time ahead : {skew + 1, skew + second_ms, 400 * day_ms}) {
    const CookieChoice yes = chosen(true, today + ahead);
    BOOST_TEST(says(ask("cookie-statistics", yes), Code::no_decision, true));
    BOOST_TEST(says(ask("cookie-marketing", yes, true), Code::refused, false));
    BOOST_TEST(!stands("cookie-statistics", yes, made::demo(), today));
  }
}

BOOST_AUTO_TEST_CASE(R7_the_catalogue_says_how_fast_a_clock_may_be) {
  Value document = made::demo_document();
  const Catalogue exact = made::catalogue_of(
      made::with(document, "/policy/grant_clock_skew_seconds", integer_value(0)));
  BOOST_TEST(says(ask("cookie-statistics", chosen(true), false, today, exact), Code::consent_given,
                  false));
  BOOST_TEST(says(ask("cookie-statistics", chosen(true, today + 1), false, today, exact),
                  Code::no_decision, true));
}

BOOST_AUTO_TEST_CASE(R7_L60_a_fast_clock_makes_no_choice_longer) {
  const Time months = add_months(today, 6);
  BOOST_TEST(end_of(chosen(true, today + skew), made::demo(), today) == months);
  BOOST_TEST(end_of(chosen(false, today + 400 * day_ms), made::demo(), today) == months);
  BOOST_TEST(end_of(chosen(true), made::demo(), today + day_ms) == months);
}

BOOST_AUTO_TEST_CASE(R7_L46_a_no_is_a_no_by_whatever_clock) {
  for (const Time ahead : {Time{1}, 2 * second_ms, skew, skew + 1, 400 * day_ms}) {
    const CookieChoice no = chosen(false, today + ahead);
    BOOST_TEST(says(ask("cookie-statistics", no), Code::refused, false));
    BOOST_TEST(says(ask("cookie-statistics", no, true), Code::refused, false));
    BOOST_TEST(stands("cookie-statistics", no, made::demo(), today) == (ahead <= skew));
  }
  BOOST_TEST(says(ask("cookie-statistics", chosen(false, today + 1, 2)), Code::no_decision, true));
}

BOOST_AUTO_TEST_CASE(R7_a_clock_that_is_slow_is_only_early) {
  const Time end = add_months(today - skew, 6);
  const CookieChoice yes = chosen(true, today - skew);
  BOOST_TEST(says(ask("cookie-statistics", yes, false, end - 1), Code::consent_given, false));
  BOOST_TEST(says(ask("cookie-statistics", yes, false, end), Code::expired, true));
}

BOOST_AUTO_TEST_CASE(R21_only_a_category_that_takes_a_choice_has_one_that_stands) {
  BOOST_TEST(stands("cookie-statistics", chosen(true), made::demo(), today));
  for (const std::string_view category :
       {"cookie-necessary", "cookie-unheard", "contact-sms", "traffic-offers-personal"}) {
    BOOST_TEST(!stands(category, chosen(true), made::demo(), today), category);
    BOOST_TEST(!stands(category, chosen(false), made::demo(), today), category);
  }
  BOOST_TEST(!stands("cookie-statistics", chosen(true, today, 2), made::demo(), today));
  BOOST_TEST(!stands("cookie-statistics", chosen(true), made::demo(), add_months(today, 6)));
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

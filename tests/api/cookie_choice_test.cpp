// The choice about cookies, set by a server: the same choice, as long as it holds, and no trace
// here.
#include "stage.hpp"

namespace samtycke::server::test {
namespace {

constexpr std::string_view chosen =
    "1/y.1.1795507200.cookie-statistics/n.1.1795507200.cookie-marketing";

const Time chosen_at = made::at("2026-11-24T08:00:00.000Z");

Value kept(std::string_view text) {
  Value body = object_value();
  add(body, "kept", text_value(text));
  return body;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cookie_choice)

BOOST_AUTO_TEST_CASE(L60_the_choice_comes_back_as_a_cookie_that_lasts_as_long_as_it_holds) {
  Stage stage;
  stage.who = "";
  const Response response = stage.post(post_cookie_choice, kept(chosen));
  BOOST_REQUIRE_MESSAGE(response.status == 200, response.body);
  const std::string text = "2" + std::string(chosen.substr(1));
  BOOST_CHECK_EQUAL(text_of(response, "kept"), text);
  BOOST_CHECK_EQUAL(text_of(response, "until"), "2027-05-24T08:00:00.000Z");
  // 24 November to 24 May.
  BOOST_CHECK_EQUAL(response.header("set-cookie"),
                    "samtycke_choice=" + text + "; Path=/; Max-Age=15638400; SameSite=Lax; Secure");
  BOOST_CHECK_EQUAL(response.header("cache-control"), "no-store");
}

BOOST_AUTO_TEST_CASE(a_verifier_without_https_sets_a_cookie_that_its_browsers_take) {
  Stage stage;
  stage.verifier().origin = "http://127.0.0.1:8080";
  const Response response = stage.post(post_cookie_choice, kept(chosen));
  BOOST_CHECK(response.header("set-cookie").find("Secure") == std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(L60_setting_it_again_later_makes_no_choice_longer) {
  Stage stage;
  stage.now += 100 * day_ms;
  const Response response = stage.post(post_cookie_choice, kept(chosen));
  BOOST_CHECK_EQUAL(text_of(response, "until"), "2027-05-24T08:00:00.000Z");
  BOOST_CHECK(response.header("set-cookie").find("Max-Age=6998400;") != std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(L109_L117_nobody_is_known_and_nothing_is_recorded) {
  for (const char* who : {"", "erik"}) {
    Stage stage;
    stage.who = who;
    const auto before = stage.count();
    BOOST_CHECK_EQUAL(stage.post(post_cookie_choice, kept(chosen)).status, 200);
    BOOST_CHECK_EQUAL(stage.count(), before);
    BOOST_CHECK(stage.state().subject.choices.empty());
  }
}

BOOST_AUTO_TEST_CASE(only_our_own_page_can_set_it) {
  Stage stage;
  stage.own_page = false;
  const Response response = stage.post(post_cookie_choice, kept(chosen));
  BOOST_CHECK_EQUAL(response.status, 403);
  BOOST_CHECK(response.header("set-cookie").empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_choice_any_more_is_not_set) {
  Stage stage;
  for (const std::string_view text :
       {"no such text", "1", "1/y.1.1795507200.cookie-unheard",
        "1/y.2.1795507200.cookie-statistics", "1/y.1.1795507200.traffic-offers-personal",
        "1/y.1.1795507200.cookie-necessary",
        "1/y.1.1795507200.cookie-statistics; Domain=example.org",
        "1/y.1.1795507200.cookie-statistics\r\nSet-Cookie: a=b"}) {
    const Response response = stage.post(post_cookie_choice, kept(text));
    BOOST_CHECK_EQUAL(refusal(response), "400 bad_value /kept");
    BOOST_CHECK(response.header("set-cookie").empty());
  }
  stage.now = made::at("2027-05-24T08:00:00.000Z");
  BOOST_CHECK_EQUAL(refusal(stage.post(post_cookie_choice, kept(chosen))), "400 bad_value /kept");
}

BOOST_AUTO_TEST_CASE(L60_a_choice_is_set_whole_or_not_at_all) {
  Stage stage;
  for (const char* more :
       {"/n.1.1795507200.cookie-unheard", "/n.2.1795507200.cookie-preferences",
        "/n.1.1700000000.cookie-preferences", "/n.1.1795507200.traffic-offers-personal"}) {
    const Response response = stage.post(post_cookie_choice, kept(std::string(chosen) + more));
    BOOST_CHECK_EQUAL(refusal(response), "400 bad_value /kept");
    BOOST_CHECK(response.header("set-cookie").empty());
  }
}

BOOST_AUTO_TEST_CASE(R7_L60_the_choice_of_a_browser_with_a_fast_clock_is_set_and_lasts_no_longer) {
  for (const Time ahead : {2, 299, 300}) {
    for (const char* said : {"y", "n"}) {
      Stage stage;
      stage.now = chosen_at - ahead * second_ms;
      const std::string choice = "/" + std::string(said) + ".1.1795507200.cookie-statistics";
      const Response response = stage.post(post_cookie_choice, kept("1" + choice));
      BOOST_REQUIRE_MESSAGE(response.status == 200, ahead << said << response.body);
      BOOST_CHECK_EQUAL(text_of(response, "kept"), "2" + choice);
      BOOST_CHECK_EQUAL(text_of(response, "until"), format_time(add_months(stage.now, 6)));
      BOOST_CHECK(response.header("set-cookie").find("Max-Age=15638400;") !=
                  std::string_view::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(R7_a_choice_from_further_ahead_is_not_set) {
  for (const Time ahead : {301, 86'400}) {
    for (const char* said : {"y", "n"}) {
      Stage stage;
      stage.now = chosen_at - ahead * second_ms;
      const std::string choice = "/" + std::string(said) + ".1.1795507200.cookie-statistics";
      const Response response = stage.post(post_cookie_choice, kept("1" + choice));
      BOOST_CHECK_EQUAL(refusal(response), "400 bad_value /kept");
      BOOST_CHECK(response.header("set-cookie").empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(the_body_is_read_strictly) {
  Stage stage;
  BOOST_CHECK_EQUAL(refusal(stage.post(post_cookie_choice, "{}")), "400 missing_member /kept");
  Value more = kept(chosen);
  add(more, "id", text_value("visitor-7"));
  BOOST_CHECK_EQUAL(refusal(stage.post(post_cookie_choice, more)), "400 unknown_member /id");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

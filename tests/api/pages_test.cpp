// The pages, and the form that withdraws without a script.
#include "stage.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(pages)

namespace {

bool holds(const Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

std::string title() { return std::string(made::demo().find(made::offers)->title.in("sv")); }

Response stop(Stage& stage, const std::string& form) {
  return stage.post(post_stops, form, {{"content-type", "application/x-www-form-urlencoded"}});
}

void grant(Stage& stage, std::string_view id, std::string_view purpose) {
  const Response response =
      stage.post(post_consents_me, stage.submission(EventKind::granted, id, purpose));
  BOOST_REQUIRE_MESSAGE(response.status == 201, response.body);
}

}  // namespace

BOOST_AUTO_TEST_CASE(whoever_is_not_signed_in_is_welcomed) {
  Stage stage;
  stage.who = "";
  const Response response = stage.get(get_portal, "/");
  BOOST_CHECK_EQUAL(response.status, 200);
  BOOST_CHECK(holds(response, "/auth/login"));
  BOOST_CHECK(!holds(response, "samtycke-panel>"));
}

BOOST_AUTO_TEST_CASE(the_portal_offers_to_withdraw_what_is_on_and_nothing_else) {
  Stage stage;
  BOOST_CHECK(!holds(stage.get(get_portal, "/"), "action=\"/v1/stops\""));
  grant(stage, "one", made::offers);
  const Response response = stage.get(get_portal, "/");
  BOOST_CHECK(holds(response, "action=\"/v1/stops\""));
  BOOST_CHECK(holds(response, "value=\"traffic-offers-personal\""));
  BOOST_CHECK(!holds(response, "value=\"traffic-customer-service\""));
}

BOOST_AUTO_TEST_CASE(how_data_is_handled_stands_where_the_catalogue_says_for_everybody) {
  Stage stage;
  stage.who = "";
  const Response response = stage.get(get_privacy, "/privacy");
  BOOST_CHECK_EQUAL(response.status, 200);
  BOOST_CHECK_EQUAL(made::demo().operator_.privacy_url, "/privacy");
  BOOST_CHECK(holds(response, made::demo().operator_.contact));
  for (const Purpose& purpose : made::demo().purposes) {
    const bool told = holds(response, "<dt>" + std::string(purpose.title.in("sv")) + "</dt>");
    BOOST_CHECK_EQUAL(told, purpose.kind == PurposeKind::information);
  }
}

BOOST_AUTO_TEST_CASE(names_are_text_and_never_markup) {
  Stage stage;
  const Response response = stage.get(get_portal, "/");
  BOOST_CHECK(holds(response, "&lt;b&gt;Havsvik&lt;/b&gt; AB"));
  BOOST_CHECK(!holds(response, "<b>Havsvik"));
  const std::string policy(response.header("content-security-policy"));
  BOOST_CHECK(policy.find("default-src 'none'") != std::string::npos);
  BOOST_CHECK(policy.find("unsafe-inline") == std::string::npos);
  BOOST_CHECK_EQUAL(response.header("referrer-policy"), "same-origin");
  BOOST_CHECK_EQUAL(response.header("cache-control"), "no-store");
}

BOOST_AUTO_TEST_CASE(the_language_is_the_readers) {
  Stage stage;
  BOOST_CHECK(holds(stage.get(get_portal, "/"), "<html lang=\"sv\">"));
  const Response english = stage.get(get_portal, "/?lang=en");
  BOOST_CHECK(holds(english, "<html lang=\"en\">"));
  BOOST_CHECK(!english.header("set-cookie").empty());
  BOOST_CHECK(holds(stage.get(get_portal, "/?lang=xx"), "<html lang=\"sv\">"));
}

BOOST_AUTO_TEST_CASE(the_form_withdraws_what_it_names_and_says_so_L53) {
  Stage stage;
  grant(stage, "one", made::offers);
  grant(stage, "two", "traffic-customer-service");
  const Response response = stop(stage,
                                 "subject=sub-erik-bjork&purpose=traffic-offers-personal"
                                 "&purpose=traffic-customer-service");
  BOOST_CHECK_EQUAL(response.status, 201);
  BOOST_CHECK(holds(response, title()));
  for (const char* purpose : {"traffic-offers-personal", "traffic-customer-service"}) {
    const State state = stage.state();
    BOOST_CHECK(find_choice(state.subject, purpose)->kind == ChoiceKind::withdrawn);
  }
  // A press on a page from before a new yes is a new withdrawal.
  grant(stage, "three", made::offers);
  stop(stage, "subject=sub-erik-bjork&purpose=traffic-offers-personal");
  const State state = stage.state();
  BOOST_CHECK(find_choice(state.subject, made::offers)->kind == ChoiceKind::withdrawn);
}

BOOST_AUTO_TEST_CASE(the_form_does_nothing_for_others_and_nothing_else) {
  Stage stage;
  grant(stage, "one", made::offers);
  const auto before = stage.count();
  const std::string form = "subject=sub-erik-bjork&purpose=traffic-offers-personal";
  stage.who = "karin";
  BOOST_CHECK_EQUAL(stop(stage, form).status, 404);
  stage.who = "";
  BOOST_CHECK_EQUAL(stop(stage, form).status, 401);
  stage.who = "erik";
  BOOST_CHECK_EQUAL(stop(stage, "subject=sub-erik-bjork").status, 400);
  BOOST_CHECK_EQUAL(stop(stage, "subject=sub-erik-bjork&purpose=*").status, 422);
  BOOST_CHECK_EQUAL(stop(stage, "purpose=traffic-offers-personal").status, 400);
  BOOST_CHECK_EQUAL(stage.post(post_stops, form).status, 415);
  stage.own_page = false;
  const Response foreign = stop(stage, form);
  BOOST_CHECK_EQUAL(foreign.status, 403);
  BOOST_CHECK(holds(foreign, "foreign_origin"));
  BOOST_CHECK(holds(foreign, "<!doctype html>"));
  BOOST_CHECK_EQUAL(stage.count(), before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

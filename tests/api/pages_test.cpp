// The pages, and the form that withdraws without a script.
#include "stage.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(pages)

namespace {

bool holds(const Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

std::string title() { return std::string(made::demo().find(made::offers)->title.in("sv")); }

constexpr const char* form_type = "application/x-www-form-urlencoded";

Response stop(Stage& stage, const std::string& form) {
  return stage.post(post_stops, form, {{"content-type", form_type}});
}

Response move_gate(Stage& stage, const std::string& form) {
  return stage.post(post_company, form, {{"content-type", form_type}});
}

Response ask(Stage& stage, const std::string& form) {
  return stage.post(post_ask, form, {{"content-type", form_type}});
}

/// The text of a page between two marks, without its tags.
std::string text_between(const std::string& page, const std::string& from, const std::string& to) {
  const std::size_t begin = page.find(from);
  if (begin == std::string::npos) return {};
  const std::size_t start = begin + from.size();
  std::string text = page.substr(start, page.find(to, start) - start);
  for (const auto& [written, meant] : {std::pair<const char*, const char*>{"<wbr>", ""},
                                       {"&quot;", "\""},
                                       {"&lt;", "<"},
                                       {"&gt;", ">"},
                                       {"&amp;", "&"}}) {
    for (std::size_t at = 0; (at = text.find(written, at)) != std::string::npos;) {
      text.replace(at, std::string_view(written).size(), meant);
    }
  }
  return text;
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

BOOST_AUTO_TEST_CASE(the_page_of_choices_offers_to_withdraw_what_is_on_and_nothing_else) {
  Stage stage;
  BOOST_CHECK(!holds(stage.get(get_privacy, "/privacy"), "action=\"/v1/stops\""));
  grant(stage, "one", made::offers);
  const Response response = stage.get(get_privacy, "/privacy");
  BOOST_CHECK(holds(response, "action=\"/v1/stops\""));
  BOOST_CHECK(holds(response, "value=\"traffic-offers-personal\""));
  BOOST_CHECK(!holds(response, "value=\"traffic-customer-service\""));
}

BOOST_AUTO_TEST_CASE(pages_about_a_person_ask_a_stranger_to_sign_in_and_lead_back) {
  Stage stage;
  stage.who = "";
  struct Personal {
    const char* path;
    Response (*call)(const Verifier&, const Request&);
  };
  constexpr Personal personal[] = {{"/subscriptions", get_subscriptions},
                                   {"/offers", get_offers},
                                   {"/company", get_company},
                                   {"/ask", get_ask}};
  for (const auto& [path, call] : personal) {
    const Response response = stage.get(call, path);
    BOOST_CHECK_EQUAL(response.status, 200);
    BOOST_CHECK(holds(response, "/auth/login?return_to=" + std::string(path)));
  }
}

BOOST_AUTO_TEST_CASE(offers_follow_the_decision_and_nothing_is_shown_in_silence_L94_R3) {
  Stage stage;
  stage.open_gate();
  const auto shown = [&stage] { return holds(stage.get(get_offers, "/offers"), "class=\"card\""); };
  const auto personal = [&stage] {
    return holds(stage.get(get_offers, "/offers"), "data-reason=\"consent_given\"");
  };
  BOOST_CHECK(!shown());
  grant(stage, "one", made::offers);
  BOOST_CHECK(!shown());
  grant(stage, "two", "contact-portal");
  BOOST_CHECK(shown());
  BOOST_CHECK(personal());
  const std::string open = stage.get(get_offers, "/offers").body;
  stop(stage, "subject=sub-erik-bjork&purpose=traffic-offers-personal");
  const std::string stopped = stage.get(get_offers, "/offers").body;
  BOOST_CHECK(stopped.size() < open.size());
  BOOST_CHECK(stopped.find("data-reason=\"withdrawn\"") != std::string::npos);
  BOOST_CHECK(shown());
  stop(stage, "subject=sub-erik-bjork&purpose=contact-portal");
  BOOST_CHECK(!shown());
}

BOOST_AUTO_TEST_CASE(an_offer_that_the_company_closed_goes_and_says_so_L65) {
  Stage stage;
  stage.open_gate();
  grant(stage, "one", made::offers);
  grant(stage, "two", "contact-portal");
  const auto closed = [&stage] {
    return holds(stage.get(get_offers, "/offers"), "data-reason=\"subscriber_gate_closed\"");
  };
  // The gate of the other purpose was never opened.
  const std::string before = stage.get(get_offers, "/offers").body;
  BOOST_CHECK(closed());
  stage.who = "karin";
  const std::string form = "subscriber=sbr-bjork&purpose=traffic-offers-personal&gate=";
  BOOST_CHECK_EQUAL(move_gate(stage, form + "closed").status, 303);
  stage.who = "erik";
  BOOST_CHECK(stage.get(get_offers, "/offers").body.size() < before.size());
  stage.who = "karin";
  const Response opened = move_gate(stage, form + "open");
  BOOST_CHECK_EQUAL(opened.header("location"),
                    "/company?subscriber=sbr-bjork&purpose=traffic-offers-personal");
  stage.who = "erik";
  BOOST_CHECK_EQUAL(stage.get(get_offers, "/offers").body, before);
}

BOOST_AUTO_TEST_CASE(the_form_for_gates_is_for_who_acts_for_the_company_alone_L68) {
  Stage stage;
  const auto before = stage.count();
  const std::string form = "subscriber=sbr-bjork&purpose=traffic-offers-personal&gate=open";
  for (const char* who : {"erik", "olle"}) {
    stage.who = who;
    const Response response = move_gate(stage, form);
    BOOST_CHECK_GE(response.status, 400U);
    BOOST_CHECK(holds(response, "<!doctype html>"));
  }
  stage.who = "";
  BOOST_CHECK_EQUAL(move_gate(stage, form).status, 401);
  stage.who = "karin";
  BOOST_CHECK_EQUAL(move_gate(stage, "subscriber=sbr-bjork&gate=open").status, 422);
  BOOST_CHECK_EQUAL(move_gate(stage, "subscriber=sbr-bjork&purpose=x&gate=ajar").status, 400);
  BOOST_CHECK_EQUAL(stage.post(post_company, form).status, 415);
  stage.own_page = false;
  BOOST_CHECK_EQUAL(move_gate(stage, form).status, 403);
  BOOST_CHECK_EQUAL(stage.count(), before);
}

BOOST_AUTO_TEST_CASE(the_box_shows_what_the_call_answers_and_asks_about_nobody_else) {
  Stage stage;
  const std::string about =
      "&purpose=traffic-offers-personal&role=ecs-marketing&source_store=mediation";
  const Response own = ask(stage, "subject=sub-erik-bjork" + about);
  const Response call = stage.post(
      post_decisions,
      R"({"purpose":"traffic-offers-personal","role":"ecs-marketing","source_store":"mediation","subject":"sub-erik-bjork"})");
  BOOST_CHECK_EQUAL(own.status, 200);
  BOOST_CHECK_EQUAL(text_between(own.body, "<span id=\"response\">", "</span>"), call.body);
  const Response other = ask(stage, "subject=sub-karin" + about);
  BOOST_CHECK_EQUAL(other.status, 404);
  BOOST_CHECK(!holds(other, "id=\"response\""));
  stage.own_page = false;
  BOOST_CHECK_EQUAL(ask(stage, "subject=sub-erik-bjork" + about).status, 403);
}

BOOST_AUTO_TEST_CASE(what_is_stored_in_the_browser_is_what_the_catalogue_lists_L113) {
  Stage stage;
  stage.who = "";
  const Response response = stage.get(get_cookies, "/cookies");
  BOOST_CHECK_EQUAL(response.status, 200);
  std::size_t count = 0;
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind != PurposeKind::cookie) continue;
    BOOST_CHECK(holds(response, purpose.title.in("sv")));
  }
  for (const Value& category : made::demo().document.find("cookie_categories")->items) {
    const Value* items = category.find("items");
    for (const Value& item : items == nullptr ? std::vector<Value>() : items->items) {
      BOOST_CHECK(holds(response, item.find("name")->text));
      ++count;
    }
  }
  BOOST_CHECK_GT(count, 0U);
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

BOOST_AUTO_TEST_CASE(the_language_is_the_readers_for_this_visit_L108) {
  Stage stage;
  BOOST_CHECK(holds(stage.get(get_portal, "/"), "<html lang=\"sv\">"));
  const Response english = stage.get(get_portal, "/?lang=en");
  BOOST_CHECK(holds(english, "<html lang=\"en\">"));
  // A cookie without an end: for longer than the visit nobody was asked (L108).
  const std::string_view kept = english.header("set-cookie");
  BOOST_CHECK(kept.starts_with("samtycke-language=en;"));
  BOOST_CHECK(kept.find("Max-Age") == std::string_view::npos);
  BOOST_CHECK(kept.find("Expires") == std::string_view::npos);
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

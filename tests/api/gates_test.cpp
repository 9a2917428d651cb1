// The company's own switches.
#include "stage.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(gates)

namespace {

std::string change(std::string_view gate, std::string_view id, std::string_view more = "") {
  return R"({"subscriber":"sbr-bjork","submission_id":")" + std::string(id) +
         R"(","changes":[{"purpose":"traffic-offers-personal","gate":")" + std::string(gate) +
         "\"}]" + std::string(more) + "}";
}

bool is_open(Stage& stage) { return gate_open(stage.state().subscriber, made::offers); }

}  // namespace

BOOST_AUTO_TEST_CASE(the_administrator_opens_and_closes_and_nobody_else_L68) {
  Stage stage;
  for (const char* other : {"erik", "olle"}) {
    stage.who = other;
    BOOST_CHECK_EQUAL(refusal(stage.post(post_gates, change("open", "a"))),
                      "403 no_mandate /changes/0");
    BOOST_CHECK_EQUAL(refusal(stage.post(post_gates, change("closed", "b"))),
                      "403 no_mandate /changes/0");
  }
  stage.who = "karin";
  BOOST_CHECK_EQUAL(stage.post(post_gates, change("open", "c")).status, 201);
  BOOST_CHECK(is_open(stage));
  BOOST_CHECK_EQUAL(stage.post(post_gates, change("closed", "d")).status, 201);
  BOOST_CHECK(!is_open(stage));
}

BOOST_AUTO_TEST_CASE(opening_must_be_faultless_and_closing_need_not_R8) {
  Stage stage;
  stage.who = "karin";
  BOOST_CHECK_EQUAL(refusal(stage.post(post_gates, change("open", "a", R"(,"subject":"x")"))),
                    "400 unknown_member /subject");
  stage.open_gate();
  BOOST_CHECK_EQUAL(stage.post(post_gates, change("closed", "b", R"(,"subject":"x")")).status, 201);
  BOOST_CHECK(!is_open(stage));
}

BOOST_AUTO_TEST_CASE(the_same_again_records_nothing) {
  Stage stage;
  stage.who = "karin";
  const Response first = stage.post(post_gates, change("open", "a"));
  const auto count = stage.count();
  BOOST_CHECK_EQUAL(stage.post(post_gates, change("open", "a")).body, first.body);
  BOOST_CHECK_EQUAL(refusal(stage.post(post_gates, change("closed", "a"))),
                    "422 submission_id_reused /submission_id");
  BOOST_CHECK_EQUAL(stage.count(), count);
}

BOOST_AUTO_TEST_CASE(an_administrator_sees_gates_and_no_choices_L69) {
  Stage stage;
  stage.open_gate();
  BOOST_REQUIRE_EQUAL(stage.post(post_consents_me, stage.submission(EventKind::granted)).status,
                      201);
  stage.who = "karin";
  const Response response = stage.get(get_gates, "/v1/gates");
  const Value answer = json_of(response);
  BOOST_REQUIRE_EQUAL(answer.find("subscribers")->items.size(), 1);
  int open = 0;
  for (const Value& gate : answer.find("subscribers")->items[0].find("gates")->items) {
    if (gate.find("open")->truth) ++open;
  }
  BOOST_CHECK_EQUAL(open, 1);
  BOOST_CHECK(response.body.find("erik") == std::string::npos);
  stage.who = "erik";
  BOOST_CHECK(json_of(stage.get(get_gates, "/v1/gates")).find("subscribers")->items.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

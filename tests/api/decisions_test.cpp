// What back ends ask: about a subject, or about whom a number meant at the time.
#include "stage.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(decisions)

namespace {

std::string question(const std::string& whom, const std::string& more = "") {
  const Question question = made::question(made::offers);
  return "{" + whom + R"(,"purpose":"traffic-offers-personal","role":")" + question.role +
         R"(","source_store":")" + question.source_store + R"(","fields":[")" +
         question.fields.front() + "\"]" + more + "}";
}

const std::string by_subject = R"("subject":"sub-erik-bjork")";
const std::string by_phone = R"("identifier":{"kind":"msisdn","value":"+46701234567"})";

std::string told(const Response& response) {
  return text_of(response, "decision") + ' ' + text_of(response, "reason");
}

void allow(Stage& stage) {
  stage.open_gate();
  BOOST_REQUIRE_EQUAL(stage.post(post_consents_me, stage.submission(EventKind::granted)).status,
                      201);
}

}  // namespace

BOOST_AUTO_TEST_CASE(silence_is_no_and_a_withdrawal_counts_at_the_next_question_L39) {
  Stage stage;
  BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(by_subject))),
                    "deny subscriber_gate_closed");
  allow(stage);
  for (int round = 0; round < 20; ++round) {
    const std::string id = std::to_string(round);
    const Response yes = stage.post(post_decisions, question(by_subject));
    BOOST_CHECK_EQUAL(told(yes), "allow consent_given");
    BOOST_CHECK_EQUAL(json_of(yes).find("position")->integer,
                      static_cast<std::int64_t>(stage.count()) - 1);
    stage.post(post_consents_me, stage.submission(EventKind::withdrawn, "w" + id));
    BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(by_subject))), "deny withdrawn");
    stage.post(post_consents_me, stage.submission(EventKind::granted, "g" + id));
  }
}

BOOST_AUTO_TEST_CASE(a_number_means_whom_it_meant_when_the_record_was_made_L63) {
  Stage stage;
  allow(stage);
  BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(by_phone))), "allow consent_given");
  // The number moves to Karin, who has said nothing.
  stage.provision(R"({"acts":[{"kind":"identifier_unlinked","subject":"sub-erik-bjork",
    "identifier_kind":"msisdn","value":"+46701234567","until":"2026-11-24T09:00:00.000Z"},
    {"kind":"identifier_linked","subject":"sub-karin","identifier_kind":"msisdn",
     "value":"+46701234567","from":"2026-11-24T09:00:00.000Z"}]})");
  stage.now += 2 * 3'600'000;
  BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(by_phone))),
                    "deny user_consent_missing");
  const std::string before = R"(,"record_time":"2026-11-24T08:30:00.000Z")";
  BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(by_phone, before))),
                    "allow consent_given");
  const std::string long_ago = R"(,"record_time":"2020-01-01T00:00:00.000Z")";
  BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(by_phone, long_ago))),
                    "deny no_identified_user");
}

BOOST_AUTO_TEST_CASE(a_number_that_means_two_people_means_nobody_L63) {
  Stage stage;
  allow(stage);
  stage.provision(R"({"acts":[{"kind":"identifier_linked","subject":"sub-karin",
    "identifier_kind":"msisdn","value":"+46701234567","from":"2026-01-01T00:00:00.000Z"}]})");
  BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(by_phone))),
                    "deny no_identified_user");
}

BOOST_AUTO_TEST_CASE(whom_nobody_knows_is_denied_and_not_remembered) {
  Stage stage;
  for (const char* whom :
       {R"("subject":"sub-nobody")", R"("identifier":{"kind":"msisdn","value":"+46709999999"})",
        R"("identifier":{"kind":"customer-number","value":"77001"})"}) {
    BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(whom))), "deny no_identified_user");
  }
}

BOOST_AUTO_TEST_CASE(a_question_names_one_party_in_a_form_that_is_one) {
  Stage stage;
  const auto asked = [&](const std::string& whom) {
    return refusal(stage.post(post_decisions, question(whom)));
  };
  BOOST_CHECK_EQUAL(asked(by_subject + ',' + by_phone), "400 unknown_member /identifier");
  BOOST_CHECK_EQUAL(asked(R"("role2":"x")"), "400 unknown_member /role2");
  BOOST_CHECK_EQUAL(asked(R"("identifier":{"kind":"msisdn","value":"0701234567"})"),
                    "400 msisdn_not_e164 /identifier/value");
  BOOST_CHECK_EQUAL(asked(R"("identifier":{"kind":"e-mail","value":"a"})"),
                    "400 bad_value /identifier/kind");
  BOOST_CHECK_EQUAL(asked(R"("subject":7)"), "400 wrong_type /subject");
  BOOST_CHECK_EQUAL(refusal(stage.post(post_decisions, std::string(R"({"purpose":"p"})"))),
                    "400 missing_member /subject");
}

BOOST_AUTO_TEST_CASE(a_batch_is_answered_in_order_whole_or_not_at_all) {
  Stage stage;
  allow(stage);
  const std::string both = question(by_subject) + ',' + question(R"("subject":"sub-karin")");
  const Value answer = json_of(stage.post(post_decisions, R"({"requests":[)" + both + "]}"));
  BOOST_REQUIRE_EQUAL(answer.find("decisions")->items.size(), 2);
  BOOST_CHECK_EQUAL(answer.find("decisions")->items[0].find("decision")->text, "allow");
  BOOST_CHECK_EQUAL(answer.find("decisions")->items[1].find("decision")->text, "deny");
  BOOST_CHECK_EQUAL(refusal(stage.post(post_decisions, R"({"requests":[)" + both + ",{}]}")),
                    "400 missing_member /requests/2/purpose");
  std::string many = R"({"requests":[{})";
  for (int i = 0; i < 1'000; ++i) many += ",{}";
  BOOST_CHECK_EQUAL(refusal(stage.post(post_decisions, many + "]}")), "400 too_many /requests");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_denied) {
  Stage stage;
  allow(stage);
  stage.store().fault = FailingStore::Fault::not_persisted;
  stage.post(post_consents_me, stage.submission(EventKind::withdrawn, "w"));
  BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(by_subject))),
                    "deny store_unreadable");
  BOOST_CHECK_EQUAL(told(stage.post(post_decisions, question(by_phone))), "deny store_unreadable");
  stage.verifier().published = {};
  BOOST_CHECK_EQUAL(refusal(stage.post(post_decisions, question(by_subject))), "503 no_catalogue");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

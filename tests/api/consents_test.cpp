// The person's own call: judged again here, recorded once, answered with a receipt.
#include <thread>

#include "stage.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(consents)

BOOST_AUTO_TEST_CASE(a_yes_is_recorded_and_answered_with_a_signed_receipt) {
  Stage stage;
  const auto before = stage.count();
  const Response response = stage.post(post_consents_me, stage.submission(EventKind::granted));
  BOOST_REQUIRE_MESSAGE(response.status == 201, response.body);
  BOOST_CHECK_EQUAL(stage.count(), before + 1);
  BOOST_CHECK_EQUAL(response.header("cache-control"), "no-store");
  const Value answer = json_of(response);
  BOOST_CHECK(answer.find("verdicts")->items.front().find("accepted")->truth);
  const Value& receipt = *answer.find("receipt");
  BOOST_CHECK(stage.verifier().receipt_key.verifying_key().verify(
      receipt.find("jws")->text, canonical(*receipt.find("payload"))));
  const Value& recorded = receipt.find("payload")->find("events")->items.front();
  BOOST_CHECK_EQUAL(recorded.find("position")->integer, static_cast<std::int64_t>(before));
  BOOST_CHECK_EQUAL(recorded.find("event")->find("person")->text, "prs-erik");
  // Others' mandates are not this person's business.
  BOOST_CHECK(answer.find("state")->find("subscriber")->find("mandates") == nullptr);
}

BOOST_AUTO_TEST_CASE(the_same_submission_again_has_the_same_bytes_and_records_nothing_R11) {
  Stage stage;
  const Value submission = stage.submission(EventKind::granted);
  const Response first = stage.post(post_consents_me, submission);
  const auto count = stage.count();
  stage.now += 5'000;
  const Response again = stage.post(post_consents_me, submission);
  BOOST_CHECK_EQUAL(again.status, 201);
  BOOST_CHECK_EQUAL(again.body, first.body);
  BOOST_CHECK_EQUAL(stage.count(), count);
  BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, canonical(submission) + " ")),
                    "422 submission_id_reused /submission_id");
  BOOST_CHECK_EQUAL(stage.count(), count);
}

BOOST_AUTO_TEST_CASE(the_same_submission_from_many_at_once_is_recorded_once_R11) {
  for (int round = 0; round < 20; ++round) {
    Stage stage;
    const std::string submission = canonical(stage.submission(EventKind::granted));
    const auto count = stage.count();
    std::vector<std::string> answers(8);
    std::vector<std::thread> threads;
    for (std::string& answer : answers) {
      threads.emplace_back([&] { answer = stage.post(post_consents_me, submission).body; });
    }
    for (auto& thread : threads) thread.join();
    BOOST_CHECK_EQUAL(stage.count(), count + 1);
    for (const std::string& answer : answers) BOOST_CHECK_EQUAL(answer, answers.front());
    BOOST_CHECK(json_of({201, {}, answers.front()}).find("receipt") != nullptr);
  }
}

BOOST_AUTO_TEST_CASE(an_id_belongs_to_its_sender) {
  Stage stage;
  BOOST_REQUIRE_EQUAL(stage.post(post_consents_me, stage.submission(EventKind::granted)).status,
                      201);
  stage.who = "karin";
  Value hers =
      made::submission_value(stage.state("sub-karin"), made::offers, EventKind::refused, stage.now);
  hers = made::with(std::move(hers), "/submission_id", text_value("one"));
  BOOST_CHECK_EQUAL(stage.post(post_consents_me, hers).status, 201);
}

BOOST_AUTO_TEST_CASE(what_was_refused_is_not_remembered) {
  Stage stage;
  Value submission = stage.submission(EventKind::granted);
  const Value wrong = made::with(submission, "/sequence", integer_value(77));
  const Response stale = stage.post(post_consents_me, wrong);
  BOOST_CHECK_EQUAL(stale.status, 409);
  BOOST_CHECK(json_of(stale).find("state") != nullptr);
  BOOST_CHECK(json_of(stale).find("verdicts") != nullptr);
  BOOST_CHECK_EQUAL(stage.post(post_consents_me, submission).status, 201);
}

BOOST_AUTO_TEST_CASE(a_withdrawal_counts_on_any_state_and_with_any_member_L36_R8) {
  Stage stage;
  const Value old = stage.submission(EventKind::withdrawn, "two");
  BOOST_REQUIRE_EQUAL(stage.post(post_consents_me, stage.submission(EventKind::granted)).status,
                      201);
  Value strange = made::with(old, "/sequence", text_value("seventy-seven"));
  strange = made::with(std::move(strange), "/actor", text_value("karin"));
  BOOST_CHECK_EQUAL(stage.post(post_consents_me, strange).status, 201);
  const State state = stage.state();
  BOOST_CHECK(find_choice(state.subject, made::offers)->kind == ChoiceKind::withdrawn);
}

BOOST_AUTO_TEST_CASE(an_unmet_condition_stops_a_grant_and_no_withdrawal) {
  Stage stage;
  const std::vector<http::Header> unmet = {{"if-match", "\"sub-erik-bjork:99\""}};
  const std::string grant = canonical(stage.submission(EventKind::granted));
  BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, grant, unmet)), "412 condition_unmet");
  const std::vector<http::Header> met = {{"if-match", "\"sub-erik-bjork:2\""}};
  const Response taken = stage.post(post_consents_me, grant, met);
  BOOST_CHECK_MESSAGE(taken.status == 201, taken.body);
  const std::string stop = canonical(stage.submission(EventKind::withdrawn, "two"));
  BOOST_CHECK_EQUAL(stage.post(post_consents_me, stop, unmet).status, 201);
}

BOOST_AUTO_TEST_CASE(nobody_acts_for_somebody_else_L30) {
  Stage stage;
  const auto before = stage.count();
  const Value submission = stage.submission(EventKind::withdrawn);
  for (const char* other : {"karin", "olle"}) {
    stage.who = other;
    BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, submission)), "404 not_found");
    BOOST_CHECK_EQUAL(refusal(stage.get(get_consents_me, "/v1/consents/me?subject=sub-erik-bjork")),
                      "404 not_found");
  }
  stage.who = "";
  BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, submission)), "401 sign_in_needed");
  BOOST_CHECK_EQUAL(refusal(stage.get(get_consents_me, "/v1/consents/me")), "401 sign_in_needed");
  stage.who = "a-stranger";
  BOOST_CHECK_EQUAL(refusal(stage.get(get_consents_me, "/v1/consents/me")),
                    "403 actor_not_subject");
  stage.who = "erik";
  stage.own_page = false;
  BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, submission)), "403 foreign_origin");
  BOOST_CHECK_EQUAL(stage.count(), before);
}

BOOST_AUTO_TEST_CASE(with_several_relations_none_is_chosen_for_the_person) {
  Stage stage;
  const Value open = json_of(stage.get(get_consents_me, "/v1/consents/me"));
  BOOST_CHECK_EQUAL(open.find("relations")->items.size(), 2);
  BOOST_CHECK(open.find("subject")->is(Value::Type::null));
  BOOST_CHECK(open.find("state")->is(Value::Type::null));
  const Response one = stage.get(get_consents_me, "/v1/consents/me?subject=sub-erik-havsvik");
  BOOST_CHECK_EQUAL(one.header("etag"), "\"sub-erik-havsvik:1\"");
  stage.who = "karin";
  BOOST_CHECK_EQUAL(text_of(stage.get(get_consents_me, "/v1/consents/me"), "subject"), "sub-karin");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_refused_with_its_place) {
  Stage stage;
  const auto before = stage.count();
  BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, "")), "400 not_json");
  BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, std::string("{}"))),
                    "400 missing_member /changes");
  BOOST_CHECK_EQUAL(
      refusal(stage.post(post_consents_me, std::string("{}"), {{"content-type", "text/plain"}})),
      "415 unsupported_media_type");
  for (const auto& [purpose, code] :
       {std::pair("no-such-purpose", "unknown_purpose"), std::pair("*", "wildcard_purpose")}) {
    const Value changed =
        made::with(stage.submission(EventKind::granted), "/changes/0/purpose", text_value(purpose));
    BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, changed)),
                      std::string("422 ") + code + " /changes/0/purpose");
  }
  BOOST_CHECK_EQUAL(stage.count(), before);
}

// Whatever could not be made durable was not said to be.
BOOST_AUTO_TEST_CASE(without_a_durable_commit_there_is_no_acknowledgement) {
  Stage stage;
  stage.store().fault = FailingStore::Fault::not_begun;
  const Response later = stage.post(post_consents_me, stage.submission(EventKind::granted));
  BOOST_CHECK_EQUAL(refusal(later), "503 store_unavailable");
  BOOST_CHECK(!later.header("retry-after").empty());
  stage.store().fault = FailingStore::Fault::but_persisted;
  BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, stage.submission(EventKind::granted))),
                    "503 store_unreadable");
  stage.store().fault = FailingStore::Fault::none;
  BOOST_CHECK_EQUAL(refusal(stage.get(get_consents_me, "/v1/consents/me?subject=sub-erik-bjork")),
                    "503 store_unreadable");
}

// Without a catalogue there is nothing to say yes to, and everything to stop.
BOOST_AUTO_TEST_CASE(without_a_readable_catalogue_a_withdrawal_still_counts_L36_R8) {
  Stage stage;
  const Value grant = stage.submission(EventKind::granted);
  BOOST_REQUIRE_EQUAL(stage.post(post_consents_me, grant).status, 201);
  stage.verifier().published = {};
  const Value again = stage.submission(EventKind::granted, "two");
  BOOST_CHECK_EQUAL(refusal(stage.post(post_consents_me, again)),
                    "422 catalogue_unsigned /changes/0");
  const Value stop = stage.submission(EventKind::withdrawn, "three");
  BOOST_CHECK_EQUAL(stage.post(post_consents_me, stop).status, 201);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

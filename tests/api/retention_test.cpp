// Evidence goes when its time is over, and not before; a legal hold keeps it, and ends.
#include "api/retention.hpp"

#include "core/time.hpp"
#include "stage.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(retention)

namespace {

const std::string olle = "sub-olle";
constexpr Time day = 86'400'000;

/// Olle, who said yes and whose relation ended now; gives when his evidence has lived its time.
Time end_of_olle(Stage& stage) {
  stage.provision(R"({"acts":[{"kind":"relation_ended","subject":"sub-olle"}]})");
  return add_months(stage.now, 12 * 5);
}

bool is_there(Stage& stage, const std::string& subject = olle) {
  return !stage.store()
              .events_of(Party::subject, subject, stage.count(), View::committed)
              .value()
              .empty();
}

Response hold(Stage& stage, const std::string& reason = "Tvist 2026-14") {
  return stage.about(olle, put_hold, R"({"reason":")" + reason + "\"}");
}

}  // namespace

BOOST_AUTO_TEST_CASE(L137_evidence_is_there_a_day_before_five_years_and_gone_a_day_after) {
  Stage stage;
  const Time end = end_of_olle(stage);
  stage.now = end - day;
  BOOST_TEST(sweep_evidence(stage.verifier()).erased == 0u);
  BOOST_TEST(is_there(stage));
  BOOST_TEST(stage.store().person_of(issuer, "olle", View::committed)->id == "prs-olle");
  stage.now = end + day;
  const Swept swept = sweep_evidence(stage.verifier());
  BOOST_TEST(swept.whole);
  BOOST_TEST(swept.erased == 1u);
  BOOST_TEST(swept.held == 0u);
  BOOST_TEST(!is_there(stage));
  BOOST_TEST(stage.store().person_of(issuer, "olle", View::committed)->id == "");
  BOOST_TEST(stage.state(olle).subject.id == "");
  // Whose relation runs is kept, however old it is.
  BOOST_TEST(is_there(stage, "sub-karin"));
  BOOST_TEST(sweep_evidence(stage.verifier()).erased == 0u);
}

BOOST_AUTO_TEST_CASE(L137_a_legal_hold_stops_the_clock_until_it_is_lifted) {
  Stage stage;
  const Time end = end_of_olle(stage);
  BOOST_TEST(hold(stage).status == 200u);
  stage.now = end + day;
  BOOST_TEST(sweep_evidence(stage.verifier()).held == 1u);
  BOOST_TEST(is_there(stage));
  BOOST_TEST(text_of(stage.about(olle, get_hold), "reason") == "Tvist 2026-14");
  BOOST_TEST(stage.about(olle, delete_hold).status == 200u);
  BOOST_TEST(stage.about(olle, get_hold).status == 404u);
  BOOST_TEST(sweep_evidence(stage.verifier()).erased == 1u);
  BOOST_TEST(!is_there(stage));
}

BOOST_AUTO_TEST_CASE(L137_what_cannot_be_read_or_written_is_swept_by_the_next) {
  Stage stage;
  stage.now = end_of_olle(stage) + day;
  stage.store().fault = FailingStore::Fault::not_persisted;
  const Swept failed = sweep_evidence(stage.verifier());
  BOOST_TEST(!failed.whole);
  BOOST_TEST(failed.erased == 0u);
  stage.store().fault = FailingStore::Fault::none;
  BOOST_TEST(is_there(stage));
  // Without a catalogue nobody knows how long anything lives.
  Published none;
  std::swap(stage.verifier().published, none);
  BOOST_TEST(sweep_evidence(stage.verifier()).asked == 0u);
  std::swap(stage.verifier().published, none);
  BOOST_TEST(is_there(stage));
}

BOOST_AUTO_TEST_CASE(L121_under_a_hold_names_go_and_evidence_is_left_for_claims_alone) {
  Stage stage;
  BOOST_TEST(stage.about(olle, get_claimed_evidence).status == 404u);
  BOOST_TEST(hold(stage).status == 200u);
  BOOST_TEST(stage.about(olle, get_claimed_evidence).status == 404u);
  const Response erased = stage.about(olle, delete_subject);
  BOOST_TEST(erased.status == 200u);
  const Value told = json_of(erased);
  BOOST_TEST(canonical(*told.find("erased")) ==
             R"(["choices","identifiers","receipts","person","subscriber"])");
  BOOST_TEST(canonical(*told.find("kept")) == R"(["log-entries","evidence"])");
  BOOST_TEST(told.find("evidence")->find("use")->text == "claims-only");

  // To everybody else he is gone.
  BOOST_TEST(!is_there(stage));
  BOOST_TEST(stage.state(olle).subject.id == "");
  BOOST_TEST(stage.store().person_of(issuer, "olle", View::committed)->id == "");
  BOOST_TEST(stage.about(olle, delete_subject).status == 404u);
  BOOST_TEST(hold(stage, "another").status == 404u);

  const Response kept = stage.about(olle, get_claimed_evidence);
  BOOST_TEST(kept.status == 200u);
  BOOST_TEST(text_of(kept, "evidence") == "claims-only");
  const Value claimed = json_of(kept);
  const auto& events = claimed.find("events")->items;
  BOOST_TEST_REQUIRE(events.size() >= 2u);
  BOOST_TEST(events.front().find("event")->find("kind")->text == "relation_begun");
  BOOST_TEST(events.back().find("event")->find("kind")->text == "erased");

  const Value lifted = json_of(stage.about(olle, delete_hold));
  BOOST_TEST(canonical(*lifted.find("erased")) == R"(["evidence"])");
  BOOST_TEST(stage.about(olle, get_claimed_evidence).status == 404u);
  BOOST_TEST(stage.store().claimed_events(olle)->empty());
}

BOOST_AUTO_TEST_CASE(a_hold_needs_a_reason_without_a_personal_number_and_somebody_to_hold) {
  Stage stage;
  const auto refused = [&](const std::string& body) {
    return refusal(stage.about(olle, put_hold, body));
  };
  BOOST_TEST(refused("{}") == "400 missing_member /reason");
  BOOST_TEST(refused(R"({"reason":""})") == "400 bad_value /reason");
  BOOST_TEST(refused(R"({"reason":"om 850709-9805"})") == "400 bad_value /reason");
  BOOST_TEST(refused(R"({"reason":")" + std::string(501, 'a') + "\"}") == "400 bad_value /reason");
  BOOST_TEST(refused(R"({"reason":"a","who":"b"})") == "400 unknown_member /who");
  BOOST_TEST(stage.about("sub-nobody", put_hold, R"({"reason":"a"})").status == 404u);
  // Said again it has a new reason and the old beginning.
  BOOST_TEST(hold(stage).status == 200u);
  const std::string since = text_of(stage.about(olle, get_hold), "since");
  stage.now += day;
  BOOST_TEST(hold(stage, "Anmälan hos IMY").status == 200u);
  BOOST_TEST(text_of(stage.about(olle, get_hold), "reason") == "Anmälan hos IMY");
  BOOST_TEST(text_of(stage.about(olle, get_hold), "since") == since);
}

namespace {

Response correct(Stage& stage, std::uint64_t position, const std::string& id,
                 const std::string& subject = "sub-erik-bjork") {
  return stage.about(
      subject, post_corrections,
      R"({"position":)" + std::to_string(position) + R"(,"submission_id":")" + id + "\"}");
}

std::string kinds_in(const Response& response) {
  const Value told = json_of(response);
  std::string out;
  for (const Value& one : told.find("events")->items) {
    out += one.find("event")->find("kind")->text + ' ';
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(L123_a_wrong_entry_is_corrected_by_a_further_event_that_names_it) {
  Stage stage;
  stage.open_gate();
  BOOST_REQUIRE_EQUAL(stage.post(post_consents_me, stage.submission(EventKind::granted)).status,
                      201);
  const std::uint64_t wrong = stage.count() - 1;
  const auto before = stage.store().events(wrong, wrong + 1, View::committed)->front().bytes;
  const Response answer = correct(stage, wrong, "one");
  BOOST_TEST(answer.status == 201u);
  BOOST_TEST(kinds_in(answer) == "corrected withdrawn ");
  const Value told = json_of(answer);
  BOOST_TEST(told.find("events")->items.front().find("event")->find("link")->text ==
             "event:" + std::to_string(wrong));
  BOOST_TEST((stage.state().subject.choices.front().kind == ChoiceKind::withdrawn));
  BOOST_TEST(stage.store().events(wrong, wrong + 1, View::committed)->front().bytes == before);
  // The same again is the same; of a yes that does not stand any more it is written down alone.
  const auto count = stage.count();
  BOOST_TEST(correct(stage, wrong, "one").body == answer.body);
  BOOST_TEST(stage.count() == count);
  BOOST_TEST(kinds_in(correct(stage, wrong, "two")) == "corrected ");
}

BOOST_AUTO_TEST_CASE(L123_a_correction_raises_nothing_and_is_about_nobody_else) {
  Stage stage;
  BOOST_REQUIRE_EQUAL(stage.post(post_consents_me, stage.submission(EventKind::refused)).status,
                      201);
  const std::uint64_t no = stage.count() - 1;
  BOOST_TEST(kinds_in(correct(stage, no, "one")) == "corrected ");
  BOOST_TEST((stage.state().subject.choices.front().kind == ChoiceKind::refused));
  BOOST_TEST(refusal(correct(stage, no, "two", "sub-karin")) == "403 actor_not_subject");
  BOOST_TEST(refusal(correct(stage, stage.count() - 1, "three")) == "403 actor_not_subject");
  BOOST_TEST(correct(stage, 10'000, "four").status == 404u);
  BOOST_TEST(correct(stage, no, "five", "sub-nobody").status == 404u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

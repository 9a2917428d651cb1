/// When a yes is recorded, and when it is not.
#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::circumstances;
using made::employee;
using made::erik;
using made::grant;
using made::offers;
using made::today;
using made::verdict;

BOOST_AUTO_TEST_SUITE(granting)

BOOST_AUTO_TEST_CASE(a_grant_with_nothing_wrong_is_recorded_with_all_its_evidence_L25) {
  const State state = employee();
  const Act act = grant(state, offers);
  const auto events = accept(act, circumstances(), state, erik());
  BOOST_TEST_REQUIRE(bool(events));
  BOOST_TEST_REQUIRE(events->size() == 1u);
  const Event& event = events->front();
  BOOST_TEST((event.kind == EventKind::granted));
  BOOST_TEST(event.subject == "sub-erik-bjork");
  BOOST_TEST(event.person == "prs-erik");
  BOOST_TEST(event.subscriber == "sbr-bjork");
  BOOST_TEST(event.purpose == offers);
  BOOST_TEST(event.actor == "prs-erik");
  BOOST_TEST((event.roles == std::vector<Role>{Role::user}));
  BOOST_TEST((event.door == Door::page));
  BOOST_TEST(event.at == today);
  BOOST_TEST(event.sequence == state.subject.sequence + 1);
  BOOST_TEST(event.until.value() == made::at("2028-11-24T08:00:00.000Z"));
  Evidence said = act.evidence;
  said.session = "ses-1";
  BOOST_TEST((event.evidence == said));
}

BOOST_AUTO_TEST_CASE(only_a_switch_or_a_button_is_a_clear_act_L3_L15) {
  const State state = employee();
  for (const std::string_view method : method_names) {
    Act act = grant(state, offers);
    act.evidence.method = method;
    const bool clear = method == "switch" || method == "button";
    BOOST_TEST(verdict(act, state, erik()) == (clear ? Code::accepted : Code::not_affirmative_act),
               method);
  }
  for (const std::string_view method : {"", "Switch", "click", "switch "}) {
    Act act = grant(state, offers);
    act.evidence.method = method;
    BOOST_TEST(verdict(act, state, erik()) == Code::not_affirmative_act, method);
  }
}

BOOST_AUTO_TEST_CASE(one_purpose_at_a_time_and_one_that_is_known_L5) {
  const State state = employee();
  Act act = grant(state, offers);
  act.several_purposes = true;
  BOOST_TEST(verdict(act, state, erik()) == Code::wildcard_purpose);
  for (const std::string_view purpose : {"", "traffic-offers", "traffic-offers-personal2"}) {
    Act unknown = grant(state, offers);
    unknown.purpose = purpose;
    BOOST_TEST(verdict(unknown, state, erik()) == Code::unknown_purpose, purpose);
  }
  // A retired purpose takes no new yes.
  const Circumstances second = circumstances(today, made::second());
  BOOST_TEST(verdict(grant(state, "well-survey", today, made::second()), state, erik(), second) ==
             Code::unknown_purpose);
}

BOOST_AUTO_TEST_CASE(information_and_cookies_take_no_yes_L117) {
  const State state = employee();
  for (const std::string_view purpose : {"public-warning", "cookie-statistics"}) {
    BOOST_TEST(verdict(grant(state, purpose), state, erik()) == Code::purpose_mismatch, purpose);
  }
  BOOST_TEST(verdict(grant(state, "contact-sms"), state, erik()) == Code::accepted);
}

BOOST_AUTO_TEST_CASE(a_purpose_that_is_not_in_force_takes_no_yes_L81) {
  const Catalogue shipped =
      made::catalogue_of(made::json_of(made::bytes_of(SAMTYCKE_SHIPPED_CATALOGUE)));
  const State state = employee();
  const Circumstances now = circumstances(today, shipped);
  BOOST_TEST(verdict(grant(state, offers, today, shipped), state, erik(), now) ==
             Code::purpose_inactive);
  BOOST_TEST(verdict(grant(state, "traffic-fault-prevention", today, shipped), state, erik(),
                     now) == Code::lek_gate_missing);
}

BOOST_AUTO_TEST_CASE(without_any_one_piece_of_its_evidence_there_is_no_grant_L25) {
  const State state = employee();
  const auto without = [&](auto&& drop) {
    Act act = grant(state, offers);
    drop(act);
    return verdict(act, state, erik());
  };
  const Code missing = Code::evidence_incomplete;
  BOOST_TEST(without([](Act& a) { a.sequence.reset(); }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.submission_id.clear(); }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.catalogue.clear(); }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.catalogue_version.clear(); }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.language.clear(); }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.text_digest.clear(); }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.ui_build.clear(); }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.processing_version = 0; }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.text_version = 0; }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.decided_at.reset(); }) == missing);
  BOOST_TEST(without([](Act& a) { a.evidence.notice_shown_at.reset(); }) ==
             Code::consent_before_notice);
  Actor nobody = erik();
  nobody.session.clear();
  BOOST_TEST(verdict(grant(state, offers), state, nobody) == missing);
}

BOOST_AUTO_TEST_CASE(the_notice_comes_before_the_decision_or_with_it_L11_R10) {
  const State state = employee();
  const auto shown = [&](Time at) {
    Act act = grant(state, offers);
    act.evidence.notice_shown_at = at;
    return verdict(act, state, erik());
  };
  BOOST_TEST(shown(today - day_ms) == Code::accepted);
  BOOST_TEST(shown(today) == Code::accepted);
  BOOST_TEST(shown(today + 1) == Code::consent_before_notice);
}

BOOST_AUTO_TEST_CASE(a_clock_may_be_off_by_five_minutes_in_both_directions_L31_R7) {
  const State state = employee();
  const auto off_by = [&](Time skew) {
    Act act = grant(state, offers);
    act.evidence.decided_at = today + skew;
    act.evidence.notice_shown_at = today + skew;
    return verdict(act, state, erik());
  };
  BOOST_TEST(off_by(300 * second_ms) == Code::accepted);
  BOOST_TEST(off_by(-300 * second_ms) == Code::accepted);
  BOOST_TEST(off_by(300 * second_ms + 1) == Code::clock_skew);
  BOOST_TEST(off_by(-300 * second_ms - 1) == Code::clock_skew);
  BOOST_TEST(off_by(600 * second_ms) == Code::clock_skew);
  // The other catalogue is stricter.
  const Catalogue& second = made::second();
  Act late = grant(state, "leak-hints", today, second);
  late.evidence.decided_at = today - 121 * second_ms;
  late.evidence.notice_shown_at = late.evidence.decided_at;
  BOOST_TEST(verdict(late, state, erik(), circumstances(today, second)) == Code::clock_skew);
}

BOOST_AUTO_TEST_CASE(the_verifiers_clock_dates_the_grant_and_its_end_L31_L59) {
  const State state = employee();
  Act act = grant(state, offers, today - 200 * second_ms);
  const auto events = accept(act, circumstances(), state, erik());
  BOOST_TEST_REQUIRE(bool(events));
  BOOST_TEST(events->front().at == today);
  BOOST_TEST(events->front().until.value() == add_months(today, 24));
}

BOOST_AUTO_TEST_CASE(the_words_must_be_those_in_force_and_the_ones_that_were_shown_L26_L54_R10) {
  const State state = employee();
  const auto with = [&](auto&& change) {
    Act act = grant(state, offers);
    change(act.evidence);
    return verdict(act, state, erik());
  };
  BOOST_TEST(with([](Evidence& e) { e.processing_version = 2; }) == Code::superseded_processing);
  BOOST_TEST(with([](Evidence& e) { e.text_version = 2; }) == Code::text_superseded);
  BOOST_TEST(with([](Evidence& e) { e.catalogue_version = "2026-01-01.1"; }) ==
             Code::text_superseded);
  BOOST_TEST(with([](Evidence& e) { e.catalogue = "telecom-se"; }) == Code::text_superseded);
  BOOST_TEST(with([](Evidence& e) { e.language = "de"; }) == Code::notice_incomplete);
  BOOST_TEST(with([](Evidence& e) { e.text_digest.back() ^= 1; }) == Code::text_unresolvable);
  // The English page's digest is not the Swedish one's.
  BOOST_TEST(with([](Evidence& e) { e.language = "en"; }) == Code::text_unresolvable);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_incomplete_in_the_pages_language_takes_no_yes_L8_L12) {
  const Catalogue draft =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/text/sv"));
  const State state = employee();
  Act act = grant(state, offers);
  BOOST_TEST(verdict(act, state, erik(), circumstances(today, draft)) == Code::notice_incomplete);
}

BOOST_AUTO_TEST_CASE(an_unsigned_or_unreadable_catalogue_takes_no_yes_L138) {
  const State state = employee();
  Circumstances now = circumstances();
  now.catalogue_signed = false;
  BOOST_TEST(verdict(grant(state, offers), state, erik(), now) == Code::catalogue_unsigned);
  now.catalogue = nullptr;
  now.catalogue_signed = true;
  BOOST_TEST(verdict(grant(state, offers), state, erik(), now) == Code::catalogue_unsigned);
}

BOOST_AUTO_TEST_CASE(a_grant_from_another_screen_than_the_newest_is_stale_L32) {
  State state = employee();
  const Act old = grant(state, offers);
  state = made::granted(std::move(state), offers);
  BOOST_TEST(verdict(old, state, erik()) == Code::stale_sequence);
  state = made::withdrawn(std::move(state), offers, today + 1);
  BOOST_TEST(verdict(old, state, erik()) == Code::stale_sequence);
  BOOST_TEST((find_choice(state.subject, offers)->kind == ChoiceKind::withdrawn));
  Act ahead = grant(state, offers);
  *ahead.sequence += 1;
  BOOST_TEST(verdict(ahead, state, erik()) == Code::stale_sequence);
  BOOST_TEST(verdict(grant(state, offers), state, erik()) == Code::accepted);
}

BOOST_AUTO_TEST_CASE(a_grant_with_a_personnummer_or_a_member_too_many_is_refused_L23_L33) {
  const State state = employee();
  Act act = grant(state, offers);
  act.personnummer_dropped = true;
  BOOST_TEST(verdict(act, state, erik()) == Code::personnummer_in_payload);
  act = grant(state, offers);
  act.fault = Error{Code::unknown_member, "/ip"};
  BOOST_TEST(verdict(act, state, erik()) == Code::unknown_member);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

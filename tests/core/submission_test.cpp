/// What a page sends: several changes, each judged alone, stops first.
#include "core/submission.hpp"

#include <boost/test/unit_test.hpp>

#include "core/limits.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::circumstances;
using made::employee;
using made::erik;
using made::offers;
using made::submission_value;
using made::today;
using made::with;
using made::without;

constexpr std::string_view faults = "traffic-fault-prevention";
constexpr std::string_view products = "traffic-product-development";

Judgement judged(const Value& value, const State& state, const Actor& actor = erik(),
                 const Circumstances& now = circumstances()) {
  const auto submission = submission_from(value);
  if (!submission) throw std::logic_error("no submission: " + submission.error().where);
  return judge(*submission, now, state, actor);
}

Code first_code(const Value& value, const State& state) {
  return judged(value, state).verdicts.front().outcome.code;
}

void refuses(const Value& value, Code code, std::string_view where) {
  const auto submission = submission_from(value);
  BOOST_TEST_REQUIRE(!submission, "read: " << value);
  BOOST_TEST(submission.error() == (Error{code, std::string(where)}), submission.error());
}

BOOST_AUTO_TEST_SUITE(submissions)

BOOST_AUTO_TEST_CASE(a_page_s_yes_becomes_one_event_and_one_verdict) {
  const State state = employee();
  const Judgement judgement = judged(submission_value(state, offers, EventKind::granted), state);
  BOOST_TEST_REQUIRE(judgement.verdicts.size() == 1u);
  BOOST_TEST(judgement.verdicts[0].outcome.code == Code::accepted);
  BOOST_TEST(judgement.verdicts[0].purpose == offers);
  BOOST_TEST_REQUIRE(judgement.events.size() == 1u);
  BOOST_TEST(judgement.state == apply(state, judgement.events[0]));
}

BOOST_AUTO_TEST_CASE(what_a_stop_cannot_do_without_is_the_only_thing_that_makes_it_unreadable_R8) {
  const State state = employee();
  const Value value = submission_value(state, offers, EventKind::withdrawn);
  refuses(array_value(), Code::wrong_type, "");
  refuses(without(value, "/subject"), Code::missing_member, "/subject");
  refuses(with(value, "/subject", text_value("Erik")), Code::missing_member, "/subject");
  refuses(without(value, "/changes"), Code::missing_member, "/changes");
  refuses(with(value, "/changes", text_value("x")), Code::wrong_type, "/changes");
  refuses(with(value, "/changes", array_value()), Code::bad_value, "/changes");
  refuses(with(value, "/changes/0", text_value("x")), Code::wrong_type, "/changes/0");
  refuses(without(value, "/changes/0/choice"), Code::bad_value, "/changes/0/choice");
  for (const Value& choice : {text_value("yes"), integer_value(1), Value()}) {
    refuses(with(value, "/changes/0/choice", choice), Code::bad_value, "/changes/0/choice");
  }
  // A gate is no choice of a page.
  for (const std::string_view kind : {"gate_opened", "gate_closed", "mandate_given"}) {
    refuses(with(value, "/changes/0/choice", text_value(kind)), Code::bad_value,
            "/changes/0/choice");
  }
}

BOOST_AUTO_TEST_CASE(a_submission_holds_as_many_changes_as_the_limit_and_no_more) {
  const State state = employee();
  Value value = submission_value(state, offers, EventKind::refused);
  while (value.find("changes")->items.size() < limits::changes_max) {
    made::add_change(value, offers, EventKind::refused);
  }
  BOOST_TEST(judged(value, state).events.size() == limits::changes_max);
  made::add_change(value, offers, EventKind::refused);
  refuses(value, Code::too_many, "/changes");
}

BOOST_AUTO_TEST_CASE(any_member_unfit_refuses_a_grant_and_no_stop_R8_R25) {
  const State state = made::allowed(offers);
  const std::pair<std::string_view, Value> bad[] = {
      {"/ip", text_value("10.0.0.1")},
      {"/changes/0/user_agent", text_value("Mozilla")},
      {"/submission_id", integer_value(1)},
      {"/submission_id", text_value("A B")},
      {"/sequence", text_value("1")},
      {"/sequence", integer_value(-1)},
      {"/sequence", integer_value(999)},
      {"/catalogue", text_value("Telecom")},
      {"/catalogue_version", text_value(std::string(201, 'x'))},
      {"/language", {}},
      {"/ui_build", text_value("")},
      {"/notice_shown_at", text_value("yesterday")},
      {"/decided_at", text_value("2026-11-24")},
      {"/changes/0/method", boolean_value(true)},
      {"/changes/0/processing_version", integer_value(0)},
      {"/changes/0/text_version", text_value("1")},
      {"/changes/0/text_digest", text_value("SHA256")},
      {"/changes/0/roles", text_value("user")},
      {"/changes/0/roles", object_value()},
      {"/changes/0/roles", texts_value({"admin"})},
      {"/changes/0/roles", texts_value({"company-admin"})},
      {"/changes/0/roles", texts_value({"user", "user", "user"})},
      {"/changes/0/roles", made::json_of("[7]")}};
  for (const auto& [place, value] : bad) {
    const Value yes = with(submission_value(state, offers, EventKind::granted), place, value);
    const Value no = with(submission_value(state, offers, EventKind::withdrawn), place, value);
    BOOST_TEST(first_code(yes, state) != Code::accepted, place << ' ' << value);
    BOOST_TEST(first_code(no, state) == Code::accepted, place << ' ' << value);
  }
}

BOOST_AUTO_TEST_CASE(a_personnummer_refuses_a_grant_and_is_dropped_from_a_stop_L23) {
  const State state = made::allowed(offers);
  for (const Value& number : {text_value("19121212-1212"), integer_value(191212121212)}) {
    for (const std::string_view place :
         {"/ui_build", "/submission_id", "/note", "/changes/0/note", "/changes/0/method",
          "/catalogue_version", "/changes/0/roles", "/changes/0/processing_version"}) {
      const Value value = place == "/changes/0/roles" && number.is(Value::Type::string)
                              ? texts_value({number.text})
                              : number;
      const Value yes = with(submission_value(state, offers, EventKind::granted), place, value);
      BOOST_TEST(first_code(yes, state) == Code::personnummer_in_payload, place);
      const auto judgement =
          judged(with(submission_value(state, offers, EventKind::withdrawn), place, value), state);
      BOOST_TEST_REQUIRE(judgement.events.size() == 1u, place);
      BOOST_TEST(judgement.events[0].personnummer_dropped, place);
      const std::string stored = canonical(to_value(judgement.events[0]));
      BOOST_TEST(stored.find("1912121") == std::string::npos, place);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_purpose_is_one_purpose_L5) {
  const State state = employee();
  for (const EventKind kind : {EventKind::granted, EventKind::withdrawn}) {
    const Value value = submission_value(state, offers, kind);
    BOOST_TEST(first_code(with(value, "/changes/0/purpose", text_value("*")), state) ==
               Code::wildcard_purpose);
    BOOST_TEST(first_code(with(value, "/changes/0/purpose",
                               texts_value({std::string(offers), std::string(faults)})),
                          state) == Code::wildcard_purpose);
    BOOST_TEST(first_code(without(value, "/changes/0/purpose"), state) == Code::unknown_purpose);
    BOOST_TEST(first_code(with(value, "/changes/0/purpose", integer_value(1)), state) ==
               Code::unknown_purpose);
  }
}

BOOST_AUTO_TEST_CASE(each_change_is_judged_alone_and_answered_in_the_order_sent_R11) {
  const State state = made::allowed(offers);
  Value value = submission_value(state, faults, EventKind::granted);
  made::add_change(value, "no-such-purpose", EventKind::granted);
  made::add_change(value, offers, EventKind::withdrawn);
  made::add_change(value, products, EventKind::granted);
  const Judgement judgement = judged(value, state);
  BOOST_TEST_REQUIRE(judgement.verdicts.size() == 4u);
  BOOST_TEST(judgement.verdicts[0].outcome.code == Code::accepted);
  BOOST_TEST(judgement.verdicts[1].outcome == (Error{Code::unknown_purpose, "/changes/1/purpose"}));
  BOOST_TEST(judgement.verdicts[2].outcome.code == Code::accepted);
  BOOST_TEST(judgement.verdicts[3].outcome.code == Code::accepted);
  // The stop is stored first, whatever its place.
  BOOST_TEST_REQUIRE(judgement.events.size() == 3u);
  BOOST_TEST((judgement.events[0].kind == EventKind::withdrawn));
  for (std::size_t i = 0; i < judgement.events.size(); ++i) {
    BOOST_TEST(judgement.events[i].sequence == state.subject.sequence + 1 + i);
  }
}

BOOST_AUTO_TEST_CASE(of_a_yes_and_a_no_to_the_same_purpose_the_no_wins_R11) {
  for (const EventKind kind : {EventKind::refused, EventKind::withdrawn, EventKind::objection}) {
    for (const bool yes_first : {true, false}) {
      const State state = employee();
      Value value = submission_value(state, offers, yes_first ? EventKind::granted : kind);
      made::add_change(value, offers, yes_first ? kind : EventKind::granted);
      const Judgement judgement = judged(value, state);
      BOOST_TEST(judgement.events.size() == 1u, kind);
      const Verdict& yes = judgement.verdicts[yes_first ? 0 : 1];
      BOOST_TEST(yes.outcome.code == Code::withdrawn, kind);
      const Choice* choice = find_choice(judgement.state.subject, offers);
      BOOST_TEST((choice == nullptr || choice->kind != ChoiceKind::granted), kind);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_stale_page_may_withdraw_and_not_grant_L32_R11) {
  State state = employee();
  Value old = submission_value(state, offers, EventKind::granted);
  made::add_change(old, faults, EventKind::withdrawn);
  state = made::granted(state, products);
  const Judgement judgement = judged(old, state);
  BOOST_TEST(judgement.verdicts[0].outcome.code == Code::stale_sequence);
  BOOST_TEST(judgement.verdicts[1].outcome.code == Code::accepted);
  // A number that the stop beside it would make right is not right.
  old = with(submission_value(state, offers, EventKind::granted), "/sequence",
             integer_value(static_cast<std::int64_t>(state.subject.sequence) + 1));
  made::add_change(old, faults, EventKind::withdrawn);
  BOOST_TEST(judged(old, state).verdicts[0].outcome.code == Code::stale_sequence);
}

BOOST_AUTO_TEST_CASE(the_same_submission_again_raises_nothing_after_a_withdrawal_L32) {
  State state = employee();
  const Value yes = submission_value(state, offers, EventKind::granted);
  state = judged(yes, state).state;
  state = judged(submission_value(state, offers, EventKind::withdrawn), state).state;
  const Judgement again = judged(yes, state);
  BOOST_TEST(again.verdicts[0].outcome.code == Code::stale_sequence);
  BOOST_TEST(again.events.empty());
  BOOST_TEST(again.state == state);
}

BOOST_AUTO_TEST_CASE(a_submission_about_somebody_else_changes_nothing_L30) {
  const State state = made::allowed(offers);
  for (const EventKind kind : {EventKind::granted, EventKind::withdrawn}) {
    const Value value = submission_value(state, offers, kind);
    const Judgement judgement =
        judged(with(value, "/subject", text_value("sub-anna-bjork")), state);
    BOOST_TEST(judgement.verdicts[0].outcome.code == Code::actor_not_subject, kind);
    BOOST_TEST(judgement.events.empty());
    const Judgement colleague = judged(value, state, {"prs-anna", Role::user, Door::page, "s"});
    BOOST_TEST(colleague.verdicts[0].outcome.code == Code::actor_not_subject, kind);
    BOOST_TEST(colleague.state == state);
  }
}

BOOST_AUTO_TEST_CASE(a_page_cannot_tell_of_relations_or_expiry) {
  const State state = made::allowed(offers);
  for (const std::string_view kind : {"relation_begun", "relation_ended", "expired", "erased",
                                      "corrected", "reminded", "identifier_linked"}) {
    const Value value = with(submission_value(state, offers, EventKind::granted),
                             "/changes/0/choice", text_value(kind));
    const Judgement judgement = judged(value, state);
    BOOST_TEST(judgement.verdicts[0].outcome.code == Code::door_not_permitted, kind);
    BOOST_TEST(judgement.state == state, kind);
  }
}

BOOST_AUTO_TEST_CASE(a_verdict_reads_as_the_page_expects_it) {
  const State state = employee();
  Value value = submission_value(state, offers, EventKind::granted);
  BOOST_TEST(canonical(to_value(judged(value, state).verdicts[0])) ==
             R"({"accepted":true,"choice":"granted","purpose":"traffic-offers-personal"})");
  value = with(value, "/changes/0/text_version", integer_value(7));
  BOOST_TEST(canonical(to_value(judged(value, state).verdicts[0])) ==
             R"({"accepted":false,"choice":"granted","code":"text_superseded",)"
             R"("purpose":"traffic-offers-personal","where":"/changes/0/text_version"})");
}

BOOST_AUTO_TEST_CASE(a_restriction_and_an_objection_come_by_the_page_as_well_R2) {
  const State state = made::allowed(offers);
  Value value = submission_value(state, offers, EventKind::objection);
  made::add_change(value, "", EventKind::restricted);
  const Judgement judgement = judged(value, state);
  BOOST_TEST(judgement.state.person.restricted);
  BOOST_TEST(judgement.state.person.objections.size() == 1u);
  BOOST_TEST(judgement.state.person.sequence == 2u);
  BOOST_TEST(judgement.state.subject.sequence == state.subject.sequence);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

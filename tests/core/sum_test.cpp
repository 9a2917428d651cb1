/// A sum shows nobody: enough people in it, and enough people between it and the one before.
#include "core/sum.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;
using Ids = std::vector<std::string>;

std::string name(int number) { return "sub-" + std::to_string(number); }

/// Subjects numbered `from` to before `until`.
Ids range(int from, int until) {
  Ids out;
  for (int i = from; i < until; ++i) out.push_back(name(i));
  return out;
}

/// Thirty people, all with a yes behind an open gate.
States everybody() {
  States states;
  for (int i = 0; i < 30; ++i) {
    State state = made::allowed(offers);
    state.subject.id = name(i);
    state.subject.person = state.person.id = "prs-" + std::to_string(i);
    states.emplace(name(i), std::move(state));
  }
  return states;
}

SumDecision ask(const Ids& subjects, const States& states, const std::vector<Ids>& answered = {},
                Time now = today) {
  SumQuestion question{std::string(offers), subjects, {}};
  for (const Ids& shown : answered) question.answered.push_back({shown, std::nullopt});
  return decide_sum(question, made::demo(), states, now);
}

/// The sum over `subjects` now, when one over `shown` was answered a minute ago, on `then`.
std::int64_t count_after(const Ids& shown, const States& then, const Ids& subjects,
                         const States& states, const Catalogue& catalogue = made::demo()) {
  const Time at = today - 60 * second_ms;
  const SumQuestion question{std::string(offers), subjects, {{shown, at}}};
  const StatesAt states_at = [&](Time asked) {
    BOOST_TEST(asked == at);
    return then;
  };
  return decide_sum(question, catalogue, states, today, states_at).count;
}

void withdraw(States& states, int number) {
  states[name(number)].subject.choices[0].kind = ChoiceKind::withdrawn;
}

/// The number of subjects in the sum; 0 when it is denied for too few.
std::int64_t count(const Ids& subjects, const States& states, std::vector<Ids> answered = {}) {
  const SumDecision answer = ask(subjects, states, std::move(answered));
  BOOST_TEST(answer.decision.allow == (answer.count > 0));
  BOOST_TEST((answer.decision.reason == Code::group_too_small) == (answer.count == 0));
  return answer.count;
}

Ids joined(Ids left, const Ids& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

BOOST_AUTO_TEST_SUITE(sums)

BOOST_AUTO_TEST_CASE(R22_ten_people_make_a_sum_and_nine_do_not) {
  const States states = everybody();
  BOOST_TEST(count(range(0, 10), states) == 10);
  BOOST_TEST(count(range(0, 9), states) == 0);
  BOOST_TEST(count({}, states) == 0);
}

BOOST_AUTO_TEST_CASE(R22_a_sum_rests_on_the_consents_and_ends_with_the_first_of_them) {
  States states = everybody();
  const SumDecision answer = ask(range(0, 10), states);
  BOOST_TEST(answer.decision.reason == Code::consent_given);
  BOOST_TEST(answer.decision.basis == "LEK 9:2 st. 2; GDPR 6(1)(a)");
  BOOST_TEST(answer.decision.expires == today + 60 * second_ms);
  BOOST_TEST(answer.decision.consent_id == "");
  states[name(3)].subject.choices.front().until = today + 5;
  BOOST_TEST(ask(range(0, 10), states).decision.expires == today + 5);
  BOOST_TEST(ask(range(0, 10), states, {}, today + 4).count == 10);
  BOOST_TEST(ask(range(0, 10), states, {}, today + 5).count == 0);
}

/// Sums are all that leaves without a key: what they tell is a number of enough people.
BOOST_AUTO_TEST_CASE(L87_what_a_sum_tells_holds_no_key_and_no_group_under_ten) {
  const Value shown = to_value(ask(range(0, 10), everybody()));
  BOOST_TEST(shown.names == (Ids{"decision", "reason", "basis", "expires", "count"}),
             boost::test_tools::per_element());
  BOOST_TEST(canonical(shown).find("sub-") == std::string::npos);
  BOOST_TEST(canonical(shown).find("prs-") == std::string::npos);
  const Value denied = to_value(ask(range(0, 9), everybody()));
  BOOST_TEST(denied.names == (Ids{"decision", "reason"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(R22_somebody_named_twice_counts_once) {
  const States states = everybody();
  BOOST_TEST(count(joined(range(0, 9), range(0, 9)), states) == 0);
  BOOST_TEST(count(joined(range(0, 10), range(0, 5)), states) == 10);
}

BOOST_AUTO_TEST_CASE(R22_two_subscriptions_of_one_person_are_one_person) {
  States states = everybody();
  states[name(9)].subject.person = states[name(9)].person.id = "prs-8";
  BOOST_TEST(count(range(0, 10), states) == 0);
  BOOST_TEST(count(range(0, 11), states) == 11);
}

BOOST_AUTO_TEST_CASE(R22_only_who_said_yes_and_may_counts) {
  const auto without_one = [](const auto& change) {
    States states = everybody();
    change(states[name(4)]);
    return count(range(0, 10), states);
  };
  BOOST_TEST(without_one([](State& s) { s.subject.choices.clear(); }) == 0);
  BOOST_TEST(without_one([](State& s) { s.subject.choices[0].kind = ChoiceKind::withdrawn; }) == 0);
  BOOST_TEST(without_one([](State& s) { s.subscriber.gates[0].open = false; }) == 0);
  BOOST_TEST(without_one([](State& s) { s.subject.person = ""; }) == 0);
  BOOST_TEST(without_one([](State& s) { s.subject.ended = true; }) == 0);
  BOOST_TEST(without_one([](State& s) { s.person.restricted = true; }) == 0);
  BOOST_TEST(without_one([](State& s) { s.person.objections.push_back({"", today}); }) == 0);
  BOOST_TEST(without_one([](State& s) { s.readable = false; }) == 0);
  BOOST_TEST(without_one([](State&) {}) == 10);
}

BOOST_AUTO_TEST_CASE(R22_who_is_not_known_is_not_counted) {
  BOOST_TEST(count(joined(range(0, 9), {"sub-nobody"}), everybody()) == 0);
  BOOST_TEST(count(joined(range(0, 10), {"sub-nobody"}), everybody()) == 10);
}

BOOST_AUTO_TEST_CASE(R22_two_answers_do_not_differ_by_a_few) {
  const States states = everybody();
  const std::vector<Ids> before = {range(0, 20)};
  BOOST_TEST(count(range(0, 20), states, before) == 20);
  BOOST_TEST(count(range(0, 21), states, before) == 0);
  BOOST_TEST(count(range(0, 29), states, before) == 0);
  BOOST_TEST(count(range(0, 30), states, before) == 30);
  BOOST_TEST(count(range(0, 19), states, before) == 0);
  BOOST_TEST(count(range(0, 11), states, before) == 0);
  BOOST_TEST(count(range(0, 10), states, before) == 10);
  BOOST_TEST(count(range(20, 30), states, before) == 10);
}

BOOST_AUTO_TEST_CASE(R22_every_earlier_answer_is_looked_at) {
  const States states = everybody();
  BOOST_TEST(count(range(0, 10), states, {range(0, 20), range(10, 20)}) == 10);
  BOOST_TEST(count(range(0, 10), states, {range(0, 20), range(0, 11)}) == 0);
}

BOOST_AUTO_TEST_CASE(R22_who_does_not_count_makes_no_difference) {
  States states = everybody();
  states[name(10)].subject.choices.clear();
  BOOST_TEST(count(range(0, 10), states, {range(0, 11)}) == 10);
  states[name(9)].subject.choices.clear();
  BOOST_TEST(count(range(0, 9), states, {range(0, 11)}) == 0);
}

BOOST_AUTO_TEST_CASE(R22_who_withdrew_between_two_answers_is_not_shown_by_their_difference) {
  const States before = everybody();
  States after = everybody();
  withdraw(after, 19);
  BOOST_TEST(count_after(range(0, 20), before, range(0, 20), before) == 20);
  BOOST_TEST(count_after(range(0, 20), before, range(0, 20), after) == 0);
  BOOST_TEST(count_after(range(0, 20), before, range(0, 19), after) == 0);
  BOOST_TEST(count(range(0, 20), after, {range(0, 20)}) == 0, "without its time neither");
  for (int i = 10; i < 19; ++i) withdraw(after, i);
  BOOST_TEST(count_after(range(0, 20), before, range(0, 20), after) == 10);
  BOOST_TEST(count(range(0, 20), after, {range(0, 20)}) == 10);
}

BOOST_AUTO_TEST_CASE(R22_nor_is_who_said_yes_between_them) {
  States before = everybody();
  before[name(19)].subject.choices.clear();
  const States after = everybody();
  BOOST_TEST(count_after(range(0, 20), before, range(0, 20), after) == 0);
  BOOST_TEST(count_after(range(0, 20), before, range(0, 19), after) == 19);
  BOOST_TEST(count_after(range(0, 20), before, range(0, 29), after) == 29);
}

BOOST_AUTO_TEST_CASE(R22_a_gate_a_restriction_and_an_end_between_them_show_nobody_either) {
  const auto after_one = [](const auto& change) {
    States after = everybody();
    change(after[name(4)]);
    return count_after(range(0, 20), everybody(), range(0, 20), after) +
           count(range(0, 20), after, {range(0, 20)});
  };
  BOOST_TEST(after_one([](State& s) { s.subscriber.gates[0].open = false; }) == 0);
  BOOST_TEST(after_one([](State& s) { s.person.restricted = true; }) == 0);
  BOOST_TEST(after_one([](State& s) { s.subject.ended = true; }) == 0);
  BOOST_TEST(after_one([](State& s) { s.subject.choices[0].until = today; }) == 0);
  BOOST_TEST(after_one([](State&) {}) == 40);
}

BOOST_AUTO_TEST_CASE(R22_an_earlier_sum_counts_under_the_processing_that_was_in_force_then) {
  const Catalogue later = made::catalogue_of(
      made::with(made::demo_document(), "/purposes/0/processing_version", integer_value(2)));
  const States before = everybody();
  States after = everybody();
  for (auto& entry : after) entry.second.subject.choices[0].processing_version = 2;
  BOOST_TEST(count_after(range(0, 20), before, range(0, 20), after, later) == 20);
  after[name(7)].subject.choices[0].processing_version = 1;
  BOOST_TEST(count_after(range(0, 20), before, range(0, 20), after, later) == 0);
  // A few who had agreed to the new one already were no sum.
  States mixed = before;
  for (int i = 20; i < 29; ++i) mixed[name(i)].subject.choices[0].processing_version = 2;
  BOOST_TEST(count_after(range(0, 29), mixed, range(20, 30), after, later) == 10);
  // An end before that moment was an end then as well.
  States ended = before;
  ended[name(7)].subject.choices[0].until = today - 60 * second_ms;
  BOOST_TEST(count_after(range(0, 20), ended, range(0, 20), after, later) == 19);
}

BOOST_AUTO_TEST_CASE(R22_an_earlier_moment_that_nobody_can_tell_of_answers_nothing) {
  const SumQuestion question{std::string(offers), range(0, 20), {{range(0, 20), today}}};
  const SumDecision answer = decide_sum(question, made::demo(), everybody(), today);
  BOOST_TEST(answer.decision.reason == Code::group_too_small);
}

BOOST_AUTO_TEST_CASE(R22_a_pool_and_who_never_chose_cannot_have_counted) {
  States states = everybody();
  states[name(10)].subject.person = "";
  states[name(11)].subject.choices.clear();
  BOOST_TEST(count(range(0, 10), states, {range(0, 12)}) == 10);
  BOOST_TEST(count(range(0, 10), states, {range(0, 13)}) == 0);
}

BOOST_AUTO_TEST_CASE(R22_the_least_group_is_the_catalogues) {
  const Catalogue catalogue = made::catalogue_of(
      made::with(made::demo_document(), "/policy/min_group_size", integer_value(3)));
  const auto sum = [&](int people) {
    return decide_sum({std::string(offers), range(0, people), {}}, catalogue, everybody(), today)
        .count;
  };
  BOOST_TEST(sum(2) == 0);
  BOOST_TEST(sum(3) == 3);
}

BOOST_AUTO_TEST_CASE(R22_only_a_consent_purpose_in_force_is_summed) {
  const auto says = [](std::string_view purpose, const Catalogue& catalogue) {
    return decide_sum({std::string(purpose), {}, {}}, catalogue, {}, today).decision.reason;
  };
  for (const std::string_view purpose :
       {"no-such-purpose", "contact-sms", "cookie-statistics", "public-warning"}) {
    BOOST_TEST(says(purpose, made::demo()) == Code::unknown_purpose, purpose);
  }
  const Catalogue dormant = made::catalogue_of(
      made::with(made::demo_document(), "/purposes/0/active", boolean_value(false)));
  BOOST_TEST(says(offers, dormant) == Code::purpose_inactive);
  BOOST_TEST(says(offers, made::demo()) == Code::group_too_small);
}

BOOST_AUTO_TEST_CASE(R22_a_sum_without_its_time_is_told_apart_from_who_counts_now_as_well) {
  States states = everybody();
  // Ten more than asked for had said yes; nine of them withdrew, and the tenth would be shown.
  for (int i = 21; i < 30; ++i) withdraw(states, i);
  BOOST_TEST(count(range(0, 20), states) == 20);
  BOOST_TEST(count(range(0, 20), states, {range(0, 30)}) == 0);
  withdraw(states, 20);
  BOOST_TEST(count(range(0, 20), states, {range(0, 30)}) == 20);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// What is written down about whom, and what is told of ends and records: each thing bears the name
/// and the time of what it is about.
#include <boost/test/unit_test.hpp>

#include "core/consent.hpp"
#include "core/due.hpp"
#include "core/sum.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::today;

BOOST_AUTO_TEST_SUITE(what_is_told)

BOOST_AUTO_TEST_CASE(
    R6_the_end_of_a_yes_bears_the_names_the_door_and_the_time_of_the_yes_after_it) {
  const Catalogue shorter = made::catalogue_of(
      made::with(made::demo_document(), "/policy/consent_months", integer_value(12)));
  const State state = made::granted(made::opened(employee(), offers), offers, today);
  const Time end = add_months(today, 12);
  const Time now = end + day_ms;
  const auto events = accept(made::grant(state, offers, now, shorter),
                             made::circumstances(now, shorter), state, made::erik());
  BOOST_TEST_REQUIRE((events && events->size() == 2));
  const Event& expiry = events->front();
  BOOST_TEST(expiry.subject == "sub-erik-bjork");
  BOOST_TEST(expiry.person == "prs-erik");
  BOOST_TEST(expiry.subscriber == "sbr-bjork");
  BOOST_TEST(expiry.purpose == offers);
  BOOST_TEST((expiry.door == Door::page));
  BOOST_TEST(expiry.at == now);
  BOOST_TEST((expiry.until == end));
}

BOOST_AUTO_TEST_CASE(L68_a_mandate_is_the_named_companys_whatever_relation_is_looked_at) {
  Act act;
  act.kind = EventKind::mandate_given;
  act.person = "prs-anna";
  act.subscriber = "sbr-other";
  const auto events = accept(act, made::circumstances(), employee(), made::provisioning());
  BOOST_TEST_REQUIRE(bool(events));
  BOOST_TEST(events->front().subscriber == "sbr-other");
}

BOOST_AUTO_TEST_CASE(R5_a_yes_from_the_first_moment_covers_the_records_of_that_moment) {
  Choice choice;
  choice.kind = ChoiceKind::granted;
  BOOST_TEST(record_from(*made::demo().find(offers), choice) == 0);
}

BOOST_AUTO_TEST_CASE(L56_a_record_of_a_purpose_without_an_age_ends_with_the_consent_alone) {
  const Catalogue ageless =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/max_age_days"));
  const Purpose& purpose = *ageless.find(offers);
  BOOST_TEST(record_end(purpose, today) == time_max);
  Question asked = made::question(offers, ageless);
  asked.record_time = today - second_ms;
  const Decision decision = decide_processing(asked, ageless, made::allowed(offers), today);
  BOOST_TEST(decision.allow);
  BOOST_TEST(decision.expires == today + 60 * second_ms);
}

BOOST_AUTO_TEST_CASE(L75_a_relation_without_a_person_is_nobodys_whoever_is_looked_at) {
  State state = made::pool_sim();
  state.person.id = "prs-erik";
  BOOST_TEST(!another_person(state));
  BOOST_TEST(made::reason(made::question(offers), state) == Code::no_identified_user);
}

BOOST_AUTO_TEST_CASE(
    an_identifier_without_a_beginning_has_meant_its_subject_from_the_first_moment) {
  Link link;
  link.subject = "sub-erik-bjork";
  BOOST_TEST((subject_at({link}, 0) == "sub-erik-bjork"));
}

BOOST_AUTO_TEST_CASE(L87_a_sum_that_is_denied_counts_nobody) {
  const States states{{"sub-erik-bjork", made::allowed(offers)}};
  const auto count = [&](const Catalogue& catalogue, std::string_view purpose) {
    const SumQuestion question{std::string(purpose), {"sub-erik-bjork"}, {}};
    const SumDecision answer = decide_sum(question, catalogue, states, today);
    BOOST_TEST(!answer.decision.allow);
    return answer.count;
  };
  BOOST_TEST(count(made::demo(), "no-such-purpose") == 0);
  BOOST_TEST(count(made::demo(), offers) == 0);
  const Catalogue closed = made::catalogue_of(
      made::with(made::demo_document(), "/purposes/0/active", boolean_value(false)));
  BOOST_TEST(count(closed, offers) == 0);
}

BOOST_AUTO_TEST_CASE(R22_a_sum_without_its_time_is_also_held_against_those_who_count_now) {
  States states;
  const auto name = [](int i) { return "sub-" + std::to_string(i); };
  std::vector<std::string> asked;
  std::vector<std::string> shown;
  for (int i = 0; i < 30; ++i) {
    State state = made::allowed(offers);
    state.subject.id = name(i);
    state.subject.person = state.person.id = "prs-" + std::to_string(i);
    if (i >= 22) state.subject.choices.front().kind = ChoiceKind::withdrawn;
    states.emplace(name(i), std::move(state));
    if (i < 20) asked.push_back(name(i));
    shown.push_back(name(i));
  }
  const auto answer = [&] {
    const SumQuestion question{std::string(offers), asked, {{shown, std::nullopt}}};
    return decide_sum(question, made::demo(), states, today).decision.reason;
  };
  // Ten more may have counted, and two of them do: the difference would be those two.
  BOOST_TEST(answer() == Code::group_too_small);
  states[name(20)].subject.choices.front().kind = ChoiceKind::withdrawn;
  states[name(21)].subject.choices.front().kind = ChoiceKind::withdrawn;
  BOOST_TEST(answer() == Code::consent_given);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// Who may do what, at the edges where one fault alone decides: each case differs from one that is
/// accepted by the very thing its name says.
#include <boost/test/unit_test.hpp>

#include "core/accept_grant.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::circumstances;
using made::employee;
using made::erik;
using made::offers;
using made::stop;
using made::today;
using made::verdict;

Act provisioned(EventKind kind) {
  Act act;
  act.kind = kind;
  act.subject = employee().subject.id;
  return act;
}

/// A state in which Erik is a child until tomorrow.
State child() {
  State state = made::allowed(offers);
  state.subject.age_13_at = today + day_ms;
  return state;
}

BOOST_AUTO_TEST_SUITE(edges_of_acts)

BOOST_AUTO_TEST_CASE(R9_customer_systems_do_not_speak_for_a_person_whose_id_they_bear) {
  for (const EventKind kind : {EventKind::withdrawn, EventKind::restricted}) {
    const Actor actor{"prs-erik", Role::provisioning, Door::page, "s"};
    BOOST_TEST(verdict(stop(kind, offers), made::allowed(offers), actor) ==
               Code::actor_not_subject);
  }
}

BOOST_AUTO_TEST_CASE(L68_a_mandate_of_nobody_moves_no_gate) {
  State state = employee();
  state.subscriber.mandates.push_back({"", 0, time_max});
  BOOST_TEST(verdict(made::gate(EventKind::gate_closed, offers), state, made::at_gates("")) ==
             Code::no_mandate);
}

BOOST_AUTO_TEST_CASE(L5_a_gate_of_a_purpose_that_never_was_cannot_be_closed) {
  const auto of = [](std::string_view purpose) {
    return verdict(made::gate(EventKind::gate_closed, purpose), employee(), made::karin());
  };
  BOOST_TEST(of(offers) == Code::accepted);
  BOOST_TEST(of("no-such-purpose") == Code::unknown_purpose);
}

BOOST_AUTO_TEST_CASE(L138_a_catalogue_is_unsigned_until_somebody_says_it_is_not) {
  Circumstances unsaid;
  unsaid.catalogue = &made::demo();
  unsaid.now = today;
  unsaid.hash = circumstances().hash;
  const State state = employee();
  BOOST_TEST(verdict(made::grant(state, offers), state, erik(), unsaid) ==
             Code::catalogue_unsigned);
}

BOOST_AUTO_TEST_CASE(R9_an_administrator_ends_relations_at_the_gates_and_nowhere_else) {
  const Act end = provisioned(EventKind::relation_ended);
  const auto by = [&](Door door) {
    return verdict(end, employee(), {"prs-karin", Role::company_admin, door, "s"});
  };
  BOOST_TEST(by(Door::gates) == Code::accepted);
  BOOST_TEST(by(Door::provisioning) == Code::actor_not_subject);
}

BOOST_AUTO_TEST_CASE(L68_a_mandate_that_names_a_company_is_the_companys_whatever_else_it_names) {
  Act act = provisioned(EventKind::mandate_given);
  act.person = "prs-anna";
  act.subscriber = employee().subscriber.id;
  const State state = made::after(employee(), act, made::provisioning());
  BOOST_TEST(holds_mandate(state.subscriber, "prs-anna", today));
  BOOST_TEST(!is_guardian(state.subject, "prs-anna", today));
}

BOOST_AUTO_TEST_CASE(L75_nobody_says_yes_for_a_sim_that_has_no_user) {
  const State state = made::pool_sim();
  BOOST_TEST(verdict(made::grant(state, offers), state, {"", Role::user, Door::page, "s"}) ==
             Code::actor_not_subject);
}

BOOST_AUTO_TEST_CASE(L22_a_child_is_nobodys_guardian_even_with_a_mandate_for_it) {
  State state = child();
  state.subject.guardians.push_back({"prs-erik", 0, time_max});
  BOOST_TEST(verdict(made::grant(state, offers), state,
                     {"prs-erik", Role::guardian, Door::page, "s"}) == Code::actor_not_subject);
}

BOOST_AUTO_TEST_CASE(L64_only_another_persons_yes_is_an_employers) {
  State state = employee();
  state.subscriber.mandates.push_back({"prs-erik", 0, time_max});
  const auto by = [&](std::string_view person) {
    return verdict(made::grant(state, offers), state,
                   {std::string(person), Role::subscriber, Door::page, "s"});
  };
  BOOST_TEST(by("prs-erik") == Code::actor_not_subject);
  BOOST_TEST(by("prs-karin") == Code::employer_cannot_consent);
}

BOOST_AUTO_TEST_CASE(R6_a_yes_that_ran_out_by_itself_needs_no_event_that_says_so) {
  const State state = made::allowed(offers);
  const Time end = find_choice(state.subject, offers)->until;
  for (const Time now : {end - 1, end, end + day_ms}) {
    const auto events = accept(made::grant(state, offers, now), circumstances(now), state, erik());
    BOOST_TEST_REQUIRE(bool(events));
    BOOST_TEST(events->size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(L74_a_yes_opens_a_gate_for_a_sole_trader_of_that_very_firm_alone) {
  Event yes;
  yes.kind = EventKind::granted;
  yes.purpose = offers;
  yes.at = today;
  yes.roles = {Role::subscriber, Role::user};
  const auto count = [&](const State& state) {
    return grant_events(yes, made::demo(), state).size();
  };
  State state = made::sole_trader();
  BOOST_TEST(count(state) == 2u);
  BOOST_TEST(count(employee()) == 1u);
  state.subscriber.id = "sbr-bjork";
  BOOST_TEST(count(state) == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

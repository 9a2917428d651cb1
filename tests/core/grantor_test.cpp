/// Whose yes it may be, and whose gate it opens.
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

BOOST_AUTO_TEST_SUITE(granting_by_whom)

BOOST_AUTO_TEST_CASE(nobody_grants_for_somebody_else_L64) {
  const State state = employee();
  Act act = grant(state, offers);
  const auto by = [&](Actor actor) { return verdict(act, state, actor); };
  Actor admin = made::karin();
  admin.door = Door::page;
  BOOST_TEST(by(admin) == Code::employer_cannot_consent);
  // Her mandate follows her when she signs in as a user.
  BOOST_TEST(by({"prs-karin", Role::user, Door::page, "ses-2"}) == Code::employer_cannot_consent);
  BOOST_TEST(by({"prs-anna", Role::user, Door::page, "ses-4"}) == Code::actor_not_subject);
  BOOST_TEST(by({"", Role::user, Door::page, "ses-4"}) == Code::actor_not_subject);
  BOOST_TEST(by({"prs-erik", Role::subscriber, Door::page, "ses-4"}) == Code::actor_not_subject);
  BOOST_TEST(by({"prs-erik", Role::customer_service, Door::page, "s"}) == Code::actor_not_subject);
}

BOOST_AUTO_TEST_CASE(an_administrator_grants_for_herself_as_a_user_R10) {
  State state = employee();
  state.subject.person = "prs-karin";
  state.person.id = "prs-karin";
  const Act act = grant(state, offers);
  const auto as = [&](Role role) {
    return verdict(act, state, {"prs-karin", role, Door::page, "ses-2"});
  };
  BOOST_TEST(as(Role::user) == Code::accepted);
  BOOST_TEST(as(Role::company_admin) == Code::employer_cannot_consent);
}

BOOST_AUTO_TEST_CASE(only_the_page_is_a_door_for_a_grant_L45_R12) {
  const State state = employee();
  const Act act = grant(state, offers);
  for (std::size_t i = 0; i < std::size(door_names); ++i) {
    const Door door = static_cast<Door>(i);
    const Code expected = door == Door::page     ? Code::accepted
                          : door == Door::import ? Code::import_cannot_grant
                                                 : Code::door_not_permitted;
    BOOST_TEST(verdict(act, state, {"prs-erik", Role::user, door, "ses-1"}) == expected,
               door_names[i]);
  }
  BOOST_TEST(verdict(act, state, {"", Role::import, Door::page, ""}) == Code::import_cannot_grant);
}

BOOST_AUTO_TEST_CASE(a_grant_needs_a_relation_that_runs_L62) {
  Act ended;
  ended.kind = EventKind::relation_ended;
  ended.subject = "sub-erik-bjork";
  const State state = made::after(employee(), ended, made::provisioning());
  BOOST_TEST(verdict(grant(state, offers), state, erik()) == Code::relation_ended);
  State unbegun = employee();
  unbegun.subject.begun = false;
  BOOST_TEST(verdict(grant(unbegun, offers), unbegun, erik()) == Code::relation_ended);
}

BOOST_AUTO_TEST_CASE(a_grant_under_restriction_or_objection_is_stored_and_still_denied_R2) {
  const State state = made::opened(employee(), offers);
  for (const EventKind kind : {EventKind::restricted, EventKind::objection}) {
    State stopped = made::after(state, made::stop(kind, ""), erik());
    stopped = made::granted(std::move(stopped), offers);
    BOOST_TEST((find_choice(stopped.subject, offers)->kind == ChoiceKind::granted), kind);
    BOOST_TEST(made::reason(made::question(offers), stopped) ==
                   (kind == EventKind::restricted ? Code::restricted : Code::objected),
               kind);
  }
}

BOOST_AUTO_TEST_CASE(a_sole_trader_opens_the_gate_with_the_same_act_when_it_names_both_roles_L74) {
  const State state = made::sole_trader();
  Act act = grant(state, offers);
  act.roles = {Role::subscriber, Role::user};
  const auto events = accept(act, circumstances(), state, made::olle());
  BOOST_TEST_REQUIRE(bool(events));
  BOOST_TEST_REQUIRE(events->size() == 2u);
  BOOST_TEST((events->at(0).kind == EventKind::gate_opened));
  BOOST_TEST((events->at(1).kind == EventKind::granted));
  BOOST_TEST(!events->at(0).until.has_value());
  State after = made::after(state, act, made::olle());
  BOOST_TEST(made::reason(made::question(offers), after) == Code::consent_given);
  // The second yes finds the gate open.
  Act again = grant(after, offers);
  again.roles = act.roles;
  BOOST_TEST(accept(again, circumstances(), after, made::olle())->size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_sole_traders_yes_as_a_user_alone_opens_no_gate_R10) {
  const State state = made::sole_trader();
  for (const std::vector<Role>& roles : {std::vector<Role>{Role::user}, {Role::subscriber}, {}}) {
    Act act = grant(state, offers);
    act.roles = roles;
    const State after = made::after(state, act, made::olle());
    BOOST_TEST(made::reason(made::question(offers), after) == Code::subscriber_gate_closed);
  }
}

BOOST_AUTO_TEST_CASE(an_employee_opens_no_gate_by_naming_both_roles_L65) {
  const State state = employee();
  Act act = grant(state, offers);
  act.roles = {Role::subscriber, Role::user};
  BOOST_TEST(verdict(act, state, erik()) == Code::actor_not_subject);
  act.roles = {Role::user};
  const State after = made::after(state, act, erik());
  BOOST_TEST(made::reason(made::question(offers), after) == Code::subscriber_gate_closed);
}

BOOST_AUTO_TEST_CASE(a_yes_to_a_purpose_of_the_user_alone_opens_no_gate) {
  const State state = made::sole_trader();
  Act act = grant(state, "leak-hints", today, made::second());
  act.roles = {Role::subscriber, Role::user};
  const auto events = accept(act, circumstances(today, made::second()), state, made::olle());
  BOOST_TEST_REQUIRE(bool(events));
  BOOST_TEST(events->size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

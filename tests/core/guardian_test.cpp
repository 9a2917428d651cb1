/// A child's choices: under 13 a guardian gives them, and nobody takes them back from the guardian
/// but time (LAW L22; RULINGS 9, 10).
#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;
using made::verdict;

constexpr Time hour_ms = 3'600'000;
const Actor guardian{"prs-sara", Role::guardian, Door::page, "ses-9"};

Act mandate(EventKind kind, std::string_view person = "prs-sara") {
  Act act;
  act.kind = kind;
  act.subject = "sub-erik-bjork";
  act.person = person;
  return act;
}

/// Erik's relation, with the time at which he turns 13 and Sara as his guardian since yesterday.
State child(Time age_13_at) {
  State state = made::employee();
  Event begun;
  begun.kind = EventKind::relation_begun;
  begun.subject = state.subject.id;
  begun.person = state.subject.person;
  begun.subscriber = state.subject.subscriber;
  begun.at = today - day_ms;
  begun.sequence = state.subject.sequence;
  begun.age_13_at = age_13_at;
  state = apply(std::move(state), begun);
  Act named = mandate(EventKind::mandate_given);
  named.subject = state.subject.id;
  return made::after(std::move(state), named, made::provisioning(), today - day_ms);
}

Code granting(const State& state, const Actor& actor, Time now = today) {
  return verdict(made::grant(state, offers, now), state, actor, made::circumstances(now));
}

BOOST_AUTO_TEST_SUITE(guardians)

BOOST_AUTO_TEST_CASE(L22_under_13_only_the_guardian_consents) {
  const State state = child(today + hour_ms);
  BOOST_TEST(granting(state, made::erik()) == Code::guardian_required);
  BOOST_TEST(granting(state, guardian) == Code::accepted);
  BOOST_TEST(granting(state, {"prs-anna", Role::guardian, Door::page, "s"}) ==
             Code::actor_not_subject);
  BOOST_TEST(granting(state, {"prs-sara", Role::user, Door::page, "s"}) == Code::actor_not_subject);
  // Nobody is their own guardian.
  BOOST_TEST(granting(state, {"prs-erik", Role::guardian, Door::page, "s"}) ==
             Code::actor_not_subject);
}

BOOST_AUTO_TEST_CASE(L22_from_13_on_the_person_consents_alone_to_the_millisecond) {
  const State state = child(today);
  BOOST_TEST(granting(state, made::erik(), today - 1) == Code::guardian_required);
  BOOST_TEST(granting(state, made::erik(), today) == Code::accepted);
  BOOST_TEST(granting(state, guardian, today - 1) == Code::accepted);
  BOOST_TEST(granting(state, guardian, today) == Code::actor_not_subject);
}

BOOST_AUTO_TEST_CASE(L22_an_age_that_nobody_knows_is_no_obstacle) {
  BOOST_TEST(granting(made::employee(), made::erik()) == Code::accepted);
  BOOST_TEST(granting(made::employee(), guardian) == Code::actor_not_subject);
}

BOOST_AUTO_TEST_CASE(R10_a_guardian_has_a_link_of_their_own_that_begins_and_ends) {
  State state = child(today + 365 * day_ms);
  BOOST_TEST(granting(state, guardian, today - 2 * day_ms) == Code::actor_not_subject);
  Act ended = mandate(EventKind::mandate_ended);
  ended.subject = state.subject.id;
  state = made::after(std::move(state), ended, made::provisioning(), today);
  BOOST_TEST(granting(state, guardian, today) == Code::actor_not_subject);
  BOOST_TEST(granting(state, made::erik(), today) == Code::guardian_required);
}

BOOST_AUTO_TEST_CASE(R9_a_guardian_may_stop_at_any_age) {
  for (const Time turns_13 : {today - 1, today + hour_ms}) {
    const State state = child(turns_13);
    for (const EventKind kind :
         {EventKind::refused, EventKind::withdrawn, EventKind::objection, EventKind::restricted}) {
      BOOST_TEST(verdict(made::stop(kind, offers), state, guardian) == Code::accepted, kind);
      BOOST_TEST(verdict(made::stop(kind, offers), state, made::erik()) == Code::accepted, kind);
      BOOST_TEST(verdict(made::stop(kind, offers), state,
                         {"prs-anna", Role::guardian, Door::page, "s"}) == Code::actor_not_subject,
                 kind);
    }
  }
}

BOOST_AUTO_TEST_CASE(R2_lifting_an_objection_or_a_restriction_is_the_guardians_while_under_13) {
  for (const EventKind kind : {EventKind::objection_lifted, EventKind::unrestricted}) {
    const Act act = made::stop(kind, "");
    BOOST_TEST(verdict(act, child(today + 1), guardian) == Code::accepted, kind);
    BOOST_TEST(verdict(act, child(today + 1), made::erik()) == Code::guardian_required, kind);
    BOOST_TEST(verdict(act, child(today), guardian) == Code::actor_not_subject, kind);
    BOOST_TEST(verdict(act, child(today), made::erik()) == Code::accepted, kind);
  }
}

BOOST_AUTO_TEST_CASE(the_record_says_that_the_guardian_said_it) {
  const State state = child(today + hour_ms);
  const auto events = accept(made::grant(state, offers), made::circumstances(), state, guardian);
  BOOST_REQUIRE(events);
  BOOST_TEST(events->front().actor == "prs-sara");
  BOOST_TEST(events->front().person == "prs-erik");
  BOOST_TEST((events->front().roles == std::vector<Role>{Role::guardian}));
}

BOOST_AUTO_TEST_CASE(a_state_with_a_guardian_is_told_and_read_again_and_hides_them_from_others) {
  const State state = child(today + hour_ms);
  const auto read = state_from(to_value(state), "");
  BOOST_REQUIRE(read);
  BOOST_TEST(*read == state);
  BOOST_TEST(to_persons_value(state).find("subject")->find("guardians") == nullptr);
}

BOOST_AUTO_TEST_CASE(L74_only_a_sole_trader_acts_in_both_roles) {
  Act act = made::grant(made::employee(), offers);
  act.roles = {Role::user, Role::subscriber};
  const auto refused = accept(act, made::circumstances(), made::employee(), made::erik());
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error() == (Error{Code::actor_not_subject, "/roles"}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

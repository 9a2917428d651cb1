/// What a log that somebody else wrote is held to: every event is one that could be accepted there.
#include "core/follow.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;

std::optional<Error> fault(const Event& event, const State& before) {
  return check_follows(event, {before.subject, before.person, before.subscriber});
}

/// The events of an act that must be accepted, each of which must follow.
std::vector<Event> events_of(const Act& act, const State& state, const Actor& actor) {
  const auto events = accept(act, made::circumstances(), state, actor);
  BOOST_REQUIRE_MESSAGE(events, (events ? "" : name_of(events.error().code)));
  State before = state;
  for (const Event& event : *events) {
    BOOST_TEST(!fault(event, before).has_value(), name_of(event.kind));
    before = apply(before, event);
  }
  return *events;
}

Event granted() {
  const State state = made::employee();
  return events_of(made::grant(state, offers), state, made::erik()).back();
}

Act provisioned(EventKind kind) {
  Act act;
  act.kind = kind;
  act.subject = "sub-new";
  act.person = "prs-new";
  act.subscriber = "sbr-bjork";
  return act;
}

BOOST_AUTO_TEST_SUITE(follow)

BOOST_AUTO_TEST_CASE(whatever_accept_makes_follows) {
  const State erik = made::employee();
  events_of(made::grant(erik, offers), erik, made::erik());
  events_of(made::stop(EventKind::refused, offers), erik, made::erik());
  events_of(made::stop(EventKind::objection, ""), erik, made::erik());
  events_of(made::stop(EventKind::restricted, ""), erik, made::erik());
  events_of(made::stop(EventKind::withdrawn, offers), erik, made::customer_service());
  events_of(made::gate(EventKind::gate_opened, offers), erik, made::karin());
  events_of(made::gate(EventKind::gate_closed, offers), erik, made::karin());
  const State olle = made::sole_trader();
  Act both = made::grant(olle, offers);
  both.roles = {Role::user, Role::subscriber};
  BOOST_TEST(events_of(both, olle, made::olle()).size() == 2u);  // the gate as well (L74)
  events_of(provisioned(EventKind::relation_begun), State{}, made::provisioning());
  Act mandate = provisioned(EventKind::mandate_given);
  mandate.subject.clear();
  events_of(mandate, State{}, made::provisioning());
}

BOOST_AUTO_TEST_CASE(a_guardians_mandate_follows_though_it_names_another_person) {
  const State erik = made::employee();
  Act act = provisioned(EventKind::mandate_given);
  act.subject = erik.subject.id;
  act.subscriber.clear();
  events_of(act, erik, made::provisioning());
}

BOOST_AUTO_TEST_CASE(the_numbers_of_a_party_have_no_gap) {
  Event event = granted();
  for (const std::uint64_t sequence : {event.sequence - 1, event.sequence + 1}) {
    event.sequence = sequence;
    BOOST_TEST((fault(event, made::employee()) == Error{Code::stale_sequence, "/sequence"}));
  }
  Event objection =
      events_of(made::stop(EventKind::objection, ""), made::employee(), made::erik())[0];
  objection.sequence += 1;
  BOOST_TEST((fault(objection, made::employee()) == Error{Code::stale_sequence, "/sequence"}));
  Event gate = events_of(made::gate(EventKind::gate_closed, offers),
                         made::opened(made::employee(), offers), made::karin())[0];
  gate.sequence += 1;
  BOOST_TEST((fault(gate, made::opened(made::employee(), offers)) ==
              Error{Code::stale_sequence, "/sequence"}));
}

BOOST_AUTO_TEST_CASE(an_event_of_nobody_follows_nothing) {
  Event event = granted();
  event.subject.clear();
  BOOST_TEST((fault(event, made::employee()) == Error{Code::missing_member, ""}));
}

BOOST_AUTO_TEST_CASE(a_relation_begins_once_and_before_all_else) {
  const Event event =
      events_of(provisioned(EventKind::relation_begun), State{}, made::provisioning())[0];
  State begun = apply(State{}, event);
  Event again = event;
  again.sequence = 2;
  BOOST_TEST((fault(again, begun) == Error{Code::duplicate_id, "/subject"}));
  Event early = granted();
  early.sequence = 1;
  BOOST_TEST((fault(early, State{}) == Error{Code::no_identified_user, "/subject"}));
}

BOOST_AUTO_TEST_CASE(a_relation_is_of_the_same_person_and_subscriber_for_ever) {
  Event event = granted();
  event.person = "prs-karin";
  BOOST_TEST((fault(event, made::employee()) == Error{Code::actor_not_subject, "/person"}));
  event = granted();
  event.subscriber = "sbr-other";
  BOOST_TEST((fault(event, made::employee()) == Error{Code::actor_not_subject, "/subscriber"}));
  Event objection =
      events_of(made::stop(EventKind::objection, ""), made::employee(), made::erik())[0];
  State other = made::employee();
  other.subject.person = "prs-karin";
  BOOST_TEST((fault(objection, other) == Error{Code::actor_not_subject, "/person"}));
  other = made::employee();
  other.subject.begun = false;
  BOOST_TEST((fault(objection, other) == Error{Code::actor_not_subject, "/person"}));
}

BOOST_AUTO_TEST_CASE(L45_no_yes_comes_by_another_door_than_the_page) {
  for (const Door door : {Door::form, Door::letter, Door::import, Door::customer_service}) {
    Event event = granted();
    event.door = door;
    BOOST_TEST((fault(event, made::employee()) == Error{Code::door_not_permitted, "/door"}));
  }
}

BOOST_AUTO_TEST_CASE(L62_no_yes_comes_after_the_end_of_the_relation) {
  State ended = made::employee();
  ended.subject.ended = true;
  BOOST_TEST((fault(granted(), ended) == Error{Code::relation_ended, "/subject"}));
  // A no does.
  BOOST_TEST(!fault(
      events_of(made::stop(EventKind::refused, offers), made::employee(), made::erik())[0], ended));
}

BOOST_AUTO_TEST_CASE(L68_a_gate_is_moved_by_who_had_a_mandate_then) {
  const State state = made::employee();
  Event gate = events_of(made::gate(EventKind::gate_opened, offers), state, made::karin())[0];
  gate.actor = "prs-erik";
  BOOST_TEST((fault(gate, state) == Error{Code::no_mandate, "/actor"}));
  gate.actor = "prs-karin";
  gate.at = 0;
  BOOST_TEST((fault(gate, state) == Error{Code::no_mandate, "/actor"}));
}

BOOST_AUTO_TEST_CASE(L74_a_yes_opens_the_gate_of_a_sole_trader_and_of_nobody_else) {
  const State olle = made::sole_trader();
  Act both = made::grant(olle, offers);
  both.roles = {Role::user, Role::subscriber};
  const Event gate = events_of(both, olle, made::olle())[0];
  BOOST_REQUIRE((gate.kind == EventKind::gate_opened));
  const Error refused{Code::no_mandate, "/subject"};
  State company = olle;
  company.subject.subscriber_kind = SubscriberKind::company;
  BOOST_TEST((fault(gate, company) == refused));
  State another = olle;
  another.subject.subscriber = "sbr-other";
  BOOST_TEST((fault(gate, another) == refused));
  State not_begun = olle;
  not_begun.subject.begun = false;
  BOOST_TEST((fault(gate, not_begun) == refused));
  Event closed = gate;
  closed.kind = EventKind::gate_closed;
  BOOST_TEST((fault(closed, olle) == refused));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

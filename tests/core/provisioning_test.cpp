/// What the operator's customer systems tell: who is whose user, and who may act for a subscriber.
#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::provisioning;
using made::today;
using made::verdict;

Act act_of(EventKind kind) {
  Act act;
  act.kind = kind;
  const bool mandate = party_of(kind) == Party::subscriber;
  if (!mandate) act.subject = "sub-erik-bjork";
  act.person = "prs-erik";
  act.subscriber = "sbr-bjork";
  act.link = "lnk-1";
  act.identifier_kind = IdentifierKind::msisdn;
  return act;
}

const EventKind kinds[] = {EventKind::relation_begun,    EventKind::relation_ended,
                           EventKind::identifier_linked, EventKind::identifier_unlinked,
                           EventKind::mandate_given,     EventKind::mandate_ended};

BOOST_AUTO_TEST_SUITE(provision)

BOOST_AUTO_TEST_CASE(only_the_customer_systems_tell_of_relations_and_mandates_L70) {
  for (const EventKind kind : kinds) {
    const State state = kind == EventKind::relation_begun ? State{} : employee();
    BOOST_TEST(verdict(act_of(kind), state, provisioning()) == Code::accepted, kind);
    Actor user = provisioning();
    user.role = Role::user;
    BOOST_TEST(verdict(act_of(kind), state, user) == Code::actor_not_subject, kind);
    for (std::size_t i = 0; i < std::size(door_names); ++i) {
      Actor other = provisioning();
      other.door = static_cast<Door>(i);
      if (other.door == Door::provisioning) continue;
      // An administrator ends relations there; customer systems do not.
      const bool at_gates = other.door == Door::gates && kind == EventKind::relation_ended;
      if (at_gates) {
        BOOST_TEST(verdict(act_of(kind), state, other) == Code::actor_not_subject);
        continue;
      }
      BOOST_TEST(verdict(act_of(kind), state, other) == Code::door_not_permitted,
                 kind << " by " << door_names[i]);
    }
  }
}

BOOST_AUTO_TEST_CASE(R9_an_administrator_with_a_mandate_ends_a_relation_with_the_company) {
  Act act;
  act.kind = EventKind::relation_ended;
  act.subject = employee().subject.id;
  const State state = made::allowed(offers);
  const auto by = [&](std::string_view person, Role role, const State& given) {
    return verdict(act, given, {std::string(person), role, Door::gates, "ses-2"});
  };
  BOOST_TEST(by("prs-karin", Role::company_admin, state) == Code::accepted);
  BOOST_TEST(by("prs-anna", Role::company_admin, state) == Code::no_mandate);
  BOOST_TEST(by("prs-karin", Role::user, state) == Code::actor_not_subject);
  State another = state;
  another.subscriber.id = "sbr-havsvik";
  BOOST_TEST(by("prs-karin", Role::company_admin, another) == Code::no_mandate);
}

BOOST_AUTO_TEST_CASE(they_can_make_no_choice_and_move_no_gate_L70) {
  for (const EventKind kind :
       {EventKind::granted, EventKind::refused, EventKind::withdrawn, EventKind::objection,
        EventKind::objection_lifted, EventKind::restricted, EventKind::unrestricted,
        EventKind::gate_opened, EventKind::gate_closed, EventKind::expired, EventKind::reminded,
        EventKind::corrected, EventKind::erased, EventKind::propagated,
        EventKind::propagation_acked}) {
    Act act = act_of(kind);
    act.purpose = offers;
    BOOST_TEST(verdict(act, made::allowed(offers), provisioning()) == Code::door_not_permitted,
               kind);
  }
}

BOOST_AUTO_TEST_CASE(nobody_makes_the_kinds_that_no_act_makes) {
  for (const EventKind kind :
       {EventKind::expired, EventKind::reminded, EventKind::propagated,
        EventKind::propagation_acked, EventKind::corrected, EventKind::erased}) {
    for (std::size_t i = 0; i < std::size(door_names); ++i) {
      Act act = act_of(kind);
      act.purpose = offers;
      const Actor actor{"prs-erik", Role::user, static_cast<Door>(i), "s"};
      BOOST_TEST(verdict(act, made::allowed(offers), actor) == Code::door_not_permitted, kind);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_relation_begins_once_L63) {
  BOOST_TEST(verdict(act_of(EventKind::relation_begun), employee(), provisioning()) ==
             Code::duplicate_id);
  State ended = made::after(employee(), act_of(EventKind::relation_ended), provisioning());
  BOOST_TEST(verdict(act_of(EventKind::relation_begun), ended, provisioning()) ==
             Code::duplicate_id);
}

BOOST_AUTO_TEST_CASE(what_an_act_cannot_do_without_is_asked_for) {
  const auto without = [](EventKind kind, std::string Act::*member) {
    Act act = act_of(kind);
    (act.*member).clear();
    const State state = kind == EventKind::relation_begun ? State{} : employee();
    return verdict(act, state, provisioning());
  };
  for (const EventKind kind :
       {EventKind::relation_begun, EventKind::relation_ended, EventKind::identifier_linked}) {
    BOOST_TEST(without(kind, &Act::subject) == Code::missing_member, kind);
  }
  for (const EventKind kind : {EventKind::mandate_given, EventKind::mandate_ended}) {
    BOOST_TEST(without(kind, &Act::person) == Code::missing_member, kind);
    BOOST_TEST(without(kind, &Act::subscriber) == Code::missing_member, kind);
  }
  BOOST_TEST(without(EventKind::relation_begun, &Act::subscriber) == Code::missing_member);
  // A relation without a person is a SIM in a pool.
  BOOST_TEST(without(EventKind::relation_begun, &Act::person) == Code::accepted);
}

BOOST_AUTO_TEST_CASE(a_relation_that_never_began_has_no_end_and_no_identifier) {
  for (const EventKind kind :
       {EventKind::relation_ended, EventKind::identifier_linked, EventKind::identifier_unlinked}) {
    BOOST_TEST(verdict(act_of(kind), State{}, provisioning()) == Code::no_identified_user, kind);
  }
}

BOOST_AUTO_TEST_CASE(an_ended_relation_takes_no_identifier_and_may_lose_one_L63) {
  const State ended = made::after(employee(), act_of(EventKind::relation_ended), provisioning());
  BOOST_TEST(verdict(act_of(EventKind::identifier_linked), ended, provisioning()) ==
             Code::relation_ended);
  BOOST_TEST(verdict(act_of(EventKind::identifier_unlinked), ended, provisioning()) ==
             Code::accepted);
}

BOOST_AUTO_TEST_CASE(the_end_of_a_relation_ends_its_consents_for_good_L62_R13) {
  State state =
      made::after(made::allowed(offers), act_of(EventKind::relation_ended), provisioning());
  BOOST_TEST(made::reason(made::question(offers), state) == Code::relation_ended);
  // Who comes back is a new relation, and has not chosen.
  Act again = act_of(EventKind::relation_begun);
  again.subject = "sub-erik-bjork-2";
  State back;
  back.subscriber = state.subscriber;
  back.person = state.person;
  back = made::after(back, again, provisioning());
  BOOST_TEST(made::reason(made::question(offers), back) == Code::user_consent_missing);
}

BOOST_AUTO_TEST_CASE(no_identifier_stands_in_an_event_R14) {
  const auto events = accept(act_of(EventKind::identifier_linked), made::circumstances(),
                             employee(), provisioning());
  BOOST_TEST_REQUIRE(bool(events));
  const Value value = to_value(events->front());
  BOOST_TEST(value.find("link")->text == "lnk-1");
  BOOST_TEST(value.find("identifier_kind")->text == "msisdn");
  BOOST_TEST(canonical(value).find('+') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_moved_number_means_its_holder_at_that_time_L63) {
  const std::vector<Link> links = {{"sub-a", today, today + 10}, {"sub-b", today + 20, time_max}};
  BOOST_TEST(!subject_at(links, today - 1).has_value());
  BOOST_TEST(subject_at(links, today).value() == "sub-a");
  BOOST_TEST(subject_at(links, today + 9).value() == "sub-a");
  BOOST_TEST(!subject_at(links, today + 10).has_value());
  BOOST_TEST(!subject_at(links, today + 19).has_value());
  BOOST_TEST(subject_at(links, today + 20).value() == "sub-b");
  BOOST_TEST(!subject_at({}, today).has_value());
}

BOOST_AUTO_TEST_CASE(a_number_that_means_two_people_means_nobody_L63) {
  const std::vector<Link> two = {{"sub-a", today, today + 10}, {"sub-b", today + 5, time_max}};
  BOOST_TEST(subject_at(two, today + 4).value() == "sub-a");
  BOOST_TEST(!subject_at(two, today + 5).has_value());
  BOOST_TEST(subject_at(two, today + 10).value() == "sub-b");
  const std::vector<Link> same = {{"sub-a", today, today + 10}, {"sub-a", today + 5, time_max}};
  BOOST_TEST(subject_at(same, today + 5).value() == "sub-a");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

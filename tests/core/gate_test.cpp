/// The subscriber's gate: it can stop a use for all its users and start none.
#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::circumstances;
using made::employee;
using made::gate;
using made::karin;
using made::offers;
using made::today;
using made::verdict;

Act mandate(EventKind kind, std::string_view person, std::optional<Time> from = {},
            std::optional<Time> until = {}) {
  Act act;
  act.kind = kind;
  act.person = person;
  act.subscriber = "sbr-bjork";
  act.from = from;
  act.until = until;
  return act;
}

BOOST_AUTO_TEST_SUITE(gates)

BOOST_AUTO_TEST_CASE(a_gate_moves_by_a_mandate_that_is_valid_then_L68_R4) {
  State state = made::after(employee(), mandate(EventKind::mandate_ended, "prs-karin"),
                            made::provisioning(), today);
  state = made::after(state, mandate(EventKind::mandate_given, "prs-maria", today, today + 100),
                      made::provisioning(), today - day_ms);
  for (const EventKind kind : {EventKind::gate_opened, EventKind::gate_closed}) {
    const auto by = [&](std::string_view person, Time at) {
      return verdict(gate(kind, offers), state, made::at_gates(person), circumstances(at));
    };
    BOOST_TEST(by("prs-maria", today - 1) == Code::no_mandate, kind);
    BOOST_TEST(by("prs-maria", today) == Code::accepted, kind);
    BOOST_TEST(by("prs-maria", today + 99) == Code::accepted, kind);
    BOOST_TEST(by("prs-maria", today + 100) == Code::no_mandate, kind);
    BOOST_TEST(by("prs-karin", today) == Code::no_mandate, kind);
    BOOST_TEST(by("prs-erik", today) == Code::no_mandate, kind);
    BOOST_TEST(by("", today) == Code::no_mandate, kind);
  }
}

BOOST_AUTO_TEST_CASE(a_mandate_of_one_company_moves_no_gate_of_another_L68) {
  for (const std::string_view subscriber : {"sbr-havsvik", ""}) {
    BOOST_TEST(verdict(gate(EventKind::gate_opened, offers, subscriber), employee(), karin()) ==
               Code::no_mandate);
  }
  State nobody;
  BOOST_TEST(verdict(gate(EventKind::gate_opened, offers, ""), nobody, made::at_gates("")) ==
             Code::no_mandate);
}

BOOST_AUTO_TEST_CASE(only_the_gates_door_moves_a_gate) {
  for (std::size_t i = 0; i < std::size(door_names); ++i) {
    Actor actor = karin();
    actor.door = static_cast<Door>(i);
    const Code expected = actor.door == Door::gates ? Code::accepted : Code::door_not_permitted;
    for (const EventKind kind : {EventKind::gate_opened, EventKind::gate_closed}) {
      BOOST_TEST(verdict(gate(kind, offers), employee(), actor) == expected, door_names[i]);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_gate_that_opens_needs_a_purpose_of_both_parties_in_force_and_signed_L65) {
  const State state = employee();
  const auto open = [&](std::string_view purpose, const Circumstances& now) {
    return verdict(gate(EventKind::gate_opened, purpose), state, karin(), now);
  };
  const Circumstances second = circumstances(today, made::second());
  BOOST_TEST(open("pool-offers", second) == Code::accepted);
  BOOST_TEST(open("leak-hints", second) == Code::purpose_mismatch);
  BOOST_TEST(open("note-on-door", second) == Code::purpose_mismatch);
  BOOST_TEST(open("flood-warning", second) == Code::purpose_mismatch);
  BOOST_TEST(open("pipe-planning", second) == Code::lek_gate_missing);
  BOOST_TEST(open("well-survey", second) == Code::unknown_purpose);
  BOOST_TEST(open("no-such", second) == Code::unknown_purpose);
  Circumstances unsigned_now = second;
  unsigned_now.catalogue_signed = false;
  BOOST_TEST(open("pool-offers", unsigned_now) == Code::catalogue_unsigned);
  unsigned_now.catalogue = nullptr;
  BOOST_TEST(open("pool-offers", unsigned_now) != Code::accepted);
  Act all = gate(EventKind::gate_opened, "");
  all.several_purposes = true;
  BOOST_TEST(verdict(all, state, karin()) == Code::wildcard_purpose);
}

BOOST_AUTO_TEST_CASE(a_gate_that_opens_is_refused_for_any_fault_and_one_that_closes_for_none_R8) {
  for (const EventKind kind : {EventKind::gate_opened, EventKind::gate_closed}) {
    const bool opens = kind == EventKind::gate_opened;
    Act act = gate(kind, offers);
    act.fault = Error{Code::unknown_member, "/ip"};
    BOOST_TEST(verdict(act, employee(), karin()) == (opens ? Code::unknown_member : Code::accepted),
               kind);
    act = gate(kind, offers);
    act.personnummer_dropped = true;
    BOOST_TEST(verdict(act, employee(), karin()) ==
                   (opens ? Code::personnummer_in_payload : Code::accepted),
               kind);
  }
}

BOOST_AUTO_TEST_CASE(a_gate_closes_without_any_catalogue_R8) {
  const State state = made::opened(employee(), offers);
  Circumstances blind = circumstances();
  blind.catalogue_signed = false;
  BOOST_TEST(verdict(gate(EventKind::gate_closed, offers), state, karin(), blind) ==
             Code::accepted);
  blind.catalogue = nullptr;
  BOOST_TEST(verdict(gate(EventKind::gate_closed, offers), state, karin(), blind) ==
             Code::accepted);
  // Nothing knows a gate that never was.
  BOOST_TEST(verdict(gate(EventKind::gate_closed, "no-such"), state, karin(), blind) ==
             Code::unknown_purpose);
}

BOOST_AUTO_TEST_CASE(a_gate_of_a_purpose_no_longer_in_the_catalogue_closes_R8) {
  const State state = made::opened(employee(), offers);
  BOOST_TEST(verdict(gate(EventKind::gate_closed, offers), state, karin(),
                     circumstances(today, made::second())) == Code::accepted);
  BOOST_TEST(verdict(gate(EventKind::gate_closed, "well-survey"), state, karin(),
                     circumstances(today, made::second())) == Code::accepted);
}

BOOST_AUTO_TEST_CASE(a_gate_event_names_the_subscriber_and_no_user_L69_L71) {
  const auto events =
      accept(gate(EventKind::gate_opened, offers), circumstances(), employee(), karin());
  BOOST_TEST_REQUIRE(bool(events));
  const Event& event = events->front();
  BOOST_TEST(event.subject.empty());
  BOOST_TEST(event.person.empty());
  BOOST_TEST(event.subscriber == "sbr-bjork");
  BOOST_TEST(event.actor == "prs-karin");
  BOOST_TEST(event.evidence.catalogue_version == made::demo().version);
  BOOST_TEST(event.sequence == employee().subscriber.sequence + 1);
}

BOOST_AUTO_TEST_CASE(a_closed_gate_is_a_veto_that_leaves_the_users_yes_untouched_L67_R4) {
  const Question asked = made::question(offers);
  State state = made::allowed(offers);
  const Choice choice = *find_choice(state.subject, offers);
  state = made::closed(state, offers, today);
  BOOST_TEST(made::reason(asked, state) == Code::subscriber_gate_closed);
  BOOST_TEST((*find_choice(state.subject, offers) == choice));
  state = made::opened(state, offers, today + day_ms);
  BOOST_TEST(made::reason(asked, state, today + day_ms) == Code::consent_given);
  // It vetoed use, not collection: a record from behind the closed gate may be used.
  Question behind = asked;
  behind.record_time = today + day_ms / 2;
  BOOST_TEST(made::reason(behind, state, today + day_ms) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(a_gate_neither_expires_nor_closes_by_a_new_version_R4) {
  const Time later = add_months(today, 60);
  State state = made::opened(employee(), offers, today);
  state = made::granted(state, offers, later);
  BOOST_TEST(made::reason(made::question(offers), state, later) == Code::consent_given);
  const Catalogue next = made::catalogue_of(
      made::with(made::demo_document(), "/purposes/0/processing_version", integer_value(2)));
  BOOST_TEST(made::reason(made::question(offers), state, later, next) ==
             Code::superseded_processing);
  state = made::granted(state, offers, later + 1, next);
  BOOST_TEST(made::reason(made::question(offers), state, later + 1, next) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(an_open_gate_alone_gives_no_users_data_L66) {
  BOOST_TEST(made::reason(made::question(offers), made::opened(employee(), offers)) ==
             Code::user_consent_missing);
}

BOOST_AUTO_TEST_CASE(a_gate_opens_one_purpose_and_no_other) {
  const State state = made::granted(made::opened(employee(), offers), "traffic-fault-prevention");
  BOOST_TEST(made::reason(made::question("traffic-fault-prevention"), state) ==
             Code::subscriber_gate_closed);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// What events amount to (`apply`), one party at a time.
#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;

Event event(EventKind kind, Time at, std::uint64_t sequence = 1) {
  Event out;
  out.kind = kind;
  out.subject = "sub-erik-bjork";
  out.person = "prs-erik";
  out.subscriber = "sbr-bjork";
  out.purpose = offers;
  out.at = at;
  out.sequence = sequence;
  return out;
}

Event yes(Time at, std::int64_t processing_version = 1) {
  Event out = event(EventKind::granted, at);
  out.evidence.processing_version = processing_version;
  out.until = add_months(at, 24);
  return out;
}

Choice choice_after(std::initializer_list<Event> events) {
  State state = made::employee();
  for (const Event& one : events) state = apply(std::move(state), one);
  const Choice* choice = find_choice(state.subject, offers);
  BOOST_TEST_REQUIRE(choice != nullptr);
  return *choice;
}

BOOST_AUTO_TEST_SUITE(applying)

BOOST_AUTO_TEST_CASE(an_event_of_somebody_else_changes_nothing_L63) {
  const State state = made::allowed(offers);
  for (const EventKind kind :
       {EventKind::granted, EventKind::withdrawn, EventKind::restricted, EventKind::objection,
        EventKind::gate_opened, EventKind::gate_closed, EventKind::relation_ended,
        EventKind::mandate_given, EventKind::mandate_ended}) {
    Event other = event(kind, today, 9);
    other.subject = "sub-anna-bjork";
    other.person = "prs-anna";
    other.subscriber = "sbr-havsvik";
    BOOST_TEST(apply(state, other) == state, kind << " of another party moved the state");
    other.subject.clear();
    other.person.clear();
    other.subscriber.clear();
    BOOST_TEST(apply(state, other) == state, kind << " of nobody moved the state");
  }
}

BOOST_AUTO_TEST_CASE(the_latest_act_names_the_state_R13) {
  BOOST_TEST((choice_after({yes(today)}).kind == ChoiceKind::granted));
  BOOST_TEST((choice_after({yes(today), event(EventKind::withdrawn, today + 1)}).kind ==
              ChoiceKind::withdrawn));
  BOOST_TEST((choice_after({yes(today), event(EventKind::refused, today + 1)}).kind ==
              ChoiceKind::refused));
  BOOST_TEST(
      (choice_after({event(EventKind::refused, today), event(EventKind::withdrawn, today + 1)})
           .kind == ChoiceKind::withdrawn));
  BOOST_TEST((choice_after({event(EventKind::withdrawn, today), yes(today + 1)}).kind ==
              ChoiceKind::granted));
}

BOOST_AUTO_TEST_CASE(a_renewal_keeps_where_the_consent_began_R5) {
  const Choice choice = choice_after({yes(today), yes(today + day_ms), yes(today + 2 * day_ms)});
  BOOST_TEST(choice.since == today);
  BOOST_TEST(choice.at == today + 2 * day_ms);
  BOOST_TEST(choice.until == add_months(today + 2 * day_ms, 24));
  BOOST_TEST(!choice.stopped_at.has_value());
}

BOOST_AUTO_TEST_CASE(a_no_an_end_or_a_new_version_breaks_the_consent_R5) {
  const Time end = add_months(today, 24);
  const std::tuple<std::string_view, std::vector<Event>, Time, Time> cases[] = {
      {"withdrawal",
       {event(EventKind::withdrawn, today + 1), yes(today + 5)},
       today + 5,
       today + 1},
      {"refusal", {event(EventKind::refused, today + 2), yes(today + 5)}, today + 5, today + 2},
      {"new version", {yes(today + 3, 2)}, today + 3, today + 3},
      {"end reached", {yes(end)}, end, end},
      {"end passed", {yes(end + day_ms)}, end + day_ms, end},
      {"expired told later", {event(EventKind::expired, end + 7), yes(end + 9)}, end + 9, end},
      {"no after the end", {event(EventKind::withdrawn, end + 7), yes(end + 9)}, end + 9, end + 7}};
  for (const auto& [name, events, since, stopped] : cases) {
    State state = apply(made::employee(), yes(today));
    for (const Event& one : events) state = apply(std::move(state), one);
    const Choice& choice = *find_choice(state.subject, offers);
    BOOST_TEST(choice.since == since, name);
    BOOST_TEST_REQUIRE(choice.stopped_at.has_value(), name);
    BOOST_TEST(*choice.stopped_at == stopped, name);
  }
  BOOST_TEST(choice_after({yes(today), yes(end - 1)}).since == today);
}

BOOST_AUTO_TEST_CASE(a_no_before_any_yes_is_a_stop_that_a_look_back_cannot_pass_R5) {
  const Choice choice = choice_after({event(EventKind::refused, today), yes(today + day_ms)});
  BOOST_TEST_REQUIRE(choice.stopped_at.has_value());
  BOOST_TEST(*choice.stopped_at == today);
}

BOOST_AUTO_TEST_CASE(a_grant_whose_event_has_no_end_gives_nothing_R6) {
  Event endless = yes(today);
  endless.until.reset();
  BOOST_TEST(choice_after({endless}).until == today);
}

BOOST_AUTO_TEST_CASE(
    restriction_and_objection_are_the_persons_and_only_their_lifting_ends_them_R2) {
  State state = apply(made::employee(), event(EventKind::restricted, today));
  Event all = event(EventKind::objection, today);
  all.purpose.clear();
  state = apply(state, all);
  state = apply(state, event(EventKind::objection, today));
  state = apply(state, yes(today + 1));
  BOOST_TEST(state.person.restricted);
  BOOST_TEST(state.person.objections.size() == 2u);
  state = apply(state, event(EventKind::objection_lifted, today + 2));
  BOOST_TEST_REQUIRE(state.person.objections.size() == 1u);
  BOOST_TEST(objected_to(state.person, offers, true));
  BOOST_TEST(!objected_to(state.person, "traffic-fault-prevention", false));
  all.kind = EventKind::objection_lifted;
  state = apply(state, all);
  BOOST_TEST(!objected_to(state.person, offers, true));
  state = apply(state, event(EventKind::unrestricted, today + 3));
  BOOST_TEST(!state.person.restricted);
}

BOOST_AUTO_TEST_CASE(a_mandate_holds_from_its_first_moment_to_before_its_last_R4) {
  Event given = event(EventKind::mandate_given, today);
  given.person = "prs-maria";
  given.from = today + 10;
  given.until = today + 20;
  State state = apply(made::employee(), given);
  const auto holds = [&](Time at) { return holds_mandate(state.subscriber, "prs-maria", at); };
  BOOST_TEST(!holds(today + 9));
  BOOST_TEST(holds(today + 10));
  BOOST_TEST(holds(today + 19));
  BOOST_TEST(!holds(today + 20));
  Event ended = event(EventKind::mandate_ended, today + 15);
  ended.person = "prs-maria";
  state = apply(state, ended);
  BOOST_TEST(holds(today + 14));
  BOOST_TEST(!holds(today + 15));
  // Karin's is another's.
  BOOST_TEST(holds_mandate(state.subscriber, "prs-karin", today + 15));
}

BOOST_AUTO_TEST_CASE(a_mandate_that_ended_stays_ended_when_it_is_ended_again_L68) {
  Event ended = event(EventKind::mandate_ended, today);
  ended.person = "prs-karin";
  State state = apply(made::employee(), ended);
  ended.at = today + day_ms;
  state = apply(state, ended);
  BOOST_TEST(!holds_mandate(state.subscriber, "prs-karin", today + 1));
}

BOOST_AUTO_TEST_CASE(facts_that_are_told_or_linked_move_no_right_R14) {
  const State state = made::allowed(offers);
  for (const EventKind kind :
       {EventKind::reminded, EventKind::propagated, EventKind::propagation_acked,
        EventKind::identifier_linked, EventKind::identifier_unlinked, EventKind::corrected,
        EventKind::erased}) {
    State told = apply(state, event(kind, today, 7));
    BOOST_TEST(told.subject.sequence == 7u, kind);
    told.subject.sequence = state.subject.sequence;
    BOOST_TEST(told == state, kind << " moved more than the number");
  }
}

BOOST_AUTO_TEST_CASE(a_no_after_a_yes_ran_out_breaks_when_it_is_said) {
  const Time later = add_months(today, 30);
  for (const EventKind kind : {EventKind::refused, EventKind::withdrawn}) {
    const Choice choice = choice_after({yes(today), event(kind, later, 2)});
    BOOST_TEST((choice.stopped_at == later), kind);
  }
  Event expiry = event(EventKind::expired, later, 2);
  BOOST_TEST((choice_after({yes(today), expiry}).stopped_at == add_months(today, 24)));
}

BOOST_AUTO_TEST_CASE(L22_a_yes_that_ends_makes_no_child_older_and_a_guardian_no_stranger) {
  State state = made::employee();
  state.subject.age_13_at = today + day_ms;
  state.subject.guardians.push_back({"prs-anna", 0, time_max});
  for (const EventKind kind : {EventKind::withdrawn, EventKind::expired}) {
    const State later = apply(state, event(kind, today, 9));
    BOOST_TEST(under_13(later.subject, today), kind);
    BOOST_TEST(is_guardian(later.subject, "prs-anna", today), kind);
  }
}

BOOST_AUTO_TEST_CASE(L22_the_end_of_a_guardians_mandate_ends_no_relation) {
  State state = made::employee();
  state.subject.guardians.push_back({"prs-anna", 0, time_max});
  Event end = event(EventKind::mandate_ended, today, 9);
  end.person = "prs-anna";
  end.subscriber.clear();
  const State later = apply(state, end);
  BOOST_TEST(!is_guardian(later.subject, "prs-anna", today + 1));
  BOOST_TEST(!later.subject.ended);
}

BOOST_AUTO_TEST_CASE(L22_a_relation_begins_with_the_day_that_its_child_turns_thirteen) {
  Event begun = event(EventKind::relation_begun, today);
  begun.age_13_at = today + day_ms;
  const State state = apply(State{}, begun);
  BOOST_TEST(under_13(state.subject, today));
  BOOST_TEST(!under_13(state.subject, today + day_ms));
}

BOOST_AUTO_TEST_CASE(only_a_relation_names_its_person_and_its_subscriber_L63) {
  const State state = apply(State{}, yes(today));
  BOOST_TEST(state.subject.id == "sub-erik-bjork");
  BOOST_TEST(state.person.id.empty());
  BOOST_TEST(state.subscriber.id.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

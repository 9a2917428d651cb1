/// When somebody may be asked: never again before a no is old enough, never where it is no use.
#include "core/prompt.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::today;

PromptDecision ask(std::string_view purpose, const State& state, Time now = today,
                   const Catalogue& catalogue = made::demo()) {
  return decide_prompt(purpose, catalogue, state, now);
}

bool says(const PromptDecision& decision, bool prompt, Code reason) {
  BOOST_TEST(decision.prompt == prompt);
  BOOST_TEST(decision.reason == reason);
  return decision.prompt == prompt && decision.reason == reason;
}

State said(State state, EventKind kind, std::string_view purpose, Time now = today) {
  return made::after(std::move(state), made::stop(kind, purpose), made::erik(), now);
}

State open_gate() { return made::opened(employee(), offers, today - day_ms); }

/// The demo with another processing of the purpose in force.
Catalogue next_processing() {
  return made::catalogue_of(
      made::with(made::demo_document(), "/purposes/0/processing_version", integer_value(2)));
}

BOOST_AUTO_TEST_SUITE(prompting)

BOOST_AUTO_TEST_CASE(R20_who_never_answered_may_be_asked) {
  BOOST_TEST(says(ask(offers, open_gate()), true, Code::no_decision));
  BOOST_TEST(says(ask("contact-sms", employee()), true, Code::no_decision));
}

BOOST_AUTO_TEST_CASE(L61_D1_after_a_no_nobody_asks_for_six_months) {
  const State refused = said(open_gate(), EventKind::refused, offers);
  const Time again = add_months(today, 6);
  BOOST_TEST(says(ask(offers, refused, today), false, Code::refused));
  BOOST_TEST(says(ask(offers, refused, add_months(today, 5)), false, Code::refused));
  BOOST_TEST(says(ask(offers, refused, again - 1), false, Code::refused));
  BOOST_TEST(says(ask(offers, refused, again), true, Code::refused));
}

BOOST_AUTO_TEST_CASE(L61_D1_after_a_withdrawal_nobody_asks_for_six_months) {
  const Time day = made::at("2026-08-31T08:00:00.000Z");
  State state = made::opened(employee(), offers, day - day_ms);
  state = made::granted(state, offers, day - day_ms);
  state = said(state, EventKind::withdrawn, offers, day);
  const Time again = made::at("2027-02-28T08:00:00.000Z");
  BOOST_TEST(says(ask(offers, state, again - 1), false, Code::withdrawn));
  BOOST_TEST(says(ask(offers, state, again), true, Code::withdrawn));
}

BOOST_AUTO_TEST_CASE(R20_a_new_no_counts_anew) {
  State state = said(employee(), EventKind::refused, "contact-sms", today - 300 * day_ms);
  BOOST_TEST(says(ask("contact-sms", state), true, Code::refused));
  state = said(state, EventKind::refused, "contact-sms", today - day_ms);
  BOOST_TEST(says(ask("contact-sms", state), false, Code::refused));
}

BOOST_AUTO_TEST_CASE(R20_a_running_yes_is_not_asked_for_again_before_it_has_ended) {
  const State yes = made::allowed(offers);
  const Time end = add_months(today - day_ms, 24);
  BOOST_TEST(says(ask(offers, yes), false, Code::consent_given));
  BOOST_TEST(says(ask(offers, yes, end - 1), false, Code::consent_given));
  BOOST_TEST(says(ask(offers, yes, end), true, Code::expired));
}

BOOST_AUTO_TEST_CASE(L61_a_new_processing_may_be_asked_about_at_once) {
  const Catalogue next = next_processing();
  BOOST_TEST(
      says(ask(offers, made::allowed(offers), today, next), true, Code::superseded_processing));
  Act no = made::stop(EventKind::refused, offers);
  no.evidence.processing_version = 1;
  const State refused = made::after(open_gate(), no, made::erik());
  BOOST_TEST(says(ask(offers, refused), false, Code::refused));
  BOOST_TEST(says(ask(offers, refused, today, next), true, Code::refused));
  no.evidence.processing_version = 2;
  const State anew = made::after(open_gate(), no, made::erik());
  BOOST_TEST(says(ask(offers, anew, today, next), false, Code::refused));
}

BOOST_AUTO_TEST_CASE(R20_a_no_that_did_not_say_of_what_was_said_of_this) {
  const State refused = said(open_gate(), EventKind::refused, offers);
  BOOST_TEST(says(ask(offers, refused, today, next_processing()), false, Code::refused));
}

BOOST_AUTO_TEST_CASE(R20_nobody_is_asked_while_restricted_or_after_an_objection) {
  const State restricted = said(open_gate(), EventKind::restricted, "");
  BOOST_TEST(says(ask(offers, restricted), false, Code::restricted));
  BOOST_TEST(
      says(ask(offers, said(restricted, EventKind::unrestricted, "")), true, Code::no_decision));
  const State objected = said(open_gate(), EventKind::objection, "");
  BOOST_TEST(says(ask(offers, objected), false, Code::objected));
  BOOST_TEST(says(ask("contact-sms", objected), false, Code::objected));
  BOOST_TEST(
      says(ask(offers, said(objected, EventKind::objection_lifted, "")), true, Code::no_decision));
}

BOOST_AUTO_TEST_CASE(R20_an_objection_to_marketing_leaves_other_questions) {
  constexpr std::string_view service = "traffic-customer-service";
  State state = said(employee(), EventKind::objection, "");
  if (made::demo().find(service)->consent_by == ConsentBy::both) {
    state = made::opened(state, service);
  }
  BOOST_TEST(says(ask(service, state), true, Code::no_decision));
}

BOOST_AUTO_TEST_CASE(R20_nobody_is_asked_behind_a_gate_that_is_not_open) {
  BOOST_TEST(says(ask(offers, employee()), false, Code::subscriber_gate_closed));
  BOOST_TEST(says(ask(offers, open_gate()), true, Code::no_decision));
  BOOST_TEST(
      says(ask(offers, made::closed(open_gate(), offers)), false, Code::subscriber_gate_closed));
  State another = open_gate();
  another.subscriber.id = "sbr-havsvik";
  BOOST_TEST(says(ask(offers, another), false, Code::subscriber_gate_closed));
}

BOOST_AUTO_TEST_CASE(R20_nobody_is_asked_after_the_relation_ended_or_when_nobody_is_known) {
  State state = open_gate();
  state.subject.ended = true;
  BOOST_TEST(says(ask(offers, state), false, Code::relation_ended));
  BOOST_TEST(says(ask(offers, made::pool_sim()), false, Code::no_identified_user));
  BOOST_TEST(says(ask(offers, {}), false, Code::no_identified_user));
}

BOOST_AUTO_TEST_CASE(R20_only_what_can_be_chosen_is_asked_about) {
  for (const std::string_view purpose :
       {"no-such-purpose", "public-warning", "cookie-statistics"}) {
    BOOST_TEST(says(ask(purpose, employee()), false, Code::unknown_purpose), purpose);
  }
  const Catalogue dormant = made::catalogue_of(
      made::with(made::demo_document(), "/purposes/0/active", boolean_value(false)));
  BOOST_TEST(says(ask(offers, open_gate(), today, dormant), false, Code::purpose_inactive));
}

BOOST_AUTO_TEST_CASE(R20_what_cannot_be_read_is_no_reason_to_ask) {
  State state = open_gate();
  state.readable = false;
  BOOST_TEST(says(ask(offers, state), false, Code::store_unreadable));
  state = open_gate();
  state.person.id = "prs-anna";
  BOOST_TEST(says(ask(offers, state), false, Code::store_unreadable));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

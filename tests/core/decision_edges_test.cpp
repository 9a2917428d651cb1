/// Answers at the edges where one fact alone decides, each beside the answer on its other side; and
/// what answers and facts are before anybody gave them.
#include <boost/test/unit_test.hpp>

#include "core/contact.hpp"
#include "core/cookie.hpp"
#include "core/due.hpp"
#include "core/prompt.hpp"
#include "core/record.hpp"
#include "core/sum.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::today;
using made::with;

Event event(EventKind kind, std::string_view purpose = offers) {
  Event out;
  out.kind = kind;
  out.subject = "sub-erik-bjork";
  out.person = "prs-erik";
  out.subscriber = "sbr-bjork";
  out.purpose = purpose;
  out.at = today;
  out.sequence = 9;
  return out;
}

/// Erik said yes to both, and then the customer systems no longer knew the relation.
State unknown_relation() {
  State state = made::granted(made::allowed(offers), "contact-sms");
  state.subject.begun = false;
  return state;
}

Contact text_message(Time local_time = today) {
  Contact contact;
  contact.channel = "contact-sms";
  contact.number = NumberKind::work;
  contact.local_time = local_time;
  return contact;
}

Record old_record() {
  Record record;
  record.made_at = today - 3'600 * second_ms;
  record.store = "mediation";
  record.uses = {std::string(offers)};
  return record;
}

RecordAnswer kept(const Record& record, const State& state) {
  const auto answer = decide_record(record, made::demo(), state, today);
  BOOST_TEST_REQUIRE(bool(answer));
  return *answer;
}

BOOST_AUTO_TEST_SUITE(edges_of_decisions)

BOOST_AUTO_TEST_CASE(L1_an_answer_that_nobody_gave_is_a_no) {
  BOOST_TEST(!Decision{}.allow);
  BOOST_TEST(Decision{}.reason == Code::store_unreadable);
  BOOST_TEST(!PromptDecision{}.prompt);
  BOOST_TEST(PromptDecision{}.reason == Code::store_unreadable);
  BOOST_TEST(!CookieDecision{}.prompt);
  BOOST_TEST(RecordAnswer{}.reason == Code::store_unreadable);
  BOOST_TEST(!Gate{}.open);
}

BOOST_AUTO_TEST_CASE(L56_a_record_of_a_purpose_for_one_day_is_out_after_that_day) {
  const Catalogue catalogue =
      made::catalogue_of(with(made::demo_document(), "/purposes/0/max_age_days", integer_value(1)));
  State state = made::allowed(offers);
  state.subject.choices[0].since = today - 7 * day_ms;
  Question question = made::question(offers, catalogue);
  const auto at_age = [&](Time age) {
    question.record_time = today - age;
    return decide_processing(question, catalogue, state, today);
  };
  BOOST_TEST(at_age(day_ms - 1).reason == Code::consent_given);
  BOOST_TEST(at_age(day_ms - 1).expires == today + 1);
  BOOST_TEST(at_age(day_ms).reason == Code::record_too_old);
}

BOOST_AUTO_TEST_CASE(L83_a_purpose_that_lists_no_data_gets_none) {
  const Catalogue catalogue =
      made::catalogue_of(with(made::demo_document(), "/purposes/0/data_types", array_value()));
  Question question = made::question(offers, catalogue);
  BOOST_TEST(made::reason(question, made::allowed(offers), today, catalogue) ==
             Code::consent_given);
  question.fields = made::question(offers).fields;
  BOOST_TEST(made::reason(question, made::allowed(offers), today, catalogue) ==
             Code::field_not_in_purpose);
}

BOOST_AUTO_TEST_CASE(L63_no_relation_no_message_and_no_question) {
  BOOST_TEST(decide_contact(text_message(), made::demo(), unknown_relation(), today).reason ==
             Code::no_identified_user);
  const PromptDecision prompt = decide_prompt(offers, made::demo(), unknown_relation(), today);
  BOOST_TEST(!prompt.prompt);
  BOOST_TEST(prompt.reason == Code::no_identified_user);
}

BOOST_AUTO_TEST_CASE(L99_a_day_begins_and_ends_at_midnight_of_the_wall_clock) {
  Value document = with(made::demo_document(), "/policy/office_hours_from", integer_value(0));
  document = with(document, "/policy/office_hours_until", integer_value(24));
  const Catalogue catalogue = made::catalogue_of(document);
  const State state = made::granted(employee(), "contact-sms");
  const auto says = [&](std::string_view local_time) {
    return decide_contact(text_message(made::at(local_time)), catalogue, state, today).reason;
  };
  BOOST_TEST(says("2026-11-22T23:59:59.999Z") == Code::outside_office_hours);  // Sunday
  BOOST_TEST(says("2026-11-23T00:00:00.000Z") == Code::consent_given);
  BOOST_TEST(says("2026-11-27T23:59:59.999Z") == Code::consent_given);  // Friday
  BOOST_TEST(says("2026-11-28T00:00:00.000Z") == Code::outside_office_hours);
}

BOOST_AUTO_TEST_CASE(L99_a_look_up_that_does_not_say_what_it_found_found_a_listing) {
  Contact call;
  call.channel = "contact-phone";
  call.number = NumberKind::private_;
  call.nix.emplace();
  call.nix->checked_at = today;
  const State state = made::granted(employee(), "contact-phone");
  BOOST_TEST(decide_contact(call, made::demo(), state, today).reason == Code::nix_listed);
  call.nix->listed = false;
  BOOST_TEST(decide_contact(call, made::demo(), state, today).reason == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(L95_of_a_sale_what_nobody_says_is_not_so) {
  bool Sale::*const facts[] = {&Sale::to_person, &Sale::own_similar, &Sale::opt_out_at_collection,
                               &Sale::opt_out_in_message};
  const auto says = [&](bool Sale::*unsaid) {
    Contact contact;
    contact.channel = "contact-sms";
    contact.sale.emplace();
    for (bool Sale::*fact : facts) {
      if (fact != unsaid) (*contact.sale).*fact = true;
    }
    return decide_contact(contact, made::demo(), made::sole_trader(), today).reason;
  };
  BOOST_TEST(says(nullptr) == Code::no_consent_needed);
  for (bool Sale::*fact : facts) BOOST_TEST(says(fact) == Code::soft_opt_in_unavailable);
}

BOOST_AUTO_TEST_CASE(L107_a_cookie_is_refused_and_unsignalled_until_something_is_said) {
  CookieQuestion question;
  question.category = "cookie-marketing";
  BOOST_TEST(decide_cookie(question, made::demo(), today).decision.reason == Code::no_decision);
  question.choice.emplace();
  question.choice->at = today;
  question.choice->version = 1;
  BOOST_TEST(decide_cookie(question, made::demo(), today).decision.reason == Code::refused);
}

BOOST_AUTO_TEST_CASE(L76_what_customer_systems_tell_later_does_not_move_the_notice) {
  Event begun = event(EventKind::relation_begun, "");
  begun.door = Door::provisioning;
  Event linked = event(EventKind::identifier_linked, "");
  linked.door = Door::provisioning;
  linked.at = today + 20 * day_ms;
  const State state = apply(State{}, begun);
  const auto first = due(state, {begun}, made::demo(), today);
  BOOST_TEST_REQUIRE(first.size() == 1u);
  const auto later = due(state, {begun, linked}, made::demo(), today);
  BOOST_TEST_REQUIRE(later.size() == 1u);
  BOOST_TEST(later[0].at == first[0].at);
}

BOOST_AUTO_TEST_CASE(L88_a_bill_open_to_objection_for_ever_has_no_time_to_ask_again) {
  Record record = old_record();
  record.uses.clear();
  record.billing.emplace();
  record.billing->paid_at = today - 1;
  record.billing->objection_until = time_max;
  BOOST_TEST(!kept(record, employee()).due.has_value());
  record.billing->objection_until = time_max - 1;
  BOOST_TEST((kept(record, employee()).due == time_max - 1));
}

BOOST_AUTO_TEST_CASE(R27_a_relation_that_ended_keeps_nothing_behind_a_closed_gate_either) {
  State state = made::closed(made::allowed(offers), offers);
  BOOST_TEST(kept(old_record(), state).reason == Code::consent_given);
  state.subject.ended = true;
  const RecordAnswer answer = kept(old_record(), state);
  BOOST_TEST((answer.action == RecordAction::erase));
  BOOST_TEST(answer.reason == Code::relation_ended);
}

BOOST_AUTO_TEST_CASE(R27_of_a_store_that_cannot_be_read_everything_is_kept_whatever_it_was_for) {
  State state = made::allowed(offers);
  state.readable = false;
  Record record = old_record();
  record.uses = {"no-such-purpose"};
  const RecordAnswer answer = kept(record, state);
  BOOST_TEST((answer.action == RecordAction::keep));
  BOOST_TEST(answer.reason == Code::store_unreadable);
}

BOOST_AUTO_TEST_CASE(R5_an_end_told_after_a_no_is_a_break_when_it_is_told) {
  State state = made::withdrawn(made::allowed(offers), offers, today - 1);
  state = apply(std::move(state), event(EventKind::expired));
  BOOST_TEST((find_choice(state.subject, offers)->stopped_at == today));
}

BOOST_AUTO_TEST_CASE(L63_an_event_of_nobody_is_no_partys_first) {
  for (const EventKind kind : {EventKind::granted, EventKind::restricted, EventKind::gate_opened}) {
    Event of_nobody = event(kind);
    of_nobody.subject.clear();
    of_nobody.person.clear();
    of_nobody.subscriber.clear();
    BOOST_TEST(apply(State{}, of_nobody) == State{}, kind);
  }
}

BOOST_AUTO_TEST_CASE(L75_a_sim_in_a_pool_gets_no_person_from_what_somebody_does) {
  const State pool = made::pool_sim();
  Event restricted = event(EventKind::restricted, "");
  BOOST_TEST(apply(pool, restricted) == pool);
  Event yes = event(EventKind::granted);
  yes.subject = pool.subject.id;
  BOOST_TEST(apply(pool, yes).person.id == "");
  // A person whose events come before the relation's is known by them.
  BOOST_TEST(apply(State{}, restricted).person.restricted);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// Who may be contacted by which channel: the channel's own yes, what can stand in its place, and
/// the data that makes a message personal. Numbers and their hours are call_rules_test.cpp's.
#include "core/contact.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::today;

Contact by(std::string_view channel, std::string_view purpose = "") {
  Contact contact;
  contact.channel = channel;
  contact.purpose = purpose;
  return contact;
}

Decision answer(const Contact& contact, const State& state, Time now = today,
                const Catalogue& catalogue = made::demo()) {
  return decide_contact(contact, catalogue, state, now);
}

Code reason(const Contact& contact, const State& state, Time now = today,
            const Catalogue& catalogue = made::demo()) {
  return answer(contact, state, now, catalogue).reason;
}

State said(State state, EventKind kind, std::string_view purpose, Time now = today) {
  return made::after(std::move(state), made::stop(kind, purpose), made::erik(), now);
}

Contact sold(std::string_view channel) {
  Contact contact = by(channel);
  contact.sale = Sale{true, true, true, true};
  return contact;
}

BOOST_AUTO_TEST_SUITE(contacting)

BOOST_AUTO_TEST_CASE(L93_R3_without_a_yes_no_channel_sends_marketing) {
  for (const std::string_view channel :
       {"contact-email", "contact-sms", "contact-push", "contact-post", "contact-portal"}) {
    BOOST_TEST(reason(by(channel), employee()) == Code::channel_not_consented, channel);
  }
}

BOOST_AUTO_TEST_CASE(L93_a_yes_to_the_channel_allows_it_with_its_basis_and_its_grant) {
  const State state = made::granted(employee(), "contact-sms", today - day_ms);
  const Decision decision = answer(by("contact-sms"), state);
  BOOST_TEST(decision.allow);
  BOOST_TEST(decision.reason == Code::consent_given);
  BOOST_TEST(decision.basis == "MFL 19 §");
  BOOST_TEST(decision.expires == today + 60 * second_ms);
  BOOST_TEST(decision.consent_id == "sub-erik-bjork/2");
}

BOOST_AUTO_TEST_CASE(L93_a_channel_stops_when_its_yes_is_withdrawn_refused_or_over) {
  const State yes = made::granted(employee(), "contact-sms", today - day_ms);
  const Contact sms = by("contact-sms");
  BOOST_TEST(reason(sms, said(yes, EventKind::withdrawn, "contact-sms")) ==
             Code::channel_not_consented);
  BOOST_TEST(reason(sms, said(yes, EventKind::refused, "contact-sms")) ==
             Code::channel_not_consented);
  const Time end = add_months(today - day_ms, 24);
  BOOST_TEST(reason(sms, yes, end - 1) == Code::consent_given);
  BOOST_TEST(answer(sms, yes, end - 1).expires == end);
  BOOST_TEST(reason(sms, yes, end) == Code::channel_not_consented);
}

BOOST_AUTO_TEST_CASE(L105_a_yes_to_one_channel_is_none_to_another) {
  const State state = made::granted(employee(), "contact-sms");
  BOOST_TEST(reason(by("contact-email"), state) == Code::channel_not_consented);
  BOOST_TEST(reason(by("contact-push"), state) == Code::channel_not_consented);
}

BOOST_AUTO_TEST_CASE(L94_a_personal_message_needs_the_channel_and_the_purpose) {
  const Contact generic = by("contact-sms");
  const Contact personal = by("contact-sms", offers);
  const State neither = employee();
  const State channel = made::granted(neither, "contact-sms");
  const State data = made::allowed(offers);
  const State both = made::granted(data, "contact-sms");
  BOOST_TEST(reason(generic, channel) == Code::consent_given);
  BOOST_TEST(reason(personal, channel) == Code::subscriber_gate_closed);
  BOOST_TEST(reason(personal, made::opened(channel, offers)) == Code::user_consent_missing);
  BOOST_TEST(reason(generic, data) == Code::channel_not_consented);
  BOOST_TEST(reason(personal, data) == Code::channel_not_consented);
  BOOST_TEST(reason(personal, both) == Code::consent_given);
  BOOST_TEST(reason(personal, said(both, EventKind::withdrawn, offers)) == Code::withdrawn);
  BOOST_TEST(reason(generic, said(both, EventKind::withdrawn, offers)) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(R23_a_personal_answer_ends_with_the_consent_that_ends_first) {
  const Time first = add_months(today - day_ms, 24);
  State state = made::allowed(offers);
  state = made::granted(state, "contact-sms", today);
  BOOST_TEST(answer(by("contact-sms", offers), state, first - 1).expires == first);
  BOOST_TEST(reason(by("contact-sms", offers), state, first) == Code::expired);
}

BOOST_AUTO_TEST_CASE(L94_only_a_marketing_consent_makes_a_message_personal) {
  const State state = made::granted(employee(), "contact-sms");
  const auto with_purpose = [&](std::string_view purpose) {
    return reason(by("contact-sms", purpose), state);
  };
  BOOST_TEST(with_purpose("no-such-purpose") == Code::unknown_purpose);
  BOOST_TEST(with_purpose("traffic-customer-service") == Code::purpose_mismatch);
  BOOST_TEST(with_purpose("contact-email") == Code::purpose_mismatch);
  BOOST_TEST(with_purpose("generic-marketing-post") == Code::purpose_mismatch);
}

BOOST_AUTO_TEST_CASE(L95_an_employee_bought_nothing_so_a_sale_opens_no_channel) {
  BOOST_TEST(reason(sold("contact-sms"), employee()) == Code::soft_opt_in_unavailable);
  BOOST_TEST(reason(sold("contact-email"), employee()) == Code::soft_opt_in_unavailable);
}

BOOST_AUTO_TEST_CASE(L95_a_sole_trader_with_all_four_facts_may_be_written_to) {
  const Decision decision = answer(sold("contact-email"), made::sole_trader());
  BOOST_TEST(decision.allow);
  BOOST_TEST(decision.reason == Code::no_consent_needed);
  BOOST_TEST(decision.basis == "MFL 19 § 2 st");
  BOOST_TEST(decision.consent_id == "");
  for (bool Sale::*fact : {&Sale::to_person, &Sale::own_similar, &Sale::opt_out_at_collection,
                           &Sale::opt_out_in_message}) {
    Contact contact = sold("contact-email");
    (*contact.sale).*fact = false;
    BOOST_TEST(reason(contact, made::sole_trader()) == Code::soft_opt_in_unavailable);
  }
}

BOOST_AUTO_TEST_CASE(R17_a_sale_is_looked_at_only_when_claimed_and_only_for_mail_and_sms) {
  const State olle = made::sole_trader();
  BOOST_TEST(reason(by("contact-email"), olle) == Code::channel_not_consented);
  BOOST_TEST(reason(sold("contact-push"), olle) == Code::channel_not_consented);
  BOOST_TEST(reason(sold("contact-post"), olle) == Code::channel_not_consented);
}

BOOST_AUTO_TEST_CASE(L95_a_no_outlasts_a_sale_and_an_expired_yes_does_not) {
  const auto olle_said = [](State state, EventKind kind, Time now) {
    return made::after(std::move(state), made::stop(kind, "contact-email"), made::olle(), now);
  };
  const State silent = made::sole_trader();
  const State refused = olle_said(silent, EventKind::refused, today);
  BOOST_TEST(reason(sold("contact-email"), refused) == Code::channel_not_consented);
  State yes = made::after(silent, made::grant(silent, "contact-email"), made::olle());
  const Time end = add_months(today, 24);
  BOOST_TEST(answer(sold("contact-email"), yes, end - 1).basis == "MFL 19 §");
  BOOST_TEST(answer(sold("contact-email"), yes, end).basis == "MFL 19 § 2 st");
  yes = olle_said(yes, EventKind::withdrawn, today);
  BOOST_TEST(reason(sold("contact-email"), yes) == Code::channel_not_consented);
}

BOOST_AUTO_TEST_CASE(R17_a_sale_opens_the_channel_and_not_the_data) {
  Contact contact = sold("contact-sms");
  contact.purpose = offers;
  BOOST_TEST(reason(contact, made::sole_trader()) == Code::subscriber_gate_closed);
}

BOOST_AUTO_TEST_CASE(R17_a_legal_persons_own_address_needs_no_consent) {
  Contact contact = by("contact-email");
  contact.recipient = Addressee::legal_person;
  const Decision mail = answer(contact, {});
  BOOST_TEST(mail.allow);
  BOOST_TEST(mail.reason == Code::no_consent_needed);
  BOOST_TEST(mail.basis == "MFL 20 §");
  contact.channel = "contact-post";
  BOOST_TEST(answer(contact, {}).basis == "MFL 21 §");
}

BOOST_AUTO_TEST_CASE(R17_an_objection_counts_on_a_legal_persons_address_and_so_does_the_data) {
  Contact contact = by("contact-email");
  contact.recipient = Addressee::legal_person;
  const State whole = said(employee(), EventKind::objection, "");
  BOOST_TEST(reason(contact, whole) == Code::objected);
  const State one = said(employee(), EventKind::objection, "contact-email");
  BOOST_TEST(reason(contact, one) == Code::channel_objected);
  contact.purpose = offers;
  BOOST_TEST(reason(contact, employee()) == Code::subscriber_gate_closed);
  BOOST_TEST(answer(contact, made::allowed(offers)).basis == "MFL 20 §");
}

BOOST_AUTO_TEST_CASE(L98_L100_an_objection_beats_every_yes_until_it_is_lifted) {
  State state = made::granted(employee(), "contact-sms");
  state = made::granted(state, "contact-email");
  const State named = said(state, EventKind::objection, "contact-sms");
  BOOST_TEST(reason(by("contact-sms"), named) == Code::channel_objected);
  BOOST_TEST(reason(by("contact-email"), named) == Code::consent_given);
  const State whole = said(state, EventKind::objection, "");
  BOOST_TEST(reason(by("contact-sms"), whole) == Code::objected);
  BOOST_TEST(reason(by("contact-email"), whole) == Code::objected);
  BOOST_TEST(reason(by("contact-sms"), said(whole, EventKind::objection_lifted, "")) ==
             Code::consent_given);
}

BOOST_AUTO_TEST_CASE(R19_a_service_message_passes_objection_restriction_and_silence) {
  Contact contact = by("contact-sms");
  contact.content = Content::service;
  State state = said(employee(), EventKind::objection, "");
  state = said(state, EventKind::restricted, "");
  BOOST_TEST(answer(contact, state).allow);
  BOOST_TEST(reason(contact, state) == Code::no_consent_needed);
  BOOST_TEST(answer(contact, state).basis == "");
  contact.content = Content::marketing;
  BOOST_TEST(reason(contact, state) == Code::restricted);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

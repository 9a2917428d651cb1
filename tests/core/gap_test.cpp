/// Acts went missing with a lost disk: whatever was allowed before then is denied until they act.
#include <boost/test/unit_test.hpp>

#include "core/contact.hpp"
#include "core/prepared.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::question;
using made::reason;
using made::today;

// Not constants: `today` is another file's.
Time gap() { return today + 60'000; }
Time later() { return today + 120'000; }

State allowed() { return made::granted(made::opened(made::employee(), offers), offers); }

State with_gap(State state) {
  state.subject.proved_from = gap();
  return state;
}

State gate_opened_again(State state) {
  return made::after(std::move(state), made::gate(EventKind::gate_opened, offers), made::karin(),
                     later());
}

State granted_again(State state) {
  const Act act = made::grant(state, offers, later());
  return made::after(std::move(state), act, made::erik(), later());
}

Contact sms() {
  Contact contact;
  contact.channel = "contact-sms";
  contact.recipient = Addressee::natural_person;
  return contact;
}

BOOST_AUTO_TEST_SUITE(gaps)

BOOST_AUTO_TEST_CASE(a_yes_from_before_a_gap_is_stale_until_gate_and_person_act_again_L39) {
  const Question asked = question(offers);
  BOOST_TEST(reason(asked, allowed(), later()) == Code::consent_given);
  const State lost = with_gap(allowed());
  BOOST_TEST(reason(asked, lost, later()) == Code::stale);
  const State gate = gate_opened_again(lost);
  BOOST_TEST(reason(asked, gate, later()) == Code::stale);
  BOOST_TEST(reason(asked, granted_again(lost), later()) == Code::stale);
  BOOST_TEST(reason(asked, granted_again(gate), later()) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(an_act_on_one_purpose_proves_no_other_L39) {
  const std::string_view other = "traffic-customer-service";
  State state = made::granted(made::opened(allowed(), other), other);
  state = granted_again(gate_opened_again(with_gap(std::move(state))));
  BOOST_TEST(reason(question(offers), state, later()) == Code::consent_given);
  BOOST_TEST(reason(question(other), state, later()) == Code::stale);
}

BOOST_AUTO_TEST_CASE(a_no_from_before_a_gap_stays_a_no_L39) {
  const State no = made::after(allowed(), made::stop(EventKind::withdrawn, offers), made::erik());
  BOOST_TEST(reason(question(offers), gate_opened_again(with_gap(no)), later()) == Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(a_yes_after_a_gap_covers_no_record_from_before_it_L57) {
  const State state = granted_again(gate_opened_again(with_gap(allowed())));
  BOOST_TEST(state.subject.choices.front().since == later());
  Question asked = question(offers);
  asked.record_time = today;
  BOOST_TEST(reason(asked, state, later()) == Code::outside_consent_interval);
  // Without a gap the same act renews a yes that runs on.
  const State renewed = granted_again(allowed());
  BOOST_TEST(renewed.subject.choices.front().since == today);
}

BOOST_AUTO_TEST_CASE(a_prepared_entry_says_so_too_L39) {
  const State lost = with_gap(allowed());
  const Question asked = question(offers);
  const Plan half = plan(asked, made::demo());
  const auto prepared = [&](const State& state) {
    return decide(half, prepare(offers, made::demo(), state), about_now, later()).reason;
  };
  BOOST_TEST(prepared(lost) == Code::stale);
  BOOST_TEST(prepared(granted_again(gate_opened_again(lost))) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(marketing_that_only_an_objection_stops_waits_for_an_act_L100) {
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind != PurposeKind::information || !purpose.active) continue;
    Question asked = question(purpose.id);
    const Plan half = plan(asked, made::demo());
    const State lost = with_gap(allowed());
    const State back = granted_again(lost);
    const auto prepared = [&](const State& state) {
      return decide(half, prepare(purpose.id, made::demo(), state), about_now, later()).reason;
    };
    const Code wanted = purpose.marketing ? Code::stale : Code::no_consent_needed;
    BOOST_TEST(reason(asked, lost, later()) == wanted, purpose.id);
    BOOST_TEST(prepared(lost) == wanted, purpose.id);
    BOOST_TEST(reason(asked, back, later()) == Code::no_consent_needed, purpose.id);
    BOOST_TEST(prepared(back) == Code::no_consent_needed, purpose.id);
  }
}

BOOST_AUTO_TEST_CASE(nobody_is_contacted_on_a_yes_or_a_silence_from_before_a_gap_L93_L95) {
  const State yes = made::granted(made::employee(), "contact-sms");
  const auto asked = [](const Contact& contact, const State& state) {
    return decide_contact(contact, made::demo(), state, later()).reason;
  };
  BOOST_TEST(asked(sms(), yes) == Code::consent_given);
  BOOST_TEST(asked(sms(), with_gap(yes)) == Code::stale);
  Contact sold = sms();
  sold.sale = Sale{true, true, true, true};
  BOOST_TEST(asked(sold, made::sole_trader()) == Code::no_consent_needed);
  BOOST_TEST(asked(sold, with_gap(made::sole_trader())) == Code::stale);
  Contact company = sms();
  company.recipient = Addressee::legal_person;
  BOOST_TEST(asked(company, made::employee()) == Code::no_consent_needed);
  BOOST_TEST(asked(company, with_gap(made::employee())) == Code::stale);
}

BOOST_AUTO_TEST_CASE(the_state_tells_of_a_gap_and_only_then_L38) {
  const State lost = with_gap(allowed());
  BOOST_TEST((state_from(to_value(lost), "").value() == lost));
  BOOST_TEST((state_from(to_persons_value(lost), "").value().subject == lost.subject));
  BOOST_TEST(canonical(to_value(allowed())).find("proved_from") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

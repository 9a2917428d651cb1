/// What protects a number: NIX for a private one, office hours and business for one at work (L99).
#include <boost/test/unit_test.hpp>

#include "core/contact.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::at;
using made::today;

State may_be_called() {
  State state = made::granted(made::employee(), "contact-phone", today - day_ms);
  return made::granted(state, "contact-sms", today - day_ms);
}

Contact call(NumberKind number) {
  Contact contact;
  contact.channel = "contact-phone";
  contact.number = number;
  return contact;
}

/// To a work number when a clock there shows that time.
Contact at_work(std::string_view local_time) {
  Contact contact = call(NumberKind::work);
  contact.local_time = at(local_time);
  return contact;
}

Contact at_home(Time checked_at, bool listed = false) {
  Contact contact = call(NumberKind::private_);
  contact.nix = NixCheck{checked_at, listed};
  return contact;
}

Code reason(const Contact& contact, Time now = today) {
  return decide_contact(contact, made::demo(), may_be_called(), now).reason;
}

BOOST_AUTO_TEST_SUITE(calling)

BOOST_AUTO_TEST_CASE(L99_a_work_number_rings_from_nine_to_five) {
  BOOST_TEST(reason(at_work("2026-11-24T08:59:59.999Z")) == Code::outside_office_hours);
  BOOST_TEST(reason(at_work("2026-11-24T09:00:00.000Z")) == Code::consent_given);
  BOOST_TEST(reason(at_work("2026-11-24T16:59:59.999Z")) == Code::consent_given);
  BOOST_TEST(reason(at_work("2026-11-24T17:00:00.000Z")) == Code::outside_office_hours);
  BOOST_TEST(reason(at_work("2026-11-24T20:00:00.000Z")) == Code::outside_office_hours);
  BOOST_TEST(reason(call(NumberKind::work)) == Code::outside_office_hours);
}

BOOST_AUTO_TEST_CASE(L99_a_work_number_rings_monday_to_friday) {
  BOOST_TEST(reason(at_work("2026-11-27T12:00:00Z")) == Code::consent_given);  // Friday
  BOOST_TEST(reason(at_work("2026-11-28T12:00:00Z")) == Code::outside_office_hours);
  BOOST_TEST(reason(at_work("2026-11-29T12:00:00Z")) == Code::outside_office_hours);
  BOOST_TEST(reason(at_work("2026-11-30T12:00:00Z")) == Code::consent_given);  // Monday
  BOOST_TEST(reason(at_work("1970-01-01T12:00:00Z")) == Code::consent_given);  // Thursday
  BOOST_TEST(reason(at_work("2028-02-29T12:00:00Z")) == Code::consent_given);  // Tuesday
}

BOOST_AUTO_TEST_CASE(R18_a_holiday_of_the_catalogue_is_no_working_day) {
  BOOST_TEST(reason(at_work("2026-12-23T12:00:00Z")) == Code::consent_given);
  BOOST_TEST(reason(at_work("2026-12-24T12:00:00Z")) == Code::outside_office_hours);
}

BOOST_AUTO_TEST_CASE(R18_a_work_number_hears_of_work_alone_by_any_channel) {
  Contact contact = at_work("2026-11-24T10:00:00Z");
  contact.about = About::private_;
  BOOST_TEST(reason(contact) == Code::private_marketing_to_work_number);
  contact.channel = "contact-sms";
  BOOST_TEST(reason(contact) == Code::private_marketing_to_work_number);
  contact.about = About::business;
  BOOST_TEST(reason(contact) == Code::consent_given);
  contact.local_time = at("2026-11-24T20:00:00Z");
  BOOST_TEST(reason(contact) == Code::outside_office_hours);
}

BOOST_AUTO_TEST_CASE(L99_a_private_number_needs_a_look_up_younger_than_two_months) {
  const Time checked = at("2026-09-24T08:00:00.000Z");
  BOOST_TEST(reason(at_home(checked + 1)) == Code::consent_given);
  BOOST_TEST(reason(at_home(checked)) == Code::nix_listed);
  BOOST_TEST(reason(at_home(today)) == Code::consent_given);
  BOOST_TEST(reason(at_home(today + 1)) == Code::nix_listed);
  BOOST_TEST(reason(call(NumberKind::private_)) == Code::nix_listed);
}

BOOST_AUTO_TEST_CASE(R6_a_look_up_of_the_last_of_december_holds_to_the_last_of_february) {
  const Time end = at("2027-02-28T10:00:00.000Z");
  BOOST_TEST(reason(at_home(at("2026-12-31T10:00:00.000Z")), end - 1) == Code::consent_given);
  BOOST_TEST(reason(at_home(at("2026-12-31T10:00:00.000Z")), end) == Code::nix_listed);
}

BOOST_AUTO_TEST_CASE(R18_a_listed_number_is_not_called_after_a_yes_either) {
  BOOST_TEST(reason(at_home(today - day_ms, true)) == Code::nix_listed);
  BOOST_TEST(reason(at_home(today - day_ms, false)) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(R18_a_number_that_nobody_described_is_private) {
  Contact contact = at_home(today);
  contact.number.reset();
  BOOST_TEST(reason(contact) == Code::consent_given);
  contact.nix.reset();
  contact.local_time = at("2026-11-24T10:00:00Z");
  BOOST_TEST(reason(contact) == Code::nix_listed);
}

BOOST_AUTO_TEST_CASE(R18_a_message_that_rings_nothing_needs_no_look_up) {
  Contact contact = call(NumberKind::private_);
  contact.channel = "contact-sms";
  BOOST_TEST(reason(contact) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(L105_a_persons_call_is_no_automated_call) {
  Contact contact = at_work("2026-11-24T10:00:00Z");
  BOOST_TEST(reason(contact) == Code::consent_given);
  contact.channel = "contact-automated-call";
  BOOST_TEST(reason(contact) == Code::channel_not_consented);
}

BOOST_AUTO_TEST_CASE(L99_a_companys_own_number_has_its_hours_too) {
  Contact contact = at_work("2026-11-24T20:00:00Z");
  contact.recipient = Addressee::legal_person;
  BOOST_TEST(reason(contact) == Code::outside_office_hours);
  contact.local_time = at("2026-11-24T10:00:00Z");
  BOOST_TEST(reason(contact) == Code::no_consent_needed);
}

BOOST_AUTO_TEST_CASE(R18_hours_and_months_are_the_catalogues) {
  Value document = made::with(made::demo_document(), "/policy/office_hours_from", integer_value(8));
  document = made::with(document, "/policy/office_hours_until", integer_value(24));
  document = made::with(document, "/policy/nix_check_months", integer_value(1));
  const Catalogue catalogue = made::catalogue_of(document);
  const auto says = [&](const Contact& contact) {
    return decide_contact(contact, catalogue, may_be_called(), today).reason;
  };
  BOOST_TEST(says(at_work("2026-11-24T08:00:00Z")) == Code::consent_given);
  BOOST_TEST(says(at_work("2026-11-24T23:59:59.999Z")) == Code::consent_given);
  BOOST_TEST(says(at_work("2026-11-24T07:59:59.999Z")) == Code::outside_office_hours);
  BOOST_TEST(says(at_home(at("2026-10-24T08:00:00.000Z"))) == Code::nix_listed);
}

BOOST_AUTO_TEST_CASE(R18_a_policy_that_says_nothing_means_nine_to_five_and_two_months) {
  Value document = made::demo_document();
  for (const std::string_view member : {"/policy/office_hours_from", "/policy/office_hours_until",
                                        "/policy/nix_check_months", "/policy/non_business_dates"}) {
    document = made::without(document, member);
  }
  const Policy policy = made::catalogue_of(document).policy;
  BOOST_TEST(policy.office_hours_from == 9);
  BOOST_TEST(policy.office_hours_until == 17);
  BOOST_TEST(policy.nix_check_months == 2);
  BOOST_TEST(policy.non_business_dates.empty());
  const Value wrong =
      made::with(made::demo_document(), "/policy/non_business_dates/1", text_value("2026-02-30"));
  const auto read = Catalogue::parse(wrong, sha256);
  BOOST_REQUIRE(!read);
  BOOST_TEST(read.error() == (Error{Code::bad_time, "/policy/non_business_dates/1"}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

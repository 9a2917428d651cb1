/// Of two faults in a contact the first one in the order of contact.hpp is the answer; and how a
/// contact is read.
#include <boost/test/unit_test.hpp>

#include "core/contact.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::json_of;
using made::offers;
using made::today;

/// Everything is wrong with it: a call about private life to a work number, at night.
Contact worst() {
  Contact contact;
  contact.channel = "contact-phone";
  contact.number = NumberKind::work;
  contact.about = About::private_;
  contact.purpose = "no-such-purpose";
  return contact;
}

State worst_state() {
  State state = made::after(made::employee(), made::stop(EventKind::restricted, ""), made::erik());
  state = made::after(state, made::stop(EventKind::objection, ""), made::erik());
  state = made::after(state, made::stop(EventKind::objection, "contact-phone"), made::erik());
  state.subject.ended = true;
  state.readable = false;
  return state;
}

Code reason(const Contact& contact, const State& state, const Catalogue& catalogue = made::demo()) {
  const Decision decision = decide_contact(contact, catalogue, state, today);
  BOOST_TEST(decision.allow == (decision.reason == Code::consent_given ||
                                decision.reason == Code::no_consent_needed));
  return decision.reason;
}

Error fault(std::string_view contact) {
  const auto read = contact_from(json_of(contact), "/contact");
  return read ? Error{Code::accepted, ""} : read.error();
}

BOOST_AUTO_TEST_SUITE(contact_order)

BOOST_AUTO_TEST_CASE(R17_mending_one_fault_after_another_shows_the_next) {
  Contact contact = worst();
  State state = worst_state();
  contact.channel = offers;
  BOOST_TEST(reason(contact, state) == Code::unknown_purpose);
  contact.channel = "contact-phone";
  BOOST_TEST(reason(contact, state) == Code::store_unreadable);
  state.readable = true;
  BOOST_TEST(reason(contact, state) == Code::restricted);
  state.person.restricted = false;
  BOOST_TEST(reason(contact, state) == Code::objected);
  state.person.objections.erase(state.person.objections.begin());
  BOOST_TEST(reason(contact, state) == Code::channel_objected);
  state.person.objections.clear();
  BOOST_TEST(reason(contact, state) == Code::relation_ended);
  state.subject.ended = false;
  BOOST_TEST(reason(contact, state) == Code::private_marketing_to_work_number);
  contact.about = About::business;
  BOOST_TEST(reason(contact, state) == Code::outside_office_hours);
  contact.local_time = made::at("2026-11-24T10:00:00Z");
  BOOST_TEST(reason(contact, state) == Code::channel_not_consented);
  state = made::granted(state, "contact-phone");
  BOOST_TEST(reason(contact, state) == Code::unknown_purpose);
  contact.purpose = "";
  BOOST_TEST(reason(contact, state) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(R17_a_channel_out_of_force_sends_nothing_not_even_service) {
  Contact contact = worst();
  contact.content = Content::service;
  Value document = made::demo_document();
  for (std::size_t i = 0; i < document.find("channels")->items.size(); ++i) {
    document =
        made::with(document, "/channels/" + std::to_string(i) + "/active", boolean_value(false));
  }
  BOOST_TEST(reason(contact, made::employee(), made::catalogue_of(document)) ==
             Code::purpose_inactive);
  BOOST_TEST(reason(contact, worst_state()) == Code::store_unreadable);
  BOOST_TEST(reason(contact, made::employee()) == Code::no_consent_needed);
}

BOOST_AUTO_TEST_CASE(L75_nobody_in_particular_is_asked_nothing) {
  Contact contact;
  contact.channel = "contact-sms";
  BOOST_TEST(reason(contact, {}) == Code::no_identified_user);
  BOOST_TEST(reason(contact, made::pool_sim()) == Code::no_identified_user);
  State another = made::granted(made::employee(), "contact-sms");
  BOOST_TEST(reason(contact, another) == Code::consent_given);
  another.person.id = "prs-anna";
  BOOST_TEST(reason(contact, another) == Code::store_unreadable);
}

BOOST_AUTO_TEST_CASE(L55_a_new_processing_of_a_channel_needs_a_new_yes) {
  Contact contact;
  contact.channel = "contact-sms";
  State state = made::granted(made::employee(), "contact-sms");
  state.subject.choices.front().processing_version = 7;
  BOOST_TEST(reason(contact, state) == Code::channel_not_consented);
  contact.sale = Sale{true, true, true, true};
  BOOST_TEST(reason(contact, state) == Code::channel_not_consented);
}

BOOST_AUTO_TEST_CASE(L94_a_purpose_out_of_force_makes_nothing_personal) {
  Contact contact;
  contact.channel = "contact-sms";
  contact.purpose = offers;
  const State state = made::granted(made::allowed(offers), "contact-sms");
  BOOST_TEST(reason(contact, state) == Code::consent_given);
  const Catalogue dormant = made::catalogue_of(
      made::with(made::demo_document(), "/purposes/0/active", boolean_value(false)));
  BOOST_TEST(reason(contact, state, dormant) == Code::purpose_inactive);
}

BOOST_AUTO_TEST_CASE(R18_a_contact_is_read_with_all_its_members) {
  const auto contact = contact_from(
      json_of(R"({"channel":"contact-phone","content":"service","recipient":"legal-person",)"
              R"("purpose":"p","number":"private","about":"private",)"
              R"("local_time":"2026-11-24T14:30","nix":{"checked_at":"2026-11-01T00:00:00Z",)"
              R"("listed":false},"sale":{"to_person":true,"opt_out_in_message":true}})"),
      "");
  BOOST_REQUIRE(contact);
  BOOST_TEST((contact->content == Content::service));
  BOOST_TEST((contact->recipient == Addressee::legal_person));
  BOOST_TEST((contact->number == NumberKind::private_));
  BOOST_TEST((contact->about == About::private_));
  BOOST_TEST(*contact->local_time == made::at("2026-11-24T14:30:00Z"));
  BOOST_TEST(!contact->nix->listed);
  BOOST_TEST(contact->sale->to_person);
  BOOST_TEST(!contact->sale->own_similar);
  const auto least = contact_from(json_of(R"({"channel":"c","content":"marketing"})"), "");
  BOOST_REQUIRE(least);
  BOOST_TEST((least->recipient == Addressee::natural_person));
  BOOST_TEST((!least->number && !least->nix && !least->sale && !least->local_time));
}

BOOST_AUTO_TEST_CASE(R18_a_contact_is_read_strictly) {
  BOOST_TEST(fault(R"({"content":"marketing"})") ==
             (Error{Code::missing_member, "/contact/channel"}));
  BOOST_TEST(fault(R"({"channel":"c"})") == (Error{Code::missing_member, "/contact/content"}));
  BOOST_TEST(fault(R"({"channel":"c","content":"news"})") ==
             (Error{Code::bad_value, "/contact/content"}));
  const auto with_member = [](std::string_view member) {
    return fault(R"({"channel":"c","content":"marketing",)" + std::string(member) + "}");
  };
  BOOST_TEST(with_member(R"("recipient":"person")") ==
             (Error{Code::bad_value, "/contact/recipient"}));
  BOOST_TEST(with_member(R"("number":"home")") == (Error{Code::bad_value, "/contact/number"}));
  BOOST_TEST(with_member(R"("about":"work")") == (Error{Code::bad_value, "/contact/about"}));
  BOOST_TEST(with_member(R"("nix":{"listed":false})") ==
             (Error{Code::missing_member, "/contact/nix/checked_at"}));
  BOOST_TEST(with_member(R"("sale":{"cheap":true})") ==
             (Error{Code::unknown_member, "/contact/sale/cheap"}));
  BOOST_TEST(with_member(R"("msisdn":"+46700000000")") ==
             (Error{Code::unknown_member, "/contact/msisdn"}));
}

BOOST_AUTO_TEST_CASE(R18_a_wall_clock_has_minutes_and_no_offset) {
  const auto clock = [](std::string_view text) {
    return fault(R"({"channel":"c","content":"marketing","local_time":")" + std::string(text) +
                 "\"}");
  };
  BOOST_TEST(clock("2026-11-24T14:30").code == Code::accepted);
  for (const std::string_view text :
       {"2026-11-24", "2026-11-24T14:30Z", "2026-11-24T14:30:00", "2026-11-24T14:30+01:00",
        "2026-11-24T24:00", "2026-02-29T10:00", "2026-11-24T14:30:15."}) {
    BOOST_TEST(clock(text) == (Error{Code::bad_time, "/contact/local_time"}), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// How long one traffic record may be kept, and for what: the store asks, the core answers.
#include <boost/test/unit_test.hpp>

#include "core/record.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::allowed;
using made::at;
using made::employee;
using made::offers;
using made::today;
using made::with;
using made::without;

constexpr std::string_view service = "traffic-customer-service";
using Ids = std::vector<std::string>;

/// An hour old, from the mediation store, kept for offers.
Record record() {
  Record out;
  out.made_at = today - 3'600'000;
  out.store = "mediation";
  out.uses = {std::string(offers)};
  return out;
}

RecordAnswer ask(const Record& asked, const State& state, Time now = today,
                 const Catalogue& catalogue = made::demo()) {
  const auto answer = decide_record(asked, catalogue, state, now);
  BOOST_TEST_REQUIRE(bool(answer));
  return *answer;
}

Error fault(const Record& asked, const State& state = employee(),
            const Catalogue& catalogue = made::demo()) {
  const auto answer = decide_record(asked, catalogue, state, today);
  BOOST_TEST_REQUIRE(!answer);
  return answer.error();
}

void check_kept(const RecordAnswer& answer, Code reason, const Ids& purposes) {
  BOOST_TEST((answer.action == RecordAction::keep));
  BOOST_TEST(answer.reason == reason);
  BOOST_TEST(answer.purposes == purposes, boost::test_tools::per_element());
}

/// Gone within a day, and for that reason.
void check_gone(const RecordAnswer& answer, Code reason, Time now = today) {
  BOOST_TEST((answer.action == RecordAction::erase));
  BOOST_TEST(answer.reason == reason);
  BOOST_TEST(answer.purposes.empty());
  BOOST_TEST(answer.due.value_or(0) == now + day_ms);
}

Record retained(RetentionCategory category) {
  Record out;
  out.made_at = at("2026-08-31T12:00:00.000Z");
  out.store = "crime-retention";
  out.category = category;
  return out;
}

BOOST_AUTO_TEST_SUITE(keeping)

BOOST_AUTO_TEST_CASE(L85_retained_records_live_for_their_categorys_months_to_the_millisecond) {
  const std::pair<RetentionCategory, std::string_view> ends[] = {
      {RetentionCategory::telephony, "2027-02-28T12:00:00.000Z"},
      {RetentionCategory::telephony_location, "2026-10-31T12:00:00.000Z"},
      {RetentionCategory::internet, "2027-06-30T12:00:00.000Z"},
      {RetentionCategory::internet_equipment_id, "2027-02-28T12:00:00.000Z"}};
  for (const auto& [category, text] : ends) {
    const Time end = at(text);
    const RecordAnswer before = ask(retained(category), employee(), end - 1);
    check_kept(before, Code::retention_store_locked, {});
    BOOST_TEST(before.due.value_or(0) == end);
    for (const Time now : {end, end + 1}) {
      const RecordAnswer after = ask(retained(category), employee(), now);
      BOOST_TEST((after.action == RecordAction::erase));
      BOOST_TEST(after.reason == Code::record_too_old);
      BOOST_TEST(after.due.value_or(0) == end);
    }
  }
}

BOOST_AUTO_TEST_CASE(L85_a_pending_order_holds_a_retained_record_past_its_end) {
  Record held = retained(RetentionCategory::telephony);
  held.hold = true;
  const Time end = at("2027-02-28T12:00:00.000Z");
  BOOST_TEST(ask(held, employee(), end - 1).due.value_or(0) == end);
  const RecordAnswer after = ask(held, employee(), end);
  check_kept(after, Code::retention_store_locked, {});
  BOOST_TEST(after.due.value_or(0) == end);
  held.hold = false;
  BOOST_TEST((ask(held, employee(), end).action == RecordAction::erase));
}

BOOST_AUTO_TEST_CASE(L84_no_consent_and_no_bill_changes_what_the_locked_store_keeps) {
  Record asked = retained(RetentionCategory::telephony);
  asked.uses = {std::string(offers)};
  asked.billing = Billing{};
  check_kept(ask(asked, allowed(offers)), Code::retention_store_locked, {});
  const RecordAnswer after = ask(asked, allowed(offers), at("2027-02-28T12:00:00.000Z"));
  BOOST_TEST((after.action == RecordAction::erase));
}

BOOST_AUTO_TEST_CASE(L85_the_months_are_the_catalogues) {
  const Catalogue other = made::catalogue_of(
      with(made::demo_document(), "/crime_retention_months/telephony", integer_value(3)));
  const Record asked = retained(RetentionCategory::telephony);
  const Time end = at("2026-11-30T12:00:00.000Z");
  BOOST_TEST((ask(asked, employee(), end - 1, other).action == RecordAction::keep));
  BOOST_TEST((ask(asked, employee(), end, other).action == RecordAction::erase));
}

BOOST_AUTO_TEST_CASE(L85_a_locked_record_of_no_known_category_is_nobodys_to_erase) {
  Record asked = retained(RetentionCategory::telephony);
  asked.category.reset();
  BOOST_TEST(fault(asked) == (Error{Code::missing_member, "/category"}));
  const Catalogue none =
      made::catalogue_of(without(made::demo_document(), "/crime_retention_months"));
  BOOST_TEST(fault(retained(RetentionCategory::internet), employee(), none) ==
             (Error{Code::unknown_reference, "/category"}));
}

BOOST_AUTO_TEST_CASE(R27_a_record_is_kept_while_a_consent_allows_it_and_for_that_alone) {
  check_kept(ask(record(), allowed(offers)), Code::consent_given, {std::string(offers)});
  Record older = record();
  older.made_at = today - day_ms;  // the moment of the yes
  check_kept(ask(older, allowed(offers)), Code::consent_given, {std::string(offers)});
  older.made_at -= 1;
  check_gone(ask(older, allowed(offers)), Code::outside_consent_interval);
}

BOOST_AUTO_TEST_CASE(L41_a_withdrawal_leaves_a_record_nothing_to_be_kept_for) {
  const State state = allowed(offers);
  check_kept(ask(record(), state), Code::consent_given, {std::string(offers)});
  check_gone(ask(record(), made::withdrawn(state, offers)), Code::withdrawn);
  const State again = made::granted(made::withdrawn(state, offers), offers, today + 1);
  check_gone(ask(record(), again, today + 1), Code::outside_consent_interval, today + 1);
}

BOOST_AUTO_TEST_CASE(L41_what_an_unpaid_bill_needs_is_kept_for_billing_alone) {
  Record asked = record();
  asked.billing = Billing{};
  const Ids both = {"subscriber-billing", "interconnection", std::string(offers)};
  check_kept(ask(asked, allowed(offers)), Code::consent_given, both);
  check_kept(ask(asked, made::withdrawn(allowed(offers), offers)), Code::no_consent_needed,
             {"subscriber-billing", "interconnection"});
}

BOOST_AUTO_TEST_CASE(L88_a_bill_holds_until_paid_and_no_longer_open_to_objection) {
  Record asked = record();
  asked.uses.clear();
  asked.billing = Billing{today, std::nullopt, false};
  const Ids billing = {"subscriber-billing", "interconnection"};
  check_kept(ask(asked, employee(), today - 1), Code::no_consent_needed, billing);
  check_gone(ask(asked, employee(), today), Code::no_decision);
  asked.billing->objection_until = today + 10;
  const RecordAnswer open = ask(asked, employee(), today + 9);
  check_kept(open, Code::no_consent_needed, billing);
  BOOST_TEST(open.due.value_or(0) == today + 10);
  check_gone(ask(asked, employee(), today + 10), Code::no_decision, today + 10);
  asked.billing->paid_at.reset();
  const RecordAnswer unpaid = ask(asked, employee(), today + 10);
  check_kept(unpaid, Code::no_consent_needed, billing);
  BOOST_TEST(!unpaid.due.has_value());
}

BOOST_AUTO_TEST_CASE(L88_a_disputed_bill_keeps_its_records_for_the_dispute) {
  Record asked = record();
  asked.uses.clear();
  asked.billing = Billing{today - 1, today - 1, true};
  const RecordAnswer answer = ask(asked, employee());
  check_kept(answer, Code::no_consent_needed, {"dispute"});
  BOOST_TEST(!answer.due.has_value());
  asked.billing->disputed = false;
  check_gone(ask(asked, employee()), Code::no_decision);
}

BOOST_AUTO_TEST_CASE(L88_no_record_goes_because_a_catalogue_forgot_its_bills) {
  Value document = made::demo_document();
  for (std::size_t i = 0; i < document.find("information_purposes")->items.size(); ++i) {
    const Value& one = document.find("information_purposes")->items[i];
    if (one.find("keeps") == nullptr) continue;
    document = without(std::move(document), pointer(pointer("/information_purposes", i), "keeps"));
  }
  const Catalogue forgetful = made::catalogue_of(document);
  Record asked = record();
  asked.billing = Billing{};
  BOOST_TEST(fault(asked, employee(), forgetful) == (Error{Code::unknown_reference, "/billing"}));
  asked.billing = Billing{today, std::nullopt, true};
  BOOST_TEST(fault(asked, employee(), forgetful) ==
             (Error{Code::unknown_reference, "/billing/disputed"}));
  asked.billing.reset();
  asked.delivered = false;
  BOOST_TEST(fault(asked, employee(), forgetful) == (Error{Code::unknown_reference, "/delivered"}));
}

BOOST_AUTO_TEST_CASE(L86_a_record_goes_when_its_message_has_arrived_and_nothing_else_holds_it) {
  Record asked = record();
  asked.uses.clear();
  asked.delivered = false;
  check_kept(ask(asked, employee()), Code::no_consent_needed, {"transmission"});
  asked.delivered = true;
  check_gone(ask(asked, employee()), Code::no_decision);
}

BOOST_AUTO_TEST_CASE(L86_a_record_goes_with_the_last_of_its_uses) {
  State state = made::granted(made::opened(allowed(offers), service, today - day_ms), service,
                              today - day_ms);
  Record asked = record();
  asked.uses = {std::string(offers), std::string(service)};
  check_kept(ask(asked, state), Code::consent_given, asked.uses);
  state = made::withdrawn(state, offers);
  check_kept(ask(asked, state), Code::consent_given, {std::string(service)});
  check_gone(ask(asked, made::withdrawn(state, service)), Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(L86_the_reason_is_that_of_the_last_use_in_the_list) {
  Record asked = record();
  asked.uses = {std::string(offers), std::string(service)};
  const State state = made::withdrawn(allowed(offers), offers);
  check_gone(ask(asked, state), Code::user_consent_missing);
  std::swap(asked.uses[0], asked.uses[1]);
  check_gone(ask(asked, state), Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(L86_the_sweep_is_the_catalogues_and_a_store_may_de_identify) {
  Value document = with(made::demo_document(), "/policy/sweep_hours", integer_value(6));
  document = with(document, "/stores/0/on_end", text_value("de_identify"));
  const Catalogue other = made::catalogue_of(document);
  const RecordAnswer answer = ask(record(), employee(), today, other);
  BOOST_TEST((answer.action == RecordAction::de_identify));
  BOOST_TEST(answer.due.value_or(0) == today + 6 * 3'600'000);
  document = with(document, "/stores/0/on_end", text_value("erase"));
  BOOST_TEST((ask(record(), employee(), today, made::catalogue_of(document)).action ==
              RecordAction::erase));
}

BOOST_AUTO_TEST_CASE(L56_a_record_is_out_at_its_greatest_age) {
  const State state =
      made::granted(made::opened(employee(), offers, at("2026-02-01T00:00:00.000Z")), offers,
                    at("2026-02-01T00:00:00.000Z"));
  Record asked = record();
  asked.made_at = at("2026-02-02T00:00:00.000Z");
  const Time end = asked.made_at + 180 * day_ms;
  const RecordAnswer before = ask(asked, state, end - 1);
  check_kept(before, Code::consent_given, {std::string(offers)});
  BOOST_TEST(before.due.value_or(0) == end);
  check_gone(ask(asked, state, end), Code::record_too_old, end);
}

BOOST_AUTO_TEST_CASE(L59_a_record_is_out_when_its_consent_ends) {
  const Time given = at("2026-02-01T00:00:00.000Z");
  const State state = made::granted(made::opened(employee(), offers, given), offers, given);
  const Time end = at("2028-02-01T00:00:00.000Z");
  Record asked = record();
  asked.made_at = end - 10 * day_ms;
  const RecordAnswer before = ask(asked, state, end - 1);
  check_kept(before, Code::consent_given, {std::string(offers)});
  BOOST_TEST(before.due.value_or(0) == end);
  check_gone(ask(asked, state, end), Code::expired, end);
}

BOOST_AUTO_TEST_CASE(R4_a_gate_vetoes_use_and_not_collection) {
  const State open = allowed(offers);
  const State closed = made::closed(open, offers);
  BOOST_TEST(made::reason(made::question(offers), closed) == Code::subscriber_gate_closed);
  check_kept(ask(record(), closed), Code::consent_given, {std::string(offers)});
  check_gone(ask(record(), made::withdrawn(closed, offers)), Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(R27_silence_keeps_nothing) {
  check_gone(ask(record(), employee()), Code::user_consent_missing);
  check_gone(ask(record(), made::opened(employee(), offers)), Code::user_consent_missing);
  check_gone(ask(record(), made::pool_sim()), Code::no_identified_user);
  check_gone(ask(record(), State()), Code::no_identified_user);
}

BOOST_AUTO_TEST_CASE(L85_a_pending_order_holds_a_record_in_any_store_and_opens_no_use) {
  Record asked = record();
  asked.hold = true;
  const RecordAnswer answer = ask(asked, made::withdrawn(allowed(offers), offers));
  check_kept(answer, Code::no_consent_needed, {});
  BOOST_TEST(!answer.due.has_value());
  check_kept(ask(asked, allowed(offers)), Code::consent_given, {std::string(offers)});
  asked.hold = false;
  check_gone(ask(asked, made::withdrawn(allowed(offers), offers)), Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(R5_a_record_from_the_future_is_outside) {
  Record asked = record();
  asked.made_at = today + 1;
  check_gone(ask(asked, allowed(offers)), Code::outside_consent_interval);
  asked.made_at = today;
  check_kept(ask(asked, allowed(offers)), Code::consent_given, {std::string(offers)});
}

BOOST_AUTO_TEST_CASE(R2_a_restriction_stops_use_and_not_storage) {
  State state = allowed(offers);
  state.person.restricted = true;
  const RecordAnswer answer = ask(record(), state);
  check_kept(answer, Code::restricted, {});
  BOOST_TEST(!answer.due.has_value());
  Record asked = record();
  const Catalogue asleep =
      made::catalogue_of(with(made::demo_document(), "/purposes/0/active", boolean_value(false)));
  check_kept(ask(asked, state, today, asleep), Code::restricted, {});
  asked.billing = Billing{};
  check_kept(ask(asked, state), Code::no_consent_needed, {"subscriber-billing", "interconnection"});
  // Also one that is kept for nothing: its person asked that it be stored (L122).
  asked.billing.reset();
  asked.uses.clear();
  check_kept(ask(asked, state), Code::restricted, {});
}

BOOST_AUTO_TEST_CASE(R2_an_objection_to_marketing_leaves_nothing_to_be_kept_for) {
  State state = allowed(offers);
  state.person.objections.push_back({"", today});
  check_gone(ask(record(), state), Code::objected);
}

BOOST_AUTO_TEST_CASE(R27_what_cannot_be_read_is_kept_and_used_for_nothing) {
  State state = allowed(offers);
  state.readable = false;
  check_kept(ask(record(), state), Code::store_unreadable, {});
  state.readable = true;
  state.person.id = "prs-somebody";
  check_kept(ask(record(), state), Code::store_unreadable, {});
  Record asked = record();
  asked.uses.clear();
  check_kept(ask(asked, state), Code::store_unreadable, {});
}

BOOST_AUTO_TEST_CASE(R27_a_question_about_nothing_known_is_no_reason_to_erase) {
  Record asked = record();
  asked.store = "attic";
  BOOST_TEST(fault(asked) == (Error{Code::store_unknown, "/store"}));
  asked = record();
  asked.uses.push_back("no-such-purpose");
  BOOST_TEST(fault(asked) == (Error{Code::unknown_purpose, "/uses/1"}));
  for (const std::string_view use : {"abuse-detection", "contact-sms", "cookie-statistics"}) {
    asked.uses = {std::string(use)};
    BOOST_TEST(fault(asked) == (Error{Code::purpose_mismatch, "/uses/0"}));
  }
}

BOOST_AUTO_TEST_CASE(L36_a_purpose_that_is_no_more_keeps_nothing) {
  Value document = made::demo_document();
  document = with(document, "/retired_purposes", texts_value({"traffic-of-old"}));
  const Catalogue catalogue = made::catalogue_of(document);
  Record asked = record();
  asked.uses = {"traffic-of-old"};
  check_gone(ask(asked, employee(), today, catalogue), Code::unknown_purpose);
}

BOOST_AUTO_TEST_CASE(R27_a_record_is_read_strictly) {
  const auto code = [](std::string_view text) {
    const auto read = record_from(made::json_of(text), "/record");
    return read ? "ok" : std::string(name_of(read.error().code)) + read.error().where;
  };
  BOOST_TEST(code(R"({"made_at":"2026-11-24T08:00:00Z","store":"mediation"})") == "ok");
  BOOST_TEST(code(R"({"made_at":"2026-11-24T08:00:00Z","store":"mediation","category":"internet",)"
                  R"("uses":["a"],"billing":{"paid_at":"2026-11-24T08:00:00Z","disputed":true},)"
                  R"("hold":true,"delivered":false})") == "ok");
  BOOST_TEST(code(R"({"store":"mediation"})") == "missing_member/record/made_at");
  BOOST_TEST(code(R"({"made_at":"2026-11-24T08:00:00Z"})") == "missing_member/record/store");
  const std::string begun = R"({"made_at":"2026-11-24T08:00:00Z","store":"mediation",)";
  BOOST_TEST(code(begun + R"("category":"telegraphy"})") == "bad_value/record/category");
  BOOST_TEST(code(begun + R"("hold":"yes"})") == "wrong_type/record/hold");
  BOOST_TEST(code(begun + R"("number":"+46700000000"})") == "unknown_member/record/number");
  BOOST_TEST(code(begun + R"("billing":{"paid":true}})") == "unknown_member/record/billing/paid");
}

BOOST_AUTO_TEST_CASE(L85_a_catalogue_states_all_four_times_or_none) {
  const auto fault_of = [](const Value& document) {
    const auto read = Catalogue::parse(document, sha256);
    return read ? Error{Code::accepted, ""} : read.error();
  };
  const Value& document = made::demo_document();
  BOOST_TEST(fault_of(without(document, "/crime_retention_months")).code == Code::accepted);
  BOOST_TEST(fault_of(without(document, "/crime_retention_months/internet")) ==
             (Error{Code::missing_member, "/crime_retention_months/internet"}));
  BOOST_TEST(fault_of(with(document, "/stores/0/on_end", text_value("burn"))) ==
             (Error{Code::bad_value, "/stores/0/on_end"}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

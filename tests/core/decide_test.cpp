/// May this data be used for this purpose, by this role?
#include "core/decide.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::question;
using made::reason;
using made::today;
using made::with;

std::vector<std::string> traffic() {
  std::vector<std::string> out;
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind == PurposeKind::consent) out.push_back(purpose.id);
  }
  return out;
}

State stopped(EventKind kind, std::string_view purpose, State state) {
  return made::after(std::move(state), made::stop(kind, purpose), made::erik());
}

BOOST_AUTO_TEST_SUITE(deciding)

BOOST_AUTO_TEST_CASE(silence_is_no_to_every_traffic_purpose_L1_R1) {
  BOOST_TEST(traffic().size() == 6u);
  for (const std::string& purpose : traffic()) {
    BOOST_TEST(reason(question(purpose), employee()) == Code::subscriber_gate_closed, purpose);
    BOOST_TEST(
        reason(question(purpose), made::opened(employee(), purpose)) == Code::user_consent_missing,
        purpose);
    BOOST_TEST(reason(question(purpose), {}) == Code::no_identified_user, purpose);
  }
  // No decision is for purposes of the user alone.
  BOOST_TEST(reason(question("leak-hints", made::second()), employee(), today, made::second()) ==
             Code::no_decision);
}

BOOST_AUTO_TEST_CASE(gate_and_user_give_the_truth_table_row_by_row_L65) {
  const Question asked = question(offers);
  const State none = employee();
  const State open = made::opened(none, offers);
  const auto yes = [](State state) { return made::granted(std::move(state), offers); };
  const auto no = [](EventKind kind, State state) {
    return stopped(kind, offers, std::move(state));
  };
  BOOST_TEST(reason(asked, none) == Code::subscriber_gate_closed);
  BOOST_TEST(reason(asked, yes(none)) == Code::subscriber_gate_closed);
  BOOST_TEST(reason(asked, open) == Code::user_consent_missing);
  BOOST_TEST(reason(asked, no(EventKind::refused, open)) == Code::refused);
  BOOST_TEST(reason(asked, yes(open)) == Code::consent_given);
  BOOST_TEST(reason(asked, no(EventKind::withdrawn, yes(open))) == Code::withdrawn);
  const State shut = made::closed(yes(open), offers);
  BOOST_TEST(reason(asked, shut) == Code::subscriber_gate_closed);
  BOOST_TEST(reason(asked, no(EventKind::withdrawn, shut)) == Code::subscriber_gate_closed);
  BOOST_TEST(reason(asked, made::opened(shut, offers)) == Code::consent_given);
  BOOST_TEST(reason(asked, made::opened(made::pool_sim(), offers)) == Code::no_identified_user);
  // The rows of a sole trader and of an administrator's grant stand in grant_test.cpp.
}

BOOST_AUTO_TEST_CASE(a_sim_without_a_user_is_denied_whatever_its_gates_L75) {
  State state = made::opened(made::pool_sim(), offers);
  BOOST_TEST(reason(question(offers), made::pool_sim()) == Code::no_identified_user);
  state.subject.choices = made::allowed(offers).subject.choices;
  BOOST_TEST(reason(question(offers), state) == Code::no_identified_user);
}

BOOST_AUTO_TEST_CASE(an_allow_tells_its_basis_its_grant_and_when_to_ask_again_R23) {
  const State state = made::allowed(offers);
  const Decision decision = decide_processing(question(offers), made::demo(), state, today);
  BOOST_TEST(decision.allow);
  BOOST_TEST(decision.basis == "LEK 9:2 st. 2; GDPR 6(1)(a)");
  BOOST_TEST(decision.consent_id == "sub-erik-bjork/2");
  BOOST_TEST(decision.expires == today + 60 * second_ms);
  BOOST_TEST(
      canonical(to_value(decision)) ==
      R"j({"basis":"LEK 9:2 st. 2; GDPR 6(1)(a)","consent_id":"sub-erik-bjork/2",)j"
      R"j("decision":"allow","expires":"2026-11-24T08:01:00.000Z","reason":"consent_given"})j");
}

BOOST_AUTO_TEST_CASE(a_denial_tells_its_reason_and_nothing_else) {
  const Decision decision = decide_processing(question(offers), made::demo(), employee(), today);
  BOOST_TEST(canonical(to_value(decision)) ==
             R"({"decision":"deny","reason":"subscriber_gate_closed"})");
  BOOST_TEST(!Decision{}.allow);
}

BOOST_AUTO_TEST_CASE(a_decision_ends_with_the_consent_the_record_or_a_minute_R23) {
  const State state = made::allowed(offers);
  const Time end = find_choice(state.subject, offers)->until;
  const auto expires = [&](const Question& asked, Time now) {
    return decide_processing(asked, made::demo(), state, now).expires;
  };
  BOOST_TEST(expires(question(offers), end - 61 * second_ms) == end - second_ms);
  BOOST_TEST(expires(question(offers), end - 30 * second_ms) == end);
  Question old = question(offers);
  old.record_time = today - 3'600 * second_ms;
  const Time too_old = *old.record_time + 180 * day_ms;
  BOOST_TEST(expires(old, too_old - 30 * second_ms) == too_old);
  BOOST_TEST(expires(old, too_old - 60 * second_ms) == too_old);
  // The other catalogue's minute is half as long, and its information purposes have one too.
  const Decision warning =
      decide_processing(question("flood-warning", made::second()), made::second(), state, today);
  BOOST_TEST(warning.expires == today + 30 * second_ms);
}

BOOST_AUTO_TEST_CASE(no_answer_ends_after_the_last_time_that_can_be_written) {
  const Decision warning =
      decide_processing(question("public-warning"), made::demo(), {}, time_max - 1);
  BOOST_TEST(warning.expires == time_max);
}

BOOST_AUTO_TEST_CASE(a_withdrawal_counts_at_once_and_not_before_L39_L40) {
  State state = made::allowed(offers);
  BOOST_TEST(reason(question(offers), state, today - 1) == Code::consent_given);
  state = made::withdrawn(state, offers, today);
  BOOST_TEST(reason(question(offers), state, today) == Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(a_consent_is_out_at_twenty_four_months_L59_R6) {
  const State state = made::granted(made::opened(employee(), offers), offers, today);
  const Time end = made::at("2028-11-24T08:00:00.000Z");
  BOOST_TEST(reason(question(offers), state, end - 1) == Code::consent_given);
  BOOST_TEST(reason(question(offers), state, end) == Code::expired);
  BOOST_TEST(reason(question(offers), state, end + second_ms) == Code::expired);
  // A new act renews it.
  const State renewed = made::granted(state, offers, end - day_ms);
  BOOST_TEST(reason(question(offers), renewed, end) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(a_later_policy_shortens_a_grant_and_never_lengthens_it_R6) {
  const State state = made::granted(made::opened(employee(), offers), offers, today);
  const auto with_months = [](std::int64_t months) {
    return made::catalogue_of(
        with(made::demo_document(), "/policy/consent_months", integer_value(months)));
  };
  const Time year = add_months(today, 12);
  BOOST_TEST(reason(question(offers), state, year - 1, with_months(12)) == Code::consent_given);
  BOOST_TEST(reason(question(offers), state, year, with_months(12)) == Code::expired);
  BOOST_TEST(reason(question(offers), state, add_months(today, 24), with_months(36)) ==
             Code::expired);
}

BOOST_AUTO_TEST_CASE(a_new_processing_asks_anew_and_new_words_do_not_L54_L55) {
  const State state = made::allowed(offers);
  const Catalogue processing = made::catalogue_of(
      with(made::demo_document(), "/purposes/0/processing_version", integer_value(2)));
  const Catalogue words =
      made::catalogue_of(with(made::demo_document(), "/purposes/0/text_version", integer_value(2)));
  BOOST_TEST(reason(question(offers), state, today, processing) == Code::superseded_processing);
  BOOST_TEST(reason(question(offers), state, today, words) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(a_yes_to_one_purpose_is_none_to_another_L24) {
  State state = made::allowed(offers);
  state = made::opened(state, "traffic-customer-service");
  BOOST_TEST(reason(question("traffic-customer-service"), state) == Code::user_consent_missing);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// Which records a running consent covers: those of its interval, and none too old.
#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::today;

Time day(std::string_view date) { return made::at(std::string(date) + "T00:00:00.000Z"); }

Code of_record(const State& state, Time made_at, Time now,
               const Catalogue& catalogue = made::demo(), std::string_view purpose = offers) {
  Question asked = made::question(purpose, catalogue);
  asked.record_time = made_at;
  return made::reason(asked, state, now, catalogue);
}

/// `leak-hints` looks back 30 days and lets records be 90 days old; the user's yes is enough.
Code of_litres(const State& state, Time made_at, Time now) {
  return of_record(state, made_at, now, made::second(), "leak-hints");
}
State hints_granted(State state, Time now) {
  return made::granted(std::move(state), "leak-hints", now, made::second());
}
State hints_stopped(State state, EventKind kind, Time now) {
  return made::after(std::move(state), made::stop(kind, "leak-hints"), made::erik(), now,
                     made::second());
}

BOOST_AUTO_TEST_SUITE(records)

BOOST_AUTO_TEST_CASE(a_record_of_the_gap_between_two_consents_is_outside_L57) {
  State state = made::opened(employee(), offers, day("2026-01-01"));
  state = made::granted(state, offers, day("2026-01-01"));
  state = made::withdrawn(state, offers, day("2026-01-31"));
  state = made::granted(state, offers, day("2026-03-01"));
  const Time now = day("2026-03-10");
  BOOST_TEST(of_record(state, day("2026-02-10"), now) == Code::outside_consent_interval);
  // Those of before the break are out for good: their erasure began.
  BOOST_TEST(of_record(state, day("2026-01-15"), now) == Code::outside_consent_interval);
  BOOST_TEST(of_record(state, day("2026-03-01") - 1, now) == Code::outside_consent_interval);
  BOOST_TEST(of_record(state, day("2026-03-01"), now) == Code::consent_given);
  BOOST_TEST(of_record(state, day("2026-03-05"), now) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(a_record_from_before_the_first_yes_is_outside_L57) {
  const State state = made::granted(made::opened(employee(), offers), offers, today);
  BOOST_TEST(of_record(state, today - 1, today + day_ms) == Code::outside_consent_interval);
  BOOST_TEST(of_record(state, today, today + day_ms) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(a_record_from_the_future_is_outside_R5) {
  const State state = made::allowed(offers);
  BOOST_TEST(of_record(state, today, today) == Code::consent_given);
  BOOST_TEST(of_record(state, today + 1, today) == Code::outside_consent_interval);
}

BOOST_AUTO_TEST_CASE(renewals_on_the_same_version_keep_the_interval_R5) {
  State state = made::granted(made::opened(employee(), offers), offers, today);
  state = made::granted(state, offers, today + 30 * day_ms);
  BOOST_TEST(of_record(state, today + day_ms, today + 31 * day_ms) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(an_expiry_or_a_new_version_breaks_the_interval_R5) {
  State state = made::granted(made::opened(employee(), offers), offers, today);
  const Time end = add_months(today, 24);
  const State late = made::granted(state, offers, end + day_ms);
  BOOST_TEST(of_record(late, end - day_ms, end + 2 * day_ms) == Code::outside_consent_interval);
  const Catalogue next = made::catalogue_of(
      made::with(made::demo_document(), "/purposes/0/processing_version", integer_value(2)));
  const State renewed = made::granted(state, offers, today + 30 * day_ms, next);
  BOOST_TEST(of_record(renewed, today + 29 * day_ms, today + 31 * day_ms, next) ==
             Code::outside_consent_interval);
  BOOST_TEST(of_record(renewed, today + 30 * day_ms, today + 31 * day_ms, next) ==
             Code::consent_given);
}

BOOST_AUTO_TEST_CASE(R6_a_yes_that_a_shorter_policy_ended_is_no_renewal_R5) {
  const Catalogue shorter = made::catalogue_of(
      made::with(made::demo_document(), "/policy/consent_months", integer_value(12)));
  const State state = made::granted(made::opened(employee(), offers), offers, today);
  const Time end = add_months(today, 12);
  const auto events_at = [&](Time now) {
    const auto events = accept(made::grant(state, offers, now, shorter),
                               made::circumstances(now, shorter), state, made::erik());
    BOOST_REQUIRE(events);
    return *events;
  };
  BOOST_TEST(events_at(end - 1).size() == 1u);
  const auto events = events_at(end);
  BOOST_REQUIRE(events.size() == 2u);
  BOOST_TEST(events[0].kind == EventKind::expired);
  BOOST_TEST(events[1].kind == EventKind::granted);
  BOOST_TEST(events[1].sequence == events[0].sequence + 1);
  const State renewed = made::granted(state, offers, end + day_ms, shorter);
  BOOST_TEST(find_choice(renewed.subject, offers)->since == end + day_ms);
  BOOST_TEST(find_choice(renewed.subject, offers)->stopped_at.value() == end);
  BOOST_TEST(of_record(renewed, end - day_ms, end + 2 * day_ms, shorter) ==
             Code::outside_consent_interval);
}

BOOST_AUTO_TEST_CASE(a_record_is_out_at_its_maximum_age_L56_R6) {
  const State state = made::granted(made::opened(employee(), offers), offers, today);
  const Time record = today + day_ms;
  BOOST_TEST(of_record(state, record, record + 180 * day_ms - 1) == Code::consent_given);
  BOOST_TEST(of_record(state, record, record + 180 * day_ms) == Code::record_too_old);
  BOOST_TEST(of_record(state, record, record + 181 * day_ms) == Code::record_too_old);
  // Every traffic purpose has an age of its own.
  const std::string_view service = "traffic-customer-service";
  const State served = made::granted(made::opened(employee(), service), service, today);
  BOOST_TEST(of_record(served, record, record + 90 * day_ms, made::demo(), service) ==
             Code::record_too_old);
}

BOOST_AUTO_TEST_CASE(a_look_back_reaches_as_far_as_the_text_says_L57_R5) {
  const State state = hints_granted(employee(), today);
  const Time now = today + day_ms;
  BOOST_TEST(of_litres(state, today - 30 * day_ms, now) == Code::consent_given);
  BOOST_TEST(of_litres(state, today - 30 * day_ms - 1, now) == Code::outside_consent_interval);
}

BOOST_AUTO_TEST_CASE(a_look_back_never_reaches_past_the_last_stop_R5) {
  for (const EventKind kind : {EventKind::withdrawn, EventKind::refused}) {
    State state = hints_granted(employee(), today - 60 * day_ms);
    state = hints_stopped(state, kind, today - 10 * day_ms);
    state = hints_granted(state, today);
    const Time now = today + day_ms;
    BOOST_TEST(of_litres(state, today - 10 * day_ms, now) == Code::consent_given, kind);
    BOOST_TEST(of_litres(state, today - 10 * day_ms - 1, now) == Code::outside_consent_interval,
               kind);
  }
}

BOOST_AUTO_TEST_CASE(a_no_that_no_yes_came_before_is_a_stop_as_well_R5) {
  State state = hints_stopped(employee(), EventKind::refused, today - 10 * day_ms);
  state = hints_granted(state, today);
  BOOST_TEST(of_litres(state, today - 11 * day_ms, today + day_ms) ==
             Code::outside_consent_interval);
  BOOST_TEST(of_litres(state, today - 9 * day_ms, today + day_ms) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(the_last_of_several_stops_is_the_one_that_counts_R5) {
  State state = hints_granted(employee(), today - 60 * day_ms);
  state = hints_stopped(state, EventKind::withdrawn, today - 20 * day_ms);
  state = hints_stopped(state, EventKind::withdrawn, today - 5 * day_ms);
  state = hints_granted(state, today);
  BOOST_TEST(of_litres(state, today - 6 * day_ms, today + day_ms) ==
             Code::outside_consent_interval);
  BOOST_TEST(of_litres(state, today - 4 * day_ms, today + day_ms) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(a_question_without_a_record_is_about_now_R5) {
  BOOST_TEST(made::reason(made::question(offers), made::allowed(offers)) == Code::consent_given);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

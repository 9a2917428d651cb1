/// The two halves of a decision at their edges: the moments between a yes and a no, and halves that
/// no catalogue and no event can have made.
#include <boost/test/unit_test.hpp>

#include "core/prepared.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;

/// When Erik said yes.
Time given() { return today - day_ms; }

Plan asked() { return plan(made::question(offers), made::demo()); }
Entry answered() { return prepare(offers, made::demo(), made::allowed(offers)); }
Code reason(Time record_time, Time now) {
  return decide(asked(), answered(), record_time, now).reason;
}

BOOST_AUTO_TEST_SUITE(edges_of_halves)

BOOST_AUTO_TEST_CASE(halves_with_a_code_that_is_none_prove_nothing) {
  for (const std::size_t code : {std::size(code_names), std::size(code_names) + 1}) {
    Plan plan = asked();
    Entry entry = answered();
    plan.reason = static_cast<Code>(code);
    BOOST_TEST(decide(plan, entry, about_now, today).reason == Code::store_unreadable);
    plan.before_store = true;
    BOOST_TEST(decide(plan, entry, about_now, today).reason == Code::store_unreadable);
    entry.reason = static_cast<Code>(code);
    BOOST_TEST(decide(asked(), entry, about_now, today).reason == Code::store_unreadable);
  }
  Entry last = answered();
  last.reason = static_cast<Code>(std::size(code_names) - 1);
  BOOST_TEST(decide(asked(), last, about_now, today).reason == last.reason);
}

BOOST_AUTO_TEST_CASE(halves_that_say_nothing_belong_together_and_deny) {
  BOOST_TEST(decide(Plan{}, Entry{}, about_now, today).reason == Code::store_unreadable);
}

BOOST_AUTO_TEST_CASE(L59_halves_deny_from_the_end_of_the_consent_on_and_no_answer_outlasts_it) {
  const Time end = answered().end;
  BOOST_TEST(end == add_months(given(), 24));
  BOOST_TEST(reason(about_now, end - 1) == Code::consent_given);
  BOOST_TEST(reason(about_now, end) == Code::expired);
  BOOST_TEST(reason(about_now, end + 1) == Code::expired);
  BOOST_TEST(decide(asked(), answered(), about_now, end - second_ms).expires == end);
  BOOST_TEST(decide(asked(), answered(), about_now, today).expires == today + 60 * second_ms);
}

BOOST_AUTO_TEST_CASE(L57_halves_let_no_record_of_before_the_yes_or_of_the_future_pass) {
  BOOST_TEST(reason(given() - 1, today) == Code::outside_consent_interval);
  BOOST_TEST(reason(given(), today) == Code::consent_given);
  BOOST_TEST(reason(today, today) == Code::consent_given);
  BOOST_TEST(reason(today + 1, today) == Code::outside_consent_interval);
}

BOOST_AUTO_TEST_CASE(L56_halves_let_no_record_pass_that_has_its_age_and_no_answer_outlasts_it) {
  const Time end = given() + 180 * day_ms;
  BOOST_TEST(reason(given(), end - 1) == Code::consent_given);
  BOOST_TEST(reason(given(), end) == Code::record_too_old);
  BOOST_TEST(reason(given(), end + 1) == Code::record_too_old);
  BOOST_TEST(decide(asked(), answered(), given(), end - second_ms).expires == end);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

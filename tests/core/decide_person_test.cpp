/// What a person can stop besides a choice, and what they cannot.
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

BOOST_AUTO_TEST_SUITE(deciding_on_people)

BOOST_AUTO_TEST_CASE(what_the_law_wants_is_allowed_with_every_consent_off_L91_L92) {
  State state = employee();
  for (const std::string& purpose : traffic()) state = stopped(EventKind::refused, purpose, state);
  state = stopped(EventKind::restricted, "", state);
  state = stopped(EventKind::objection, "", state);
  const auto basis = [&](std::string_view purpose) {
    const Decision decision = decide_processing(question(purpose), made::demo(), state, today);
    BOOST_TEST(decision.allow, purpose);
    BOOST_TEST(decision.reason == Code::no_consent_needed);
    BOOST_TEST(decision.consent_id.empty());
    return decision.basis;
  };
  BOOST_TEST(basis("public-warning") == "LEK 9:11");
  BOOST_TEST(basis("fault-handling") == "LEK 9:3");
  BOOST_TEST(basis("abuse-detection") == "LEK 9:4 p. 4; GDPR 6(1)(f)");
  BOOST_TEST(basis("subscriber-billing").starts_with("LEK 9:2 st. 1"));
  BOOST_TEST(reason(question("traffic-fault-prevention"), state) == Code::restricted);
}

BOOST_AUTO_TEST_CASE(an_objection_stops_marketing_consented_or_not_and_nothing_else_L100_R2) {
  State state = employee();
  for (const std::string& purpose : traffic()) {
    state = made::granted(made::opened(state, purpose), purpose);
  }
  state = stopped(EventKind::objection, "", state);
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind == PurposeKind::channel || purpose.kind == PurposeKind::cookie) continue;
    const Code expected = purpose.marketing                          ? Code::objected
                          : purpose.kind == PurposeKind::information ? Code::no_consent_needed
                                                                     : Code::consent_given;
    BOOST_TEST(reason(question(purpose.id), state) == expected, purpose.id);
  }
}

BOOST_AUTO_TEST_CASE(an_objection_to_one_leaflet_stops_that_one_R3) {
  const State state = stopped(EventKind::objection, "generic-marketing-post", employee());
  BOOST_TEST(reason(question("generic-marketing-post"), state) == Code::objected);
  BOOST_TEST(reason(question("generic-marketing-call"), state) == Code::no_consent_needed);
}

BOOST_AUTO_TEST_CASE(a_restriction_stops_every_consent_purpose_until_it_is_lifted_L122) {
  State state = employee();
  for (const std::string& purpose : traffic()) {
    state = made::granted(made::opened(state, purpose), purpose);
  }
  state = stopped(EventKind::restricted, "", state);
  for (const std::string& purpose : traffic()) {
    BOOST_TEST(reason(question(purpose), state) == Code::restricted, purpose);
  }
  state = stopped(EventKind::unrestricted, "", state);
  for (const std::string& purpose : traffic()) {
    BOOST_TEST(reason(question(purpose), state) == Code::consent_given, purpose);
  }
}

BOOST_AUTO_TEST_CASE(a_state_that_could_not_be_read_or_is_anothers_allows_nothing) {
  State state = made::allowed(offers);
  state.readable = false;
  BOOST_TEST(reason(question(offers), state) == Code::store_unreadable);
  BOOST_TEST(reason(question("public-warning"), state) == Code::store_unreadable);
  state = made::allowed(offers);
  state.person = {};
  state.person.id = "prs-anna";
  BOOST_TEST(reason(question(offers), state) == Code::store_unreadable);
  BOOST_TEST(reason(question("generic-marketing-post"), state) == Code::store_unreadable);
  state = made::allowed(offers);
  state.subscriber.id = "sbr-havsvik";
  BOOST_TEST(reason(question(offers), state) == Code::subscriber_gate_closed);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

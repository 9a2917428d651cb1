/// A permit is for one purpose, one subject and one minute.
#include "core/permit.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;

Decision present(std::string_view purpose, std::string_view subject, Time now,
                 const Catalogue& catalogue = made::demo()) {
  return check_permit({std::string(offers), "sub-anna", today}, purpose, subject, catalogue, now);
}

BOOST_AUTO_TEST_SUITE(permits)

BOOST_AUTO_TEST_CASE(L39_a_permit_holds_for_sixty_seconds) {
  const Time end = today + 60 * second_ms;
  const Decision fresh = present(offers, "sub-anna", today);
  BOOST_TEST(fresh.allow);
  BOOST_TEST(fresh.reason == Code::consent_given);
  BOOST_TEST(fresh.basis == "LEK 9:2 st. 2; GDPR 6(1)(a)");
  BOOST_TEST(fresh.expires == end);
  BOOST_TEST(present(offers, "sub-anna", end - 1).allow);
  BOOST_TEST(present(offers, "sub-anna", end).reason == Code::permit_expired);
  BOOST_TEST(present(offers, "sub-anna", end + second_ms).reason == Code::permit_expired);
}

BOOST_AUTO_TEST_CASE(L39_a_permit_from_the_future_does_not_hold_yet) {
  BOOST_TEST(present(offers, "sub-anna", today - 1).reason == Code::permit_expired);
  BOOST_TEST(present(offers, "sub-anna", today).reason == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(L24_a_permit_for_one_purpose_is_worth_nothing_for_another) {
  const Decision other = present("traffic-customer-service", "sub-anna", today);
  BOOST_TEST(!other.allow);
  BOOST_TEST(other.reason == Code::purpose_mismatch);
  BOOST_TEST(other.basis == "");
  BOOST_TEST(other.expires == 0);
}

BOOST_AUTO_TEST_CASE(L24_a_permit_for_one_person_is_worth_nothing_for_another) {
  BOOST_TEST(present(offers, "sub-bo", today).reason == Code::purpose_mismatch);
  BOOST_TEST(present(offers, "", today).reason == Code::purpose_mismatch);
  BOOST_TEST(present(offers, "sub-bo", today + day_ms).reason == Code::purpose_mismatch);
}

BOOST_AUTO_TEST_CASE(L39_how_long_a_permit_holds_is_the_catalogues) {
  const Catalogue catalogue = made::catalogue_of(
      made::with(made::demo_document(), "/policy/permit_cache_seconds", integer_value(5)));
  BOOST_TEST(present(offers, "sub-anna", today + 4'999, catalogue).allow);
  BOOST_TEST(!present(offers, "sub-anna", today + 5'000, catalogue).allow);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

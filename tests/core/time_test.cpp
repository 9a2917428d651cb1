#include "core/time.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"
#include "random.hpp"

namespace samtycke {
namespace {

BOOST_AUTO_TEST_SUITE(time)

BOOST_AUTO_TEST_CASE(a_time_is_read_with_and_without_milliseconds_R6) {
  BOOST_TEST(parse_time("1970-01-01T00:00:00Z").value() == 0);
  BOOST_TEST(parse_time("1970-01-01T00:00:00.001Z").value() == 1);
  BOOST_TEST(parse_time("2026-11-24T08:00:00.000Z").value() == 1'795'507'200'000);
  BOOST_TEST(parse_time("2028-02-29T23:59:59.999Z").value() == 1'835'481'599'999);
  BOOST_TEST(parse_time("9999-12-31T23:59:59.999Z").value() == time_max);
}

BOOST_AUTO_TEST_CASE(what_is_no_time_of_ours_is_not_read_R6) {
  const std::string_view bad[] = {"",
                                  "2026-11-24",
                                  "2026-11-24 08:00:00Z",
                                  "2026-11-24t08:00:00z",
                                  "2026-11-24T08:00:00",
                                  "2026-11-24T08:00:00+00:00",
                                  "2026-11-24T08:00:00.0Z",
                                  "2026-11-24T08:00:00.0000Z",
                                  "2026-11-24T08:00:00,000Z",
                                  "2026-11-24T08:00:60Z",
                                  "2026-11-24T24:00:00Z",
                                  "2026-11-24T08:60:00Z",
                                  "2026-13-01T00:00:00Z",
                                  "2026-00-01T00:00:00Z",
                                  "2026-04-31T00:00:00Z",
                                  "2026-02-29T00:00:00Z",
                                  "2100-02-29T00:00:00Z",
                                  "1969-12-31T23:59:59Z",
                                  "-026-11-24T08:00:00Z",
                                  " 2026-11-24T08:00:00Z",
                                  "2026-11-24T08:00:00Z "};
  for (const std::string_view text : bad) BOOST_TEST(!parse_time(text), "read `" << text << "`");
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back_and_has_one_form_R6) {
  made::Random random;
  for (int i = 0; i < 20'000; ++i) {
    const Time time = static_cast<Time>(random.below(static_cast<std::size_t>(time_max) + 1));
    const std::string text = format_time(time);
    BOOST_TEST_REQUIRE(text.size() == 24u);
    BOOST_TEST_REQUIRE(parse_time(text).value() == time);
  }
  BOOST_TEST(format_time(0) == "1970-01-01T00:00:00.000Z");
  BOOST_TEST(format_time(time_max) == "9999-12-31T23:59:59.999Z");
}

BOOST_AUTO_TEST_CASE(months_are_calendar_months_with_the_day_clamped_R6) {
  const std::pair<std::string_view, std::pair<int, std::string_view>> cases[] = {
      {"2026-08-31T12:34:56.789Z", {6, "2027-02-28T12:34:56.789Z"}},
      {"2027-08-31T12:34:56.789Z", {6, "2028-02-29T12:34:56.789Z"}},
      {"2026-08-30T00:00:00.000Z", {6, "2027-02-28T00:00:00.000Z"}},
      {"2026-02-28T00:00:00.000Z", {6, "2026-08-28T00:00:00.000Z"}},
      {"2024-02-29T00:00:00.000Z", {24, "2026-02-28T00:00:00.000Z"}},
      {"2024-02-29T00:00:00.000Z", {48, "2028-02-29T00:00:00.000Z"}},
      {"2026-11-24T08:00:00.000Z", {24, "2028-11-24T08:00:00.000Z"}},
      {"2026-11-24T08:00:00.000Z", {0, "2026-11-24T08:00:00.000Z"}},
      {"2026-12-31T23:59:59.999Z", {2, "2027-02-28T23:59:59.999Z"}},
      {"2026-10-31T00:00:00.000Z", {1, "2026-11-30T00:00:00.000Z"}}};
  for (const auto& [from, rest] : cases) {
    BOOST_TEST(format_time(add_months(made::at(from), rest.first)) == rest.second);
  }
}

BOOST_AUTO_TEST_CASE(no_span_goes_past_the_last_time_that_can_be_written) {
  BOOST_TEST(add_months(time_max, 24) == time_max);
  BOOST_TEST(add_months(made::at("9998-12-31T00:00:00.000Z"), 24) == time_max);
  BOOST_TEST(add_months(made::at("9998-11-30T00:00:00.000Z"), 12) ==
             made::at("9999-11-30T00:00:00.000Z"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

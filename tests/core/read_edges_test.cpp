/// Readers at the edges of what they take: the first number that counts, and the member that is not
/// there.
#include <boost/test/unit_test.hpp>

#include "core/cookie.hpp"
#include "core/freshness.hpp"
#include "core/gates.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::json_of;

Act gate_change(std::string_view change) {
  const auto read = gates_from(
      json_of(R"({"subscriber":"sbr-bjork","submission_id":"0b7a6c1e-0000-4000-8000-00000000a001",)"
              R"("changes":[)" +
              std::string(change) + "]}"));
  if (!read) throw std::logic_error("not read: " + read.error().where);
  return read->changes.front();
}

BOOST_AUTO_TEST_SUITE(edges_of_readers)

BOOST_AUTO_TEST_CASE(positions_and_ages_count_from_zero) {
  const auto read =
      freshness_from(json_of(R"({"position":0,"at_least":0,"age_ms":0,"max_age_ms":0})"), "");
  BOOST_TEST_REQUIRE(bool(read));
  BOOST_TEST(!is_stale(*read));
  for (const std::string_view name : {"position", "at_least", "age_ms", "max_age_ms"}) {
    Value value = json_of(R"({"position":0})");
    value = made::with(std::move(value), "/" + std::string(name), integer_value(-1));
    BOOST_TEST((freshness_from(value, "").error() ==
                Error{Code::number_out_of_range, "/" + std::string(name)}),
               name);
  }
}

BOOST_AUTO_TEST_CASE(L109_a_browsers_choice_is_of_a_version_from_one_on) {
  const auto read = [](int version) {
    return cookie_choice_from(
        json_of(R"({"choice":"granted","at":"2026-11-24T08:00:00.000Z","version":)" +
                std::to_string(version) + "}"),
        "/choice");
  };
  BOOST_TEST_REQUIRE(bool(read(1)));
  BOOST_TEST(read(1)->version == 1);
  BOOST_TEST((read(0).error() == Error{Code::number_out_of_range, "/choice/version"}));
}

BOOST_AUTO_TEST_CASE(a_gate_for_several_purposes_is_at_fault_for_that_alone) {
  for (const std::string_view several : {R"("*")", R"(["traffic-offers-personal"])"}) {
    const Act act = gate_change(R"({"gate":"closed","purpose":)" + std::string(several) + "}");
    BOOST_TEST(act.several_purposes);
    BOOST_TEST(!act.fault);
    BOOST_TEST(act.purpose == "");
  }
}

BOOST_AUTO_TEST_CASE(a_gate_for_no_purpose_is_at_fault_for_the_missing_one) {
  const Act act = gate_change(R"({"gate":"closed"})");
  BOOST_TEST(!act.several_purposes);
  BOOST_TEST(act.purpose == "");
  const Act numbered = gate_change(R"({"gate":"closed","purpose":1})");
  BOOST_TEST(!numbered.several_purposes);
  BOOST_TEST(numbered.fault.has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

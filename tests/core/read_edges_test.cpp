/// Readers at the edges of what they take: the first number that counts, and the member that is not
/// there.
#include <boost/test/unit_test.hpp>

#include "core/cookie.hpp"
#include "core/fields.hpp"
#include "core/freshness.hpp"
#include "core/gates.hpp"
#include "core/kept.hpp"
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

BOOST_AUTO_TEST_CASE(L109_what_a_browser_keeps_has_numbers_of_15_digits_and_times_that_exist) {
  const auto read = [](std::string_view version, std::string_view seconds) {
    return kept_from("2/y." + std::string(version) + '.' + std::string(seconds) + ".crumbs");
  };
  const Kept last = read("999999999999999", "253402300799");
  BOOST_TEST_REQUIRE(last.choices.size() == 1u);
  BOOST_TEST(last.find("crumbs")->version == 999'999'999'999'999);
  BOOST_TEST(last.find("crumbs")->at == time_max - 999);
  BOOST_TEST(read("1000000000000000", "253402300799").choices.empty());
  BOOST_TEST(read("1", "253402300800").choices.empty());
}

BOOST_AUTO_TEST_CASE(a_number_is_read_from_the_least_to_the_greatest_of_its_range) {
  for (const std::int64_t number : {2, 3, 4, 5, 6}) {
    Value object = object_value();
    add(object, "n", integer_value(number));
    Fields fields(object, "/x");
    const bool is_in = number >= 3 && number <= 5;
    BOOST_TEST(fields.integer("n", 3, 5) == (is_in ? number : 3));
    BOOST_TEST(fields.error().has_value() == !is_in, number);
    if (!is_in) BOOST_TEST((fields.error() == Error{Code::number_out_of_range, "/x/n"}));
  }
}

BOOST_AUTO_TEST_CASE(a_list_is_read_up_to_its_limit) {
  const Value object = json_of(R"({"two":["a","b"]})");
  Fields enough(object, "");
  BOOST_TEST(enough.ids("two", 2).size() == 2u);
  BOOST_TEST(!enough.error());
  Fields few(object, "");
  BOOST_TEST(few.ids("two", 1).empty());
  BOOST_TEST((few.error() == Error{Code::too_many, "/two"}));
}

BOOST_AUTO_TEST_CASE(a_time_that_is_none_reads_as_the_first_moment_beside_its_fault) {
  const Value none = object_value();
  Fields missing(none, "");
  BOOST_TEST(missing.time("at") == 0);
  BOOST_TEST((missing.error() == Error{Code::missing_member, "/at"}));
  const Value word = json_of(R"({"at":"yesterday"})");
  Fields bad(word, "");
  BOOST_TEST(bad.time("at") == 0);
  BOOST_TEST((bad.error() == Error{Code::bad_time, "/at"}));
}

BOOST_AUTO_TEST_CASE(what_is_no_string_is_no_id_whatever_else_it_holds) {
  Value object = json_of(R"({"ids":["a","b"]})");
  object.items[0].items[1].type = Value::Type::integer;
  Fields fields(object, "");
  BOOST_TEST(fields.ids("ids", 2).empty());
  BOOST_TEST((fields.error() == Error{Code::bad_id, "/ids/1"}));
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

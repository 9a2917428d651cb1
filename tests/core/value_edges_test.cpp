/// Values and states at the edges of what is read and written: the first number that counts, the
/// longest text, and the member that says one thing by its type and another by its rest.
#include <boost/test/unit_test.hpp>

#include "core/state.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::with;

constexpr std::string_view digest_at = "/changes/0/text_digest";

/// What the first change of a page's yes is at fault for, with one member set.
std::optional<Error> fault_with(std::string_view place, const Value& value) {
  const auto read = submission_from(
      with(made::submission_value(employee(), offers, EventKind::granted), place, value));
  BOOST_TEST_REQUIRE(bool(read));
  return read->changes.front().fault;
}

/// A number whose text nobody may read: only the member that its type names has a meaning.
Value number_beside(std::string_view text) {
  Value value = integer_value(1);
  value.text = text;
  return value;
}

State chosen(const std::vector<std::string>& purposes) {
  State state = employee();
  for (const std::string& purpose : purposes) {
    Choice choice;
    choice.purpose = purpose;
    choice.kind = ChoiceKind::refused;
    choice.at = made::today;
    state.subject.choices.push_back(choice);
  }
  return state;
}

BOOST_AUTO_TEST_SUITE(edges_of_values)

BOOST_AUTO_TEST_CASE(a_changes_versions_count_from_one_L26) {
  for (const std::string place : {"/changes/0/processing_version", "/changes/0/text_version"}) {
    BOOST_TEST(!fault_with(place, integer_value(1)), place);
    for (const int version : {0, -1}) {
      BOOST_TEST(
          (fault_with(place, integer_value(version)) == Error{Code::number_out_of_range, place}));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_changes_digest_is_as_long_as_a_digest_of_ours_and_no_longer_L26) {
  const std::string digest = digest_name(sha256("shown"));
  BOOST_TEST(!fault_with(digest_at, text_value(digest)));
  BOOST_TEST((fault_with(digest_at, text_value(digest + "0")) ==
              Error{Code::bad_id, std::string(digest_at)}));
}

BOOST_AUTO_TEST_CASE(a_choice_and_a_role_are_words_and_never_what_stands_beside_a_number) {
  const Value page = made::submission_value(employee(), offers, EventKind::withdrawn);
  const auto read = submission_from(with(page, "/changes/0/choice", number_beside("withdrawn")));
  BOOST_TEST_REQUIRE(!read);
  BOOST_TEST(read.error() == (Error{Code::bad_value, "/changes/0/choice"}));
  Value roles = array_value();
  roles.items.push_back(number_beside("user"));
  BOOST_TEST((fault_with("/changes/0/roles", roles) == Error{Code::bad_value, "/changes/0/roles"}));
}

BOOST_AUTO_TEST_CASE(a_choice_in_a_state_has_a_number_from_zero_on) {
  const Value state = to_value(chosen({std::string(offers)}));
  const std::string place = "/subject/choices/0/sequence";
  BOOST_TEST(bool(state_from(with(state, place, integer_value(0)), "")));
  const auto below = state_from(with(state, place, integer_value(-1)), "");
  BOOST_TEST_REQUIRE(!below);
  BOOST_TEST(below.error() == (Error{Code::number_out_of_range, place}));
}

BOOST_AUTO_TEST_CASE(choices_out_of_order_are_written_as_they_are_held_and_refused_when_read) {
  const std::vector<std::string> wrong[] = {{"b-late", "a-early"}, {"a-early", "a-early"}};
  for (const auto& purposes : wrong) {
    const State state = chosen(purposes);
    const Value value = to_value(state);
    const auto& written = value.find("subject")->find("choices")->items;
    BOOST_TEST_REQUIRE(written.size() == 2u);
    BOOST_TEST(written[0].find("purpose")->text == state.subject.choices[0].purpose);
    BOOST_TEST(written[1].find("purpose")->text == state.subject.choices[1].purpose);
    const auto read = state_from(value, "");
    BOOST_TEST_REQUIRE(!read);
    BOOST_TEST(read.error() == (Error{Code::bad_value, "/subject/choices"}));
  }
  const State ordered = chosen({"a-early", "b-late"});
  BOOST_TEST(*state_from(to_value(ordered), "") == ordered);
}

BOOST_AUTO_TEST_CASE(an_answer_names_its_end_from_the_first_moment_that_is_one) {
  Decision decision;
  BOOST_TEST((to_value(decision).find("expires") == nullptr));
  decision.expires = 1;
  const Value told = to_value(decision);
  BOOST_TEST_REQUIRE((told.find("expires") != nullptr));
  BOOST_TEST(told.find("expires")->text == "1970-01-01T00:00:00.001Z");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

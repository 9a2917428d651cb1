/// nst/JSONTestSuite: what every reader must take, must refuse, and may decide. Ours is stricter
/// than RFC 8259 in three ways, each by a name of its own: no float, no member twice, no deep
/// nesting.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <map>

#include "core/json.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

const std::string folder = std::string(SAMTYCKE_VECTORS) + "/json-test-suite/test_parsing/";

/// What must parse and does not here: a float or `-0` could be read in two ways, and so could a
/// member that stands twice.
const std::map<std::string, Code> stricter = {
    {"y_number.json", Code::not_integer},
    {"y_number_0e+1.json", Code::not_integer},
    {"y_number_0e1.json", Code::not_integer},
    {"y_number_double_close_to_zero.json", Code::not_integer},
    {"y_number_int_with_exp.json", Code::not_integer},
    {"y_number_minus_zero.json", Code::not_integer},
    {"y_number_negative_zero.json", Code::not_integer},
    {"y_number_real_capital_e.json", Code::not_integer},
    {"y_number_real_capital_e_neg_exp.json", Code::not_integer},
    {"y_number_real_capital_e_pos_exp.json", Code::not_integer},
    {"y_number_real_exponent.json", Code::not_integer},
    {"y_number_real_fraction_exponent.json", Code::not_integer},
    {"y_number_real_neg_exp.json", Code::not_integer},
    {"y_number_real_pos_exponent.json", Code::not_integer},
    {"y_number_simple_real.json", Code::not_integer},
    {"y_object_extreme_numbers.json", Code::not_integer},
    {"y_structure_lonely_negative_real.json", Code::not_integer},
    {"y_object_duplicated_key.json", Code::duplicate_key},
    {"y_object_duplicated_key_and_value.json", Code::duplicate_key}};

/// What a reader may decide. Everything is refused, and this is why.
const std::map<std::string, Code> decided = {
    // A float, or an integer that a double cannot hold.
    {"i_number_double_huge_neg_exp.json", Code::not_integer},
    {"i_number_huge_exp.json", Code::not_integer},
    {"i_number_neg_int_huge_exp.json", Code::not_integer},
    {"i_number_pos_double_huge_exp.json", Code::not_integer},
    {"i_number_real_neg_overflow.json", Code::not_integer},
    {"i_number_real_pos_overflow.json", Code::not_integer},
    {"i_number_real_underflow.json", Code::not_integer},
    {"i_number_too_big_neg_int.json", Code::number_out_of_range},
    {"i_number_too_big_pos_int.json", Code::number_out_of_range},
    {"i_number_very_big_negative_int.json", Code::number_out_of_range},
    // Half of a surrogate pair is no character.
    {"i_object_key_lone_2nd_surrogate.json", Code::not_json},
    {"i_string_1st_surrogate_but_2nd_missing.json", Code::not_json},
    {"i_string_1st_valid_surrogate_2nd_invalid.json", Code::not_json},
    {"i_string_incomplete_surrogate_and_escape_valid.json", Code::not_json},
    {"i_string_incomplete_surrogate_pair.json", Code::not_json},
    {"i_string_incomplete_surrogates_escape_valid.json", Code::not_json},
    {"i_string_invalid_lonely_surrogate.json", Code::not_json},
    {"i_string_invalid_surrogate.json", Code::not_json},
    {"i_string_inverted_surrogates_U+1D11E.json", Code::not_json},
    {"i_string_lone_second_surrogate.json", Code::not_json},
    // Bytes that are no UTF-8.
    {"i_string_UTF-16LE_with_BOM.json", Code::bad_utf8},
    {"i_string_UTF-8_invalid_sequence.json", Code::bad_utf8},
    {"i_string_UTF8_surrogate_U+D800.json", Code::bad_utf8},
    {"i_string_invalid_utf-8.json", Code::bad_utf8},
    {"i_string_iso_latin_1.json", Code::bad_utf8},
    {"i_string_lone_utf8_continuation_byte.json", Code::bad_utf8},
    {"i_string_not_in_unicode_range.json", Code::bad_utf8},
    {"i_string_overlong_sequence_2_bytes.json", Code::bad_utf8},
    {"i_string_overlong_sequence_6_bytes.json", Code::bad_utf8},
    {"i_string_overlong_sequence_6_bytes_null.json", Code::bad_utf8},
    {"i_string_truncated-utf-8.json", Code::bad_utf8},
    // UTF-16 whose every byte is ASCII: full of NUL.
    {"i_string_utf16BE_no_BOM.json", Code::bad_utf8},
    {"i_string_utf16LE_no_BOM.json", Code::bad_utf8},
    {"i_structure_500_nested_arrays.json", Code::too_deep},
    {"i_structure_UTF-8_BOM_empty_object.json", Code::not_json}};

std::vector<std::string> names(std::string_view prefix) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix)) out.push_back(name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

void refused_as_written(std::string_view prefix, const std::map<std::string, Code>& list,
                        bool all) {
  for (const std::string& name : names(prefix)) {
    const auto value = read_json(made::bytes_of(folder + name));
    const auto written = list.find(name);
    if (written == list.end()) {
      BOOST_TEST(!all, name << " is on no list");
      BOOST_TEST(bool(value), name << " must be read");
    } else {
      BOOST_TEST(!value, name << " must be refused");
      if (!value) BOOST_TEST(value.error().code == written->second, name << ": " << value.error());
    }
  }
}

BOOST_AUTO_TEST_SUITE(json_suite)

BOOST_AUTO_TEST_CASE(no_text_of_the_suite_is_missing) {
  BOOST_TEST(names("y_").size() == 95u);
  BOOST_TEST(names("n_").size() == 188u);
  BOOST_TEST(names("i_").size() == 35u);
}

BOOST_AUTO_TEST_CASE(what_must_be_read_is_read_or_on_the_list_of_what_is_stricter_here) {
  refused_as_written("y_", stricter, false);
  for (const auto& [name, code] : stricter) BOOST_TEST(std::filesystem::exists(folder + name));
}

BOOST_AUTO_TEST_CASE(what_must_be_refused_is_refused) {
  for (const std::string& name : names("n_")) {
    BOOST_TEST(!read_json(made::bytes_of(folder + name)), name << " was read");
  }
}

BOOST_AUTO_TEST_CASE(what_may_be_decided_is_refused_for_the_reason_written_down) {
  refused_as_written("i_", decided, true);
  for (const auto& [name, code] : decided) BOOST_TEST(std::filesystem::exists(folder + name));
}

BOOST_AUTO_TEST_CASE(whatever_is_read_is_written_canonically_and_read_back_the_same) {
  for (const std::string& name : names("y_")) {
    const auto value = read_json(made::bytes_of(folder + name));
    if (!value) continue;
    const std::string text = canonical(*value);
    const auto again = read_json(text);
    BOOST_TEST_REQUIRE(bool(again), name);
    BOOST_TEST(canonical(*again) == text, name);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

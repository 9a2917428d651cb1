/// RFC 8785 against the vectors of its authors.
#include <bit>
#include <boost/test/unit_test.hpp>
#include <cctype>
#include <map>
#include <sstream>

#include "core/json.hpp"
#include "core/limits.hpp"
#include "core/sha256.hpp"
#include "made.hpp"
#include "random.hpp"

namespace samtycke {
namespace {

const std::string folder = std::string(SAMTYCKE_VECTORS) + "/jcs-rfc8785/";

std::string from_hex(std::string_view text) {
  std::string out;
  int half = -1;
  for (const char c : text) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) continue;
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    if (half < 0) {
      half = digit;
    } else {
      out += static_cast<char>(half * 16 + digit);
      half = -1;
    }
  }
  return out;
}

/// A value of any shape within the limits, with names and texts that are hard to sort and to
/// escape.
Value any_value(made::Random& random, int depth) {
  const std::string_view pieces[] = {"a", "B", "\"", "\\", "/",    "\n",     "\x01", "\x1f",
                                     "é", "€", "😀",  "דּ",  "\x7f", "\u2028", "10",   ""};
  const auto text = [&] {
    std::string out;
    for (std::size_t i = random.below(5); i > 0; --i) out += pieces[random.below(16)];
    return out;
  };
  switch (random.below(depth > 4 ? 4 : 6)) {
    case 0:
      return {};
    case 1:
      return boolean_value(random.chance(50));
    case 2:
      return integer_value(static_cast<std::int64_t>(random.engine()() >> 11) *
                           (random.chance(50) ? 1 : -1));
    case 3:
      return text_value(text());
    case 4: {
      Value list = array_value();
      for (std::size_t i = random.below(4); i > 0; --i) {
        list.items.push_back(any_value(random, depth + 1));
      }
      return list;
    }
    default: {
      Value object = object_value();
      for (std::size_t i = random.below(5); i > 0; --i) {
        const std::string name = text();
        if (object.find(name) == nullptr) add(object, name, any_value(random, depth + 1));
      }
      return object;
    }
  }
}

/// What the reader makes of a number's text: its code, after it came out again as it stood where it
/// was taken.
Code read_number(const std::string& text) {
  const auto value = read_json(text);
  if (!value) return value.error().code;
  BOOST_TEST_REQUIRE(value->is(Value::Type::integer), text);
  BOOST_TEST_REQUIRE(canonical(*value) == text);
  return Code::accepted;
}

/// What must become of the number that is told by the bits of its double and by the standard's
/// text for it: an integer to 2^53 - 1 is taken, every other number is refused.
Code number_rule(std::uint64_t bits, std::string_view text) {
  const auto number = std::bit_cast<double>(bits);
  constexpr auto max = static_cast<double>(limits::integer_max);
  if (text.find_first_of(".e") != std::string_view::npos) return Code::not_integer;
  if (number < -max || number > max) return Code::number_out_of_range;
  BOOST_TEST_REQUIRE(canonical(integer_value(static_cast<std::int64_t>(number))) == text);
  return Code::accepted;
}

BOOST_AUTO_TEST_SUITE(canonical_json)

BOOST_AUTO_TEST_CASE(the_published_vectors_without_floats_come_out_byte_for_byte) {
  for (const std::string name : {"arrays", "french", "unicode", "weird"}) {
    const auto value = read_json(made::bytes_of(folder + "input/" + name + ".json"));
    BOOST_TEST_REQUIRE(bool(value), name);
    BOOST_TEST(canonical(*value) == made::bytes_of(folder + "output/" + name + ".json"), name);
    BOOST_TEST(canonical(*value) == from_hex(made::bytes_of(folder + "outhex/" + name + ".txt")),
               name);
  }
}

BOOST_AUTO_TEST_CASE(the_published_vectors_with_floats_are_refused_by_name) {
  const auto values = read_json(made::bytes_of(folder + "input/values.json"));
  BOOST_TEST_REQUIRE(!values);
  BOOST_TEST(values.error() == (Error{Code::not_integer, "/numbers/0"}));
  const auto structures = read_json(made::bytes_of(folder + "input/structures.json"));
  BOOST_TEST_REQUIRE(!structures);
  BOOST_TEST(structures.error() == (Error{Code::not_integer, "/1/\n"}));
}

BOOST_AUTO_TEST_CASE(the_outputs_of_those_with_floats_are_canonical_to_us_as_well_where_integers) {
  const std::string text = made::bytes_of(folder + "output/structures.json");
  const auto value = read_json(text);
  BOOST_TEST_REQUIRE(bool(value));
  BOOST_TEST(canonical(*value) == text);
}

BOOST_AUTO_TEST_CASE(of_the_standards_ten_thousand_numbers_each_is_written_as_it_says_or_refused) {
  const std::string bytes = made::bytes_of(folder + "es6numbers-10000.txt");
  BOOST_TEST_REQUIRE(digest_name(sha256(bytes)) ==
                     "sha256:b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892");
  std::map<Code, int> met;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t comma = line.find(',');
    const std::string text = line.substr(comma + 1);
    const std::uint64_t bits = std::stoull(line.substr(0, comma), nullptr, 16);
    BOOST_TEST_REQUIRE(read_number(text) == number_rule(bits, text), text);
    ++met[number_rule(bits, text)];
  }
  BOOST_TEST(met[Code::accepted] == 14);
  BOOST_TEST(met[Code::number_out_of_range] == 84);
  BOOST_TEST(met[Code::not_integer] == 9'902);
}

BOOST_AUTO_TEST_CASE(so_are_the_numbers_of_the_standards_appendix) {
  const Value samples = made::json_of(made::bytes_of(folder + "appendix-b.json"));
  BOOST_TEST_REQUIRE(samples.items.size() > 20);
  for (const Value& sample : samples.items) {
    const Value* text = sample.find("expected");
    if (text == nullptr || !text->is(Value::Type::string)) continue;  // not a number, or infinite
    const std::uint64_t bits = std::stoull(sample.find("ieee754")->text, nullptr, 16);
    BOOST_TEST(read_number(text->text) == number_rule(bits, text->text), text->text);
  }
}

BOOST_AUTO_TEST_CASE(an_integer_has_one_spelling_and_no_other_is_read) {
  for (const std::string text : {"-0", "-0.0", "0.0", "1.0", "10e0", "1e1", "1E1", "1e-0"}) {
    BOOST_TEST(read_number(text) == Code::not_integer, text);
  }
  for (const std::string text : {"9007199254740991", "-9007199254740991", "0", "-1", "10"}) {
    BOOST_TEST(read_number(text) == Code::accepted, text);
  }
  for (const std::string text : {"9007199254740992", "-9007199254740992", "18446744073709551616"}) {
    BOOST_TEST(read_number(text) == Code::number_out_of_range, text);
  }
  for (const std::string text : {"+1", "01", ".5", "1.", "0x1", "Infinity", "NaN"}) {
    BOOST_TEST(read_number(text) == Code::not_json, text);
  }
}

BOOST_AUTO_TEST_CASE(members_stand_in_the_order_of_their_utf16_code_units) {
  const Value sample = made::json_of(made::bytes_of(folder + "sort-3.2.3.json"));
  const Value sorted = made::json_of(canonical(made::json_of(sample.find("input")->text)));
  const Value& order = *sample.find("expected_value_order");
  BOOST_TEST_REQUIRE(sorted.items.size() == order.items.size());
  for (std::size_t i = 0; i < order.items.size(); ++i) {
    BOOST_TEST(sorted.items[i].text == order.items[i].text);
  }
}

BOOST_AUTO_TEST_CASE(so_do_names_at_the_edges_of_the_surrogates_and_names_that_begin_alike) {
  const std::vector<std::string> order = {"",           "a",          "aa",         "ab",
                                          "b",          "\uD7FF",     "\U00010000", "\U00010000a",
                                          "\U000103FF", "\U00010400", "\U0010FFFF", "\uE000",
                                          "\uE000a",    "\uFFFF"};
  // However they came: backwards, from each place on.
  for (std::size_t first = 0; first < order.size(); ++first) {
    Value object = object_value();
    for (std::size_t i = 0; i < order.size(); ++i) {
      add(object, order[(order.size() + first - i) % order.size()], {});
    }
    BOOST_TEST(made::json_of(canonical(object)).names == order, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(every_control_character_has_its_shortest_escape) {
  const Value text = text_value(std::string_view("\0\x01\b\t\n\v\f\r\x1f\"\\/\x7f", 13));
  BOOST_TEST(canonical(text) == R"("\u0000\u0001\b\t\n\u000b\f\r\u001f\"\\/)"
                                "\x7f\"");
}

BOOST_AUTO_TEST_CASE(whatever_the_order_of_its_members_a_value_has_one_form) {
  made::Random random;
  for (int i = 0; i < 5'000; ++i) {
    const Value value = any_value(random, 0);
    const std::string text = canonical(value);
    const auto again = read_json(text);
    BOOST_TEST_REQUIRE(bool(again), text);
    BOOST_TEST_REQUIRE(canonical(*again) == text);
    Value turned = value;
    std::reverse(turned.names.begin(), turned.names.end());
    if (turned.is(Value::Type::object)) std::reverse(turned.items.begin(), turned.items.end());
    BOOST_TEST_REQUIRE(canonical(turned) == text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// RFC 8785 against the vectors of its authors.
#include <boost/test/unit_test.hpp>
#include <cctype>

#include "core/json.hpp"
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

BOOST_AUTO_TEST_CASE(members_stand_in_the_order_of_their_utf16_code_units) {
  const Value sample = made::json_of(made::bytes_of(folder + "sort-3.2.3.json"));
  const Value sorted = made::json_of(canonical(made::json_of(sample.find("input")->text)));
  const Value& order = *sample.find("expected_value_order");
  BOOST_TEST_REQUIRE(sorted.items.size() == order.items.size());
  for (std::size_t i = 0; i < order.items.size(); ++i) {
    BOOST_TEST(sorted.items[i].text == order.items[i].text);
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

#include <boost/test/unit_test.hpp>

#include "core/json.hpp"
#include "core/limits.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

void refuses(std::string_view text, Code code, std::string_view where) {
  const auto value = read_json(text);
  BOOST_TEST_REQUIRE(!value, "read `" << text.substr(0, 80) << "`");
  BOOST_TEST(
      value.error() == (Error{code, std::string(where)}),
      "`" << text.substr(0, 80) << "`: " << value.error() << ", not " << code << " at " << where);
}

std::string repeated(std::string_view part, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += part;
  return out;
}

std::string list_of(std::string_view item, std::size_t count) {
  std::string out = "[";
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    out += item;
  }
  return out + "]";
}

BOOST_AUTO_TEST_SUITE(json_reader)

BOOST_AUTO_TEST_CASE(a_text_becomes_the_values_it_says) {
  const auto value = read_json(R"( {"a": [1, -2, true, null, "å\u00e5\ud83d\ude00"], "b": {}} )");
  BOOST_TEST_REQUIRE(bool(value));
  const Value& list = *value->find("a");
  BOOST_TEST(list.items.at(0).integer == 1);
  BOOST_TEST(list.items.at(1).integer == -2);
  BOOST_TEST(list.items.at(2).truth);
  BOOST_TEST(list.items.at(3).is(Value::Type::null));
  BOOST_TEST(list.items.at(4).text == "åå😀");
  BOOST_TEST(value->find("b")->is(Value::Type::object));
  BOOST_TEST(value->find("c") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_value_has_members_only_where_it_is_an_object) {
  Value value = made::json_of(R"({"a":1})");
  BOOST_TEST(value.find("a") == &value.items.front());
  value.type = Value::Type::array;
  BOOST_TEST(value.find("a") == nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_no_truth_and_no_number_says_neither_yes_nor_how_many) {
  for (const std::string_view text :
       {"null", R"("true")", R"("1")", "[true, 1]", R"({"a":true})"}) {
    const Value value = made::json_of(text);
    BOOST_TEST(!value.truth, text);
    BOOST_TEST(value.integer == 0, text);
  }
}

BOOST_AUTO_TEST_CASE(a_member_that_stands_twice_is_refused_at_its_place) {
  refuses(R"({"a":1,"a":1})", Code::duplicate_key, "/a");
  refuses(R"({"changes":[{},{"purpose":"x","purpose":"y"}]})", Code::duplicate_key,
          "/changes/1/purpose");
  // The same name, written in two ways.
  refuses(R"({"a":1,"\u0061":2})", Code::duplicate_key, "/a");
  BOOST_TEST(bool(read_json(R"({"a":{"a":1},"b":{"a":1}})")));
}

BOOST_AUTO_TEST_CASE(a_number_that_could_be_read_in_two_ways_is_refused) {
  for (const auto text : {"1.0", "1e2", "1E2", "0.1", "-0", "-0.0", "1e400", "-1e400", "1e-400"}) {
    refuses(text, Code::not_integer, "");
  }
  refuses(R"({"a":[0,1.5]})", Code::not_integer, "/a/1");
}

BOOST_AUTO_TEST_CASE(an_integer_that_a_double_cannot_hold_is_refused_as_too_large) {
  for (const auto text :
       {"9007199254740992", "-9007199254740992", "9223372036854775808", "18446744073709551615",
        "18446744073709551616", "-18446744073709551616", "123456789012345678901234567890"}) {
    refuses(text, Code::number_out_of_range, "");
  }
  BOOST_TEST(read_json("9007199254740991")->integer == 9'007'199'254'740'991);
  BOOST_TEST(read_json("-9007199254740991")->integer == -9'007'199'254'740'991);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_are_refused_before_they_are_read) {
  const std::string_view bad[] = {"\"\xff\"",
                                  "\"\xc0\xaf\"",
                                  "\"\xe0\x80\x80\"",
                                  "\"\xed\xa0\x80\"",
                                  "\"\xf4\x90\x80\x80\"",
                                  "\"\xf8\x88\x80\x80\"",
                                  "\"\xc3\"",
                                  "\"\x80\"",
                                  "{\"a\":1}\xe2\x82"};
  for (const std::string_view text : bad) refuses(text, Code::bad_utf8, "");
  BOOST_TEST(read_json("\"\xf4\x8f\xbf\xbf\"")->text == "\xf4\x8f\xbf\xbf");
}

BOOST_AUTO_TEST_CASE(a_mark_a_nul_or_a_lone_surrogate_is_refused) {
  refuses("\xef\xbb\xbf{}", Code::not_json, "");
  refuses(std::string_view("{}\0", 3), Code::not_json, "");
  refuses(std::string_view("{}\0garbage", 10), Code::not_json, "");
  refuses(R"("\ud800")", Code::not_json, "");
  refuses(R"("\udc00\ud800")", Code::not_json, "");
}

BOOST_AUTO_TEST_CASE(depth_has_a_limit_and_a_hundred_thousand_brackets_do_no_harm) {
  const std::size_t max = limits::depth_max;
  BOOST_TEST(bool(read_json(repeated("[", max) + repeated("]", max))));
  const auto deep = read_json(repeated("[", max + 1) + repeated("]", max + 1));
  BOOST_TEST(deep.error().code == Code::too_deep);
  BOOST_TEST(read_json(repeated("[", 100'000)).error().code == Code::too_deep);
  BOOST_TEST(read_json(repeated("{\"a\":", 100'000)).error().code == Code::too_deep);
}

BOOST_AUTO_TEST_CASE(a_text_may_be_as_large_as_the_limit_and_no_larger) {
  const std::string spaces(limits::text_size_max - 2, ' ');
  BOOST_TEST(bool(read_json(spaces + "{}")));
  refuses(spaces + " {}", Code::too_large, "");
}

BOOST_AUTO_TEST_CASE(a_string_or_a_name_may_be_as_long_as_the_limit_and_no_longer) {
  const std::string longest(limits::string_size_max, 'a');
  BOOST_TEST(bool(read_json("{\"" + longest + "\":\"" + longest + "\"}")));
  refuses("{\"b\":\"" + longest + "a\"}", Code::too_long, "/b");
  refuses("{\"" + longest + "a\":1}", Code::too_long, "");
}

BOOST_AUTO_TEST_CASE(values_and_members_are_counted) {
  BOOST_TEST(bool(read_json(list_of("0", limits::values_max - 1))));
  BOOST_TEST(read_json(list_of("0", limits::values_max)).error().code == Code::too_many);
  for (const std::string_view container : {"[]", "{}"}) {
    const std::string last = "/" + std::to_string(limits::values_max - 1);
    refuses(list_of(container, limits::values_max), Code::too_many, last);
  }
  std::string members;
  for (std::size_t i = 0; i < limits::members_max; ++i) {
    members += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":0";
  }
  BOOST_TEST(bool(read_json("{" + members + "}")));
  BOOST_TEST(read_json("{" + members + ",\"a\":0}").error().code == Code::too_many);
}

BOOST_AUTO_TEST_CASE(what_follows_a_text_is_no_part_of_it) {
  for (const auto text :
       {"", " ", "{} {}", "{},", "[1,]", "{\"a\":1,}", "nul", "'a'", "// a\n1", "/* a */ 1", "NaN",
        "Infinity", "01", "+1", ".5", "5.", "\"\t\"", "\"\\x\""}) {
    refuses(text, Code::not_json, read_json(text).error().where);
  }
}

BOOST_AUTO_TEST_CASE(a_pointer_escapes_what_a_pointer_is_made_of_RFC6901) {
  BOOST_TEST(pointer("", "a/b") == "/a~1b");
  BOOST_TEST(pointer("/x", "m~n") == "/x/m~0n");
  BOOST_TEST(pointer("/x", "~1") == "/x/~01");
  BOOST_TEST(pointer("/x", 3) == "/x/3");
  refuses(R"({"a/b~":{"c":1,"c":2}})", Code::duplicate_key, "/a~1b~0/c");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

#include "core/personnummer.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

BOOST_AUTO_TEST_SUITE(personnummer)

BOOST_AUTO_TEST_CASE(a_personnummer_is_found_in_every_way_it_is_written_L23_R16) {
  const std::string_view found[] = {"19121212-1212", "191212121212", "121212-1212", "1212121212",
                                    "121212+1212", "18121212+1212", "20121212-1212",
                                    // A samordningsnummer: the day and sixty.
                                    "701063-2391", "197010632391",
                                    // As a word of its own in a text.
                                    "nr 19121212-1212.", "(121212-1212)", "id:191212121212,x",
                                    "\"191212121212\"", "a\n191212121212\tb"};
  for (const std::string_view text : found) {
    BOOST_TEST(holds_personnummer(text), "missed `" << text << "`");
  }
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_one_never_trips_it_R16) {
  const std::string_view innocent[] = {
      "",
      "19121212-1213",                         // the check digit is wrong
      "19121312-1219",                         // there is no thirteenth month
      "121232-1210",                           // nor a 32nd of December
      "21121212-1212",                         // nor a century 21
      "17121212-1212",                         //
      "1912121212123",                         // longer
      "119121212121",                          //
      "0b7a6c1e-1212-4000-8121-191212121212",  // a UUID whose last group is one
      "191212121212abcdef",                    // hexadecimal
      "abcdef191212121212",                    //
      "sha256:b3191212121212191212121212191212121212191212121212191212121212aa",
      "2026-11-24T08:00:00.000Z",  // a time
      "1912-12-12",                //
      "+191212121212",             // a phone number
      "+46121212121",              //
      "1912121-21212",             // the dash is somewhere else
      "191212-12-1212",            //
      "SE191212121212",            // a word
      "19 12 12 12 12 12",         //
      "prs_191212121212"};
  for (const std::string_view text : innocent) {
    BOOST_TEST(!holds_personnummer(text), "tripped by `" << text << "`");
  }
}

BOOST_AUTO_TEST_CASE(a_day_that_exists_in_one_century_only_is_found_there_R16) {
  // 29 February 1900 was no day, 29 February 2000 was.
  BOOST_TEST(holds_personnummer("000229-0005") == holds_personnummer("20000229-0005"));
  BOOST_TEST(!holds_personnummer("19000229-0005"));
}

BOOST_AUTO_TEST_CASE(it_is_found_anywhere_inside_a_value_L23) {
  for (const std::string_view text :
       {R"({"a":"19121212-1212"})", R"({"191212121212":1})", R"({"a":[{"b":["x","121212-1212"]}]})",
        R"(["191212121212"])", R"({"a":191212121212})", R"(1212121212)"}) {
    BOOST_TEST(holds_personnummer(made::json_of(text)), "missed in " << text);
  }
  for (const std::string_view text : {R"({"a":"19121212-1213"})", R"({"a":[1,2,true,null]})",
                                      R"({"a":1912121212129})", R"({})"}) {
    BOOST_TEST(!holds_personnummer(made::json_of(text)), "tripped in " << text);
  }
}

BOOST_AUTO_TEST_CASE(the_place_of_a_fault_holds_none_L23) {
  BOOST_TEST(pointer("/changes/0", "ip") == "/changes/0/ip");
  BOOST_TEST(pointer("/changes/0", "19121212-1212") == "/changes/0");
  const auto twice = read_json(R"({"a":{"191212121212":1,"191212121212":2}})");
  BOOST_REQUIRE(!twice);
  BOOST_TEST(twice.error().where == "/a");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

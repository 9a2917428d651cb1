/// One list of members reads and writes: what is written is read again, and what is not there
/// changes nothing.
#include "core/members.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::json_of;

enum class Colour : std::uint8_t { red, green, blue };
constexpr std::string_view colour_names[] = {"red", "green", "blue"};

struct Part {
  std::optional<Time> at;
  bool loud = false;
  bool operator==(const Part&) const = default;
};

struct Whole {
  std::vector<std::string> ids;
  std::vector<Colour> colours;
  std::optional<Colour> colour;
  std::optional<Part> part;
  Time at = 0;
  std::int64_t version = 0;
  bool operator==(const Whole&) const = default;
};

void part_members(Members& members, Part& part) {
  members.optional_time("at", part.at);
  members.optional_boolean("loud", part.loud);
}

void whole_members(Members& members, Whole& whole) {
  members.optional_ids("ids", whole.ids, 4);
  members.optional_words("colours", whole.colours, colour_names);
  members.optional_word("colour", whole.colour, colour_names);
  members.optional_object("part", whole.part, part_members);
  members.optional_time("at", whole.at);
  members.optional_version("version", whole.version);
}

/// Reads over what stands in `whole`.
std::optional<Error> read_over(Whole& whole, std::string_view text) {
  const Value value = json_of(text);
  Fields fields(value, "");
  Members members(fields);
  whole_members(members, whole);
  return fields.error();
}

BOOST_AUTO_TEST_SUITE(lists_of_members)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again_as_it_was) {
  const Whole full{{"a", "b"}, {Colour::blue, Colour::red}, Colour::red, Part{0, true}, 1, 1};
  BOOST_TEST(canonical(written(full, whole_members)) ==
             R"({"at":"1970-01-01T00:00:00.001Z","colour":"red","colours":["blue","red"],)"
             R"("ids":["a","b"],"part":{"at":"1970-01-01T00:00:00.000Z","loud":true},)"
             R"("version":1})");
  BOOST_TEST(canonical(written(Whole(), whole_members)) == "{}");
  for (const Whole& whole : {full, Whole(), Whole{{}, {}, {}, Part(), 0, 0}}) {
    const auto again = read_members<Whole>(written(whole, whole_members), "", whole_members);
    BOOST_TEST_REQUIRE(bool(again));
    BOOST_TEST((*again == whole));
  }
}

BOOST_AUTO_TEST_CASE(what_is_absent_leaves_what_stood_there) {
  Whole whole{{}, {Colour::blue}, Colour::blue, Part{5, false}, 7, 3};
  BOOST_TEST(!read_over(whole, R"({"part":{"loud":true}})"));
  BOOST_TEST((whole == Whole{{}, {Colour::blue}, Colour::blue, Part{5, true}, 7, 3}));
}

BOOST_AUTO_TEST_CASE(a_version_counts_from_one) {
  Whole whole;
  BOOST_TEST(!read_over(whole, R"({"version":1})"));
  BOOST_TEST(whole.version == 1);
  BOOST_TEST(
      (read_over(whole, R"({"version":0})") == Error{Code::number_out_of_range, "/version"}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

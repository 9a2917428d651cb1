#include "store/answer_words.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "fixture.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server::test {

namespace {

/// Long, and with little of its own.
std::string answer(const std::string& whose) {
  std::string text = R"({"receipt":{)";
  for (int i = 0; i < 200; ++i) text += "\"member " + std::to_string(i * 7919) + "\":\"words\",";
  return text + R"("person":")" + whose + "\"}}";
}

Recorded keep(House& house, const std::string& id, const std::string& text) {
  return house.sequencer->record(
      [&](Pending& pending) { return keep_answer(pending.store(), "prs-anna", id, text); });
}

std::string found(Store& store, const std::string& id) {
  const auto answered = store.answered("prs-anna", id, View::committed);
  return answered && *answered ? (*answered)->answer : std::string();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_words)

BOOST_AUTO_TEST_CASE(an_answer_comes_back_byte_by_byte_whatever_dictionary_it_was_kept_with) {
  const Folder folder;
  const std::string odd(5'000, '\0');
  {
    const auto store = open(folder.file());
    House house(*store);
    BOOST_CHECK(keep(house, "without", answer("anna")) == Recorded::yes);
  }
  {
    const auto store = open(folder.file());
    BOOST_REQUIRE(store->use_answer_words(answer("nobody")));
    House house(*store);
    BOOST_CHECK(keep(house, "first", answer("anna")) == Recorded::yes);
    BOOST_CHECK(keep(house, "short", "{}") == Recorded::yes);
    BOOST_CHECK(keep(house, "odd", odd) == Recorded::yes);
  }
  const auto store = open(folder.file());
  BOOST_REQUIRE(store->use_answer_words("{\"other\":" + answer("nobody") + "}"));
  House house(*store);
  BOOST_CHECK(keep(house, "second", answer("erik")) == Recorded::yes);
  BOOST_CHECK_EQUAL(found(*store, "without"), answer("anna"));
  BOOST_CHECK_EQUAL(found(*store, "first"), answer("anna"));
  BOOST_CHECK_EQUAL(found(*store, "short"), "{}");
  BOOST_CHECK(found(*store, "odd") == odd);
  BOOST_CHECK_EQUAL(found(*store, "second"), answer("erik"));
}

BOOST_AUTO_TEST_CASE(what_answers_have_in_common_is_kept_once) {
  AnswerWords words;
  const auto connection = Connection::open(":memory:");
  BOOST_REQUIRE(
      connection->run("CREATE TABLE answer_words (number INTEGER PRIMARY KEY, bytes BLOB)"));
  BOOST_REQUIRE(words.write(*connection, answer("nobody")));
  BOOST_CHECK(!words.is_newest(answer("nobody")));  // not before it is read
  BOOST_REQUIRE(words.read(*connection));
  BOOST_CHECK(words.is_newest(answer("nobody")));
  const std::string kept = words.shortened(answer("anna"));
  BOOST_CHECK_LT(kept.size(), answer("anna").size() / 20);
  AnswerWords read;
  BOOST_REQUIRE(read.read(*connection));
  BOOST_CHECK_EQUAL(read.whole(kept).value_or(""), answer("anna"));
  BOOST_CHECK_EQUAL(AnswerWords().whole(kept).has_value(), false);
}

BOOST_AUTO_TEST_CASE(bytes_that_nobody_wrote_give_no_answer) {
  AnswerWords words;
  const auto connection = Connection::open(":memory:");
  BOOST_REQUIRE(
      connection->run("CREATE TABLE answer_words (number INTEGER PRIMARY KEY, bytes BLOB)"));
  BOOST_REQUIRE(words.write(*connection, answer("nobody")) && words.read(*connection));
  const std::string kept = words.shortened(answer("anna"));
  for (std::size_t size = 1; size < kept.size(); ++size) {
    BOOST_CHECK(!words.whole(std::string_view(kept).substr(0, size)));
  }
  BOOST_CHECK(!words.whole(kept + 'x'));
  // A frame that says it is a gigabyte long is not believed.
  const std::string bomb =
      kept.substr(0, 5) + std::string("\x28\xB5\x2F\xFD\xA0\x00\x00\x00\x40", 9);
  BOOST_CHECK(!words.whole(bomb));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

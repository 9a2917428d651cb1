// The promises of wasm/samtycke.h.
#include <boost/test/unit_test.hpp>

#include <string>

#include "core/limits.hpp"
#include "session.hpp"

namespace samtycke::door {
namespace {

constexpr std::string_view forget = R"({"call":"forget"})";
constexpr std::string_view nothing_told = R"({"ok":{"events":0}})";

/// A request of that many bytes, most of them white space.
std::string request_of(std::size_t size) {
  const std::string head = R"({"call":"forget")";
  return head + std::string(size - head.size() - 1, ' ') + '}';
}

/// `count` events, each about as large as an event with all its evidence.
std::string events_call(std::size_t count) {
  const std::string event =
      R"({"kind":"granted","door":"page","at":"2026-11-24T08:00:00Z","sequence":1,"subject":"sub-a",)"
      R"("purpose":"traffic-offers","evidence":{"ui_build":")" +
      std::string(200, 'b') + R"("}})";
  std::string out = R"({"call":"events","events":[)";
  for (std::size_t i = 0; i < count; ++i) out += (i > 0 ? "," : "") + event;
  return out + "]}";
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_abi_is_the_one_that_the_page_knows) {
  BOOST_TEST(samtycke_abi() == 2u);
  BOOST_TEST(samtycke_buffer() != nullptr);
}

BOOST_AUTO_TEST_CASE(the_buffer_holds_the_largest_request_beside_the_most_that_is_carried) {
  BOOST_TEST(samtycke_buffer_size() > 2 * limits::text_size_max);
}

BOOST_AUTO_TEST_CASE(an_input_without_a_line_feed_is_a_request) {
  BOOST_TEST(Session::pass(forget) == "\n" + std::string(nothing_told));
}

BOOST_AUTO_TEST_CASE(an_empty_input_has_an_answer) {
  BOOST_TEST(Session::pass("") ==
             "\n"
             R"({"error":{"code":"not_json","where":""}})");
}

BOOST_AUTO_TEST_CASE(only_the_first_line_feed_parts_what_is_carried_from_the_request) {
  BOOST_TEST(Session::pass("\n{\"call\":\n\"forget\"}") == "\n" + std::string(nothing_told));
}

BOOST_AUTO_TEST_CASE(what_is_carried_is_handed_back_when_the_request_is_bad) {
  Session session;
  BOOST_TEST(session.ask(events_call(2)) == R"({"ok":{"events":2}})");
  const std::string carried = session.carried();
  BOOST_TEST(!carried.empty());
  session.ask("nonsense");
  BOOST_TEST(session.carried() == carried);
  BOOST_TEST(session.ask(R"({"call":"events","events":[]})") == R"({"ok":{"events":2}})");
}

BOOST_AUTO_TEST_CASE(what_is_carried_and_cannot_be_read_is_an_error_not_a_crash) {
  for (const char* carried : {"{", "7", "{\"a\":1}", "[{}]", "\xff", "[[[[[[[[[[[[[["}) {
    const std::string answered = Session::pass(carried + std::string("\n") + std::string(forget));
    BOOST_TEST(answered.find(R"({"error":)") != std::string::npos, carried);
  }
}

BOOST_AUTO_TEST_CASE(a_request_at_the_limit_is_read_and_one_byte_more_is_too_large) {
  Session session;
  BOOST_TEST(session.ask(request_of(limits::text_size_max)) == nothing_told);
  BOOST_TEST(session.ask(request_of(limits::text_size_max + 1)) ==
             R"({"error":{"code":"too_large","where":""}})");
}

BOOST_AUTO_TEST_CASE(an_answer_that_would_not_fit_is_too_large_and_nothing_is_lost) {
  // A quotation mark takes two bytes in a request and four in the canonical text of an answer.
  std::string request = R"({"call":"canonical","value":{"a":[)";
  std::string quotes;
  for (int i = 0; i < 4'000; ++i) quotes += "\\\"";
  for (int i = 0; i < 130; ++i) request += (i > 0 ? ",\"" : "\"") + quotes + "\"";
  request += "]}}";
  BOOST_REQUIRE(request.size() <= limits::text_size_max);
  Session session;
  session.ask(events_call(2));
  const std::string carried = session.carried();
  BOOST_TEST(session.ask(request) == R"({"error":{"code":"too_large","where":""}})");
  BOOST_TEST(session.carried() == carried);
}

BOOST_AUTO_TEST_CASE(more_events_than_can_be_carried_are_not_taken_in) {
  Session session;
  std::string answer;
  std::size_t told = 0;
  for (int i = 0; i < 20 && answer.find("error") == std::string::npos; ++i) {
    told = session.carried().size();
    answer = session.ask(events_call(500));
  }
  BOOST_TEST(answer.find(R"("where":"/events")") != std::string::npos, answer);
  BOOST_TEST(session.carried().size() == told);
  BOOST_TEST(session.ask(R"({"call":"state","subject":"sub-a"})").starts_with(R"({"ok":)"));
  BOOST_TEST(session.ask(forget) == nothing_told);
  BOOST_TEST(session.ask(events_call(1)) == R"({"ok":{"events":1}})");
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_brackets_are_too_deep_and_nothing_worse) {
  Session session;
  BOOST_TEST(session.ask(std::string(100'000, '[')).find("too_deep") != std::string::npos);
  BOOST_TEST(session.ask(std::string(100'000, '{')).find("not_json") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_input_gives_the_same_answer) {
  const std::string input = "\n" + events_call(3);
  BOOST_TEST(Session::pass(input) == Session::pass(input));
}

}  // namespace samtycke::door

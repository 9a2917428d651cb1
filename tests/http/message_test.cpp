#include "http/message.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

#include "http/problem.hpp"
#include "http/sentences.hpp"

namespace samtycke::server::http {
namespace {

std::string text_file(const std::string& name) {
  std::ifstream in(std::string(SAMTYCKE_TEXT_DIRECTORY) + "/" + name);
  BOOST_TEST_REQUIRE(in.good(), "core/text/" + name + " is missing");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

constexpr std::string_view swedish =
    R"({"codes":{"not_json":"Det här är inte JSON: åäö \"så\"."},"words":{"saved":"Sparat"}})";
constexpr std::string_view english = R"({"codes":{"not_json":"This is not JSON."},"words":{}})";

}  // namespace

BOOST_AUTO_TEST_SUITE(message)

BOOST_AUTO_TEST_CASE(a_value_given_twice_is_no_value) {
  Request request;
  request.query = "subject=sub-1&x=%C3%A5+b&flag&y=1&y=1&z=%zz";
  BOOST_TEST(request.query_value("subject").value() == "sub-1");
  BOOST_TEST(request.query_value("x").value() == "\xc3\xa5 b");
  BOOST_TEST(request.query_value("flag").value().empty());
  BOOST_TEST(!request.query_value("y").has_value());
  BOOST_TEST(!request.query_value("z").has_value());
  BOOST_TEST(!request.query_value("absent").has_value());
}

BOOST_AUTO_TEST_CASE(a_cookie_is_found_by_its_whole_name_and_only_when_it_is_alone) {
  Request request;
  request.headers = {{"cookie", "a=1; __Host-samtycke=t=o;__Host-samtycke-login=2; b=1; b=2; odd"}};
  BOOST_TEST(request.cookie("__Host-samtycke").value() == "t=o");
  BOOST_TEST(request.cookie("__Host-samtycke-login").value() == "2");
  BOOST_TEST(!request.cookie("b").has_value());
  BOOST_TEST(!request.cookie("samtycke").has_value());
  BOOST_TEST(!request.cookie("odd").has_value());
  BOOST_TEST(!Request{}.cookie("a").has_value());
}

BOOST_AUTO_TEST_CASE(a_media_type_is_read_without_case_and_parameters) {
  BOOST_TEST(media_type("Application/JSON ; charset=utf-8") == "application/json");
  BOOST_TEST(media_type("text/plain") == "text/plain");
  BOOST_TEST(media_type("").empty());
}

BOOST_AUTO_TEST_CASE(a_header_of_a_response_is_set_once) {
  Response response = respond(200, "text/plain", "x");
  response.set("content-type", "text/html");
  BOOST_TEST(response.headers.size() == 1u);
  BOOST_TEST(response.header("CONTENT-TYPE") == "text/html");
  BOOST_TEST(Response{}.status == 500u);
}

BOOST_AUTO_TEST_CASE(the_language_is_that_of_the_greatest_weight_and_swedish_by_default) {
  BOOST_TEST(language_of("") == "sv");
  BOOST_TEST(language_of("de, fr") == "sv");
  BOOST_TEST(language_of("en") == "en");
  BOOST_TEST(language_of("en-GB,en;q=0.9,sv;q=0.8") == "en");
  BOOST_TEST(language_of("sv-SE,sv;q=0.9,en;q=0.8") == "sv");
  BOOST_TEST(language_of("sv;q=0.1, en;q=0.25") == "en");
  BOOST_TEST(language_of("en;q=0") == "sv");
  BOOST_TEST(language_of("*, en;q=0.5") == "sv");
  BOOST_TEST(language_of("english") == "sv");
  BOOST_TEST(language_of("en;q=2") == "sv");
}

BOOST_AUTO_TEST_CASE(a_problem_says_code_sentence_and_place) {
  const Sentences sentences(swedish, english);
  const Response response =
      problem(sentences, "sv", 400, "not_json", "/changes/0", {{"not_json", "/changes/0/level"}});
  BOOST_TEST(response.status == 400u);
  BOOST_TEST(response.header("content-type") == "application/problem+json");
  BOOST_TEST(response.header("content-language") == "sv");
  BOOST_TEST(response.header("cache-control") == "no-store");
  BOOST_TEST(response.body ==
             R"({"type":"/problems#not_json","title":"Bad Request","status":400,)"
             R"("detail":"Det här är inte JSON: åäö \"så\".","code":"not_json",)"
             R"("pointer":"/changes/0","errors":[{"code":"not_json",)"
             R"("pointer":"/changes/0/level","detail":"Det här är inte JSON: åäö \"så\"."}]})");
}

BOOST_AUTO_TEST_CASE(a_problem_survives_a_pointer_that_is_no_utf8) {
  const Sentences sentences(swedish, english);
  const Response response = problem(sentences, "en", 400, "not_json", "/\xff");
  BOOST_TEST(response.body.find("\xff") == std::string::npos);
  BOOST_TEST(response.body.find("This is not JSON.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_code_without_a_sentence_stands_for_itself) {
  const Sentences sentences(swedish, english);
  BOOST_TEST(sentences.text("unheard_of", "en") == "unheard_of");
  BOOST_TEST(sentences.word("saved", "sv") == "Sparat");
  BOOST_TEST(sentences.word("saved", "en") == "saved");
  BOOST_TEST(!sentences.has_text("unheard_of", "sv"));
}

BOOST_AUTO_TEST_CASE(texts_of_another_form_do_not_load) {
  for (const std::string_view text :
       {"", "[]", "{}", R"({"codes":{}})", R"({"codes":{"a":1}})", R"({"codes":[]})",
        R"({"codes":{"a":"b"},"words":{"c":null}})", R"({"codes":{"a":"b"})"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_CHECK_THROW(Sentences(text, english), std::runtime_error); }
  }
}

BOOST_AUTO_TEST_CASE(every_code_of_the_transport_has_a_sentence_in_both_languages) {
  const Sentences sentences(text_file("sv.json"), text_file("en.json"));
  for (const std::string_view code : transport_codes) {
    BOOST_TEST_CONTEXT(code) {
      BOOST_TEST(sentences.has_text(code, "sv"));
      BOOST_TEST(sentences.has_text(code, "en"));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::http

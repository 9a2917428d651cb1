#include "http/wire.hpp"

#include <boost/test/unit_test.hpp>

namespace samtycke::server::http {
namespace {

std::string bytes_of(const Response& response, Framing framing = {}) {
  framing.date = "Tue, 24 Nov 2026 08:00:00 GMT";
  std::string out;
  BOOST_TEST_REQUIRE(append_response(out, response, framing));
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)

BOOST_AUTO_TEST_CASE(an_answer_is_private_and_unsniffed_unless_it_says_otherwise) {
  BOOST_TEST(
      bytes_of(respond(200, "text/plain", "ok")) ==
      "HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 08:00:00 GMT\r\nContent-Type: text/plain\r\n"
      "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Length: 2\r\n"
      "\r\nok");
  Response kept = respond(200, "text/plain", "ok");
  kept.set("Cache-Control", "public, max-age=60");
  BOOST_TEST(bytes_of(kept).find("no-store") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(framing_is_not_for_handlers_to_say) {
  Response response = respond(200, "text/plain", "ok");
  response.headers.emplace_back("content-length", "1");
  response.headers.emplace_back("Transfer-Encoding", "chunked");
  response.headers.emplace_back("Connection", "upgrade");
  BOOST_TEST(bytes_of(response) == bytes_of(respond(200, "text/plain", "ok")));
}

BOOST_AUTO_TEST_CASE(no_version_of_the_server_is_told) {
  BOOST_TEST(bytes_of(respond(200, "text/plain", "ok")).find("Server:") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(answers_without_a_body_have_none) {
  for (const unsigned status : {204u, 304u}) {
    const std::string bytes = bytes_of(respond(status, "text/plain", "ok"));
    BOOST_TEST(bytes.find("Content-Length") == std::string::npos);
    BOOST_TEST(bytes.substr(bytes.size() - 4) == "\r\n\r\n");
  }
  const std::string head = bytes_of(respond(200, "text/plain", "ok"), {true, true, false, {}});
  BOOST_TEST(head.find("Content-Length: 2\r\n") != std::string::npos);
  BOOST_TEST(head.substr(head.size() - 4) == "\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(the_connection_header_says_what_will_happen) {
  const Response response = respond(200, "text/plain", "ok");
  BOOST_TEST(bytes_of(response, {false, false, false, {}}).find("Connection: close\r\n") !=
             std::string::npos);
  BOOST_TEST(bytes_of(response, {false, true, true, {}}).find("Connection: keep-alive\r\n") !=
             std::string::npos);
  BOOST_TEST(bytes_of(response).find("Connection") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_header_that_would_split_the_message_is_not_written) {
  std::string out = "before";
  for (const Header& header :
       {Header{"X", "a\r\nb"}, Header{"X", "a\nb"}, Header{"X", std::string("\0", 1)},
        Header{"X:", "a"}, Header{"", "a"}, Header{"X\r\nY", "a"}}) {
    Response response = respond(200, "text/plain", "ok");
    response.headers.push_back(header);
    BOOST_TEST(!append_response(out, response, {}));
  }
  for (const unsigned status : {0u, 100u, 199u, 600u}) {
    BOOST_TEST(!append_response(out, respond(status, "text/plain", "ok"), {}));
  }
  BOOST_TEST(out == "before");
}

BOOST_AUTO_TEST_CASE(dates_are_written_as_http_writes_them) {
  BOOST_TEST(imf_fixdate(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
  BOOST_TEST(imf_fixdate(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110, 5.6.7
  BOOST_TEST(imf_fixdate(1709210096) == "Thu, 29 Feb 2024 12:34:56 GMT");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::http

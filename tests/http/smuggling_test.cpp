// A11, A12, A14: the table of raw requests, whole and in pieces of one byte.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "client.hpp"
#include "smuggling_cases.hpp"

namespace samtycke::server::http {
namespace {

struct Target {
  std::atomic<int> hidden_runs{0};
  Server server;

  Target() : server(test_settings(), routes(), test_sentences()) { server.start(); }

  Router routes() {
    Router router;
    router.add(
        {"GET", "/after", [](const Request&) { return respond(200, "text/plain", "after"); }});
    router.add({"GET", "/hidden", [this](const Request&) {
                  ++hidden_runs;
                  return respond(200, "text/plain", "hidden");
                }});
    router.add({"POST", "/echo",
                [](const Request& request) { return respond(200, "text/plain", request.body); }});
    return router;
  }
};

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
  return text;
}

std::string request_of(const RawCase& raw) {
  const std::string host_line = "Host: " + std::string(host) + "\r\n";
  const std::string hidden = "GET /hidden HTTP/1.1\r\n" + host_line + "\r\n";
  return replaced(replaced(std::string(raw.request), "$G", hidden), "$H", host_line);
}

void check(const RawCase& raw, bool in_pieces) {
  Target target;
  Client client(target.server.port());
  const std::string request = request_of(raw);
  // A closed peer ends the sending early; what counts is what it answered.
  if (in_pieces) {
    for (std::size_t i = 0; i < request.size() && client.send(request.substr(i, 1)); ++i) {
    }
  } else {
    client.send(request);
  }
  const std::optional<Answer> answer = client.receive();
  BOOST_TEST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->status == raw.status);
  if (raw.status >= 400) {
    BOOST_TEST(answer->headers.at("content-type") == "application/problem+json");
  }
  if (raw.after == After::closed) {
    BOOST_TEST(
        (answer->headers.count("connection") == 1 && answer->headers.at("connection") == "close"));
    client.finish_sending();
    BOOST_TEST(client.closed());
  } else {
    client.send(get("/after"));
    const std::optional<Answer> next = client.receive();
    BOOST_TEST_REQUIRE(next.has_value());
    BOOST_TEST(next->status == 200u);
    BOOST_TEST(next->body == "after");
  }
  BOOST_TEST(target.hidden_runs == 0);
}

// One test a row, so that a failure names its row.
struct Registration {
  Registration() {
    namespace ut = boost::unit_test;
    for (const bool in_pieces : {false, true}) {
      auto* suite = BOOST_TEST_SUITE(in_pieces ? "raw_requests_byte_by_byte" : "raw_requests");
      for (const RawCase& raw : raw_cases) {
        suite->add(ut::make_test_case([&raw, in_pieces] { check(raw, in_pieces); },
                                      std::string(raw.name), __FILE__, __LINE__));
      }
      ut::framework::master_test_suite().add(suite);
    }
  }
};
const Registration registration;

}  // namespace

BOOST_AUTO_TEST_CASE(the_table_of_raw_requests_is_not_shrunk) {
  BOOST_TEST(raw_cases.size() >= 45u);
}

// The last chunk in every way to cut it in three: no cut is a way to end the process.
BOOST_AUTO_TEST_CASE(A12_a_last_chunk_in_pieces_is_read_as_whole) {
  constexpr std::string_view last = "0\r\n\r\n";
  Target target;
  for (std::size_t first = 1; first < last.size(); ++first) {
    for (std::size_t second = first; second < last.size(); ++second) {
      Client client(target.server.port());
      const auto say = [&](std::string_view piece) {
        BOOST_TEST(client.send(piece));
        std::this_thread::sleep_for(std::chrono::milliseconds{20});  // so that it is read by itself
      };
      say("POST /echo HTTP/1.1\r\nHost: " + std::string(host) +
          "\r\nTransfer-Encoding: chunked\r\n\r\n");
      say(last.substr(0, first));
      say(last.substr(first, second - first));
      say(last.substr(second));
      const auto answer = client.receive();
      BOOST_TEST_REQUIRE(answer.has_value(), "cut at " << first << " and " << second);
      BOOST_TEST(answer->status == 200u);
    }
  }
}

// A literal in the table cannot hold a NUL.
BOOST_AUTO_TEST_CASE(A11_a_nul_in_a_value_is_refused) {
  Target target;
  std::string request = get("/after");
  request.insert(request.size() - 2, std::string("X: a\0b\r\n", 8));
  BOOST_TEST(ask(target.server.port(), request).status == 400u);
}

}  // namespace samtycke::server::http

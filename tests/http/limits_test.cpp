// A13, A14, A18: what is too much or too many, and what is just not.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "client.hpp"

namespace samtycke::server::http {
namespace {

using namespace std::chrono_literals;

std::string chunked(std::string_view path, std::size_t size) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (std::size_t rest = size; rest > 0; rest /= 16) hex.insert(hex.begin(), digits[rest % 16]);
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: " + std::string(host) +
         "\r\nTransfer-Encoding: chunked\r\n\r\n" + hex + "\r\n" + std::string(size, 'x') +
         "\r\n0\r\n\r\n";
}

std::string with_headers(std::size_t count) {
  std::string request = "GET /after HTTP/1.1\r\nHost: " + std::string(host) + "\r\n";
  for (std::size_t i = 1; i < count; ++i) request += "X: y\r\n";
  return request + "\r\n";
}

// AddressSanitizer keeps freed memory aside, 256 MiB of it, to find late uses.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t growth_max = 300'000'000;
#else
constexpr std::size_t growth_max = 8'000'000;
#endif

std::size_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  statm >> total >> resident;
  return resident * 4096;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(A18_a_body_at_the_limit_is_read_and_one_byte_more_is_refused) {
  const Running running(test_settings());
  for (const auto& [path, limit] :
       {std::pair<std::string, std::size_t>{"/default", body_size_default},
        {"/small", 16},
        {"/large", 1'000'000}}) {
    BOOST_TEST_CONTEXT(path) {
      BOOST_TEST(ask(running.port(), post(path, std::string(limit, 'x'))).body ==
                 std::to_string(limit));
      BOOST_TEST(ask(running.port(), chunked(path, limit)).body == std::to_string(limit));
      BOOST_TEST(ask(running.port(), post(path, std::string(limit + 1, 'x'))).status == 413u);
      BOOST_TEST(ask(running.port(), chunked(path, limit + 1)).status == 413u);
    }
  }
}

BOOST_AUTO_TEST_CASE(A18_a_body_of_a_megabyte_is_refused_before_it_is_sent) {
  const Running running(test_settings());
  Client client(running.port());
  client.send("POST /default HTTP/1.1\r\nHost: " + std::string(host) +
              "\r\nContent-Length: 1048576\r\n\r\n");
  const auto answer = client.receive();
  BOOST_TEST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->status == 413u);
  BOOST_TEST(answer->headers.at("connection") == "close");
}

// A close with unread bytes would reset the connection: the sender would lose the answer with it.
BOOST_AUTO_TEST_CASE(A18_a_refusal_reaches_a_client_that_is_still_sending) {
  const Running running(test_settings());
  Client client(running.port());
  BOOST_TEST(client.send("POST /default HTTP/1.1\r\nHost: " + std::string(host) +
                         "\r\nContent-Length: 900000\r\n\r\n"));
  BOOST_TEST(client.started());
  // A reset shows as a send that fails; the kernel would swallow it in one large send.
  for (int i = 0; i < 100; ++i) BOOST_TEST_REQUIRE(client.send(std::string(9'000, 'x')));
  client.finish_sending();
  BOOST_TEST(client.receive().value_or(Answer{}).status == 413u);
  BOOST_TEST(client.closed());
}

BOOST_AUTO_TEST_CASE(A18_chunks_of_one_byte_may_not_hide_a_flood_of_extensions) {
  const Running running(test_settings());
  Client client(running.port());
  client.send("POST /small HTTP/1.1\r\nHost: " + std::string(host) +
              "\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 8 && client.send("1;" + std::string(4000, 'e') + "\r\nx\r\n"); ++i) {
  }
  BOOST_TEST(client.receive().value_or(Answer{}).status == 413u);
}

BOOST_AUTO_TEST_CASE(A12_sixty_four_headers_are_read_and_sixty_five_or_seven_hundred_refused) {
  const Running running(test_settings());
  BOOST_TEST(ask(running.port(), with_headers(64)).status == 200u);
  BOOST_TEST(ask(running.port(), with_headers(65)).status == 431u);
  BOOST_TEST(ask(running.port(), with_headers(700)).status == 431u);
}

BOOST_AUTO_TEST_CASE(A11_a_header_block_over_its_limit_is_refused_also_without_an_end) {
  const Running running(test_settings());
  const auto padded = [](std::size_t size) {
    std::string request = get("/after");
    request.insert(request.size() - 2, "X: \r\n");
    request.insert(request.size() - 4, size - request.size(), 'x');
    return request;
  };
  const std::size_t limit = test_settings().header_size_max;
  BOOST_TEST(ask(running.port(), padded(limit)).status == 200u);
  BOOST_TEST(ask(running.port(), padded(limit + 1)).status == 431u);
  BOOST_TEST(ask(running.port(), "GET /" + std::string(limit, 'a')).status == 431u);
}

BOOST_AUTO_TEST_CASE(A13_an_address_has_no_more_connections_than_its_share) {
  Settings settings = test_settings();
  settings.connections_per_peer_max = 3;
  const Running running(settings);
  const auto serve = [](Client& client) {
    client.send(get("/after"));
    return client.receive().value_or(Answer{}).status;
  };
  Client first(running.port());
  BOOST_TEST(serve(first) == 200u);
  Client second(running.port());
  BOOST_TEST(serve(second) == 200u);
  {
    Client third(running.port());
    BOOST_TEST(serve(third) == 200u);
    Client fourth(running.port());
    const auto answer = fourth.receive();
    BOOST_TEST_REQUIRE(answer.has_value());
    BOOST_TEST(answer->status == 429u);
    BOOST_TEST(answer->headers.count("retry-after") == 1u);
    BOOST_TEST(fourth.closed());
    third.send("GET /after HTTP/1.1\r\nHost: " + std::string(host) +
               "\r\nConnection: close\r\n\r\n");
    BOOST_TEST(third.receive().value_or(Answer{}).status == 200u);
    BOOST_TEST(third.closed());
  }
  // The share is given back with the connection; the session may end a moment after its socket.
  unsigned status = 429;
  for (int i = 0; i < 100 && status == 429; ++i) {
    Client fifth(running.port());
    if (!fifth.silent(10ms)) continue;
    status = serve(fifth);
  }
  BOOST_TEST(status == 200u);
}

BOOST_AUTO_TEST_CASE(A13_a_full_server_turns_away_with_503) {
  Settings settings = test_settings();
  settings.connections_max = 1;
  const Running running(settings);
  Client first(running.port());
  first.send(get("/after"));
  BOOST_TEST(first.receive().value_or(Answer{}).status == 200u);
  Client second(running.port());
  BOOST_TEST(second.receive().value_or(Answer{}).status == 503u);
}

BOOST_AUTO_TEST_CASE(A14_ten_thousand_pipelined_requests_are_answered_in_order_without_growth) {
  const Running running(test_settings());
  Client client(running.port());
  std::string requests;
  for (int i = 0; i < 500; ++i) requests += get("/items/" + std::to_string(i));
  const auto round = [&] {
    client.send(requests);
    for (int i = 0; i < 500; ++i) {
      const auto answer = client.receive();
      BOOST_REQUIRE(answer.has_value());
      BOOST_REQUIRE(answer->body == std::to_string(i));
    }
  };
  round();
  const std::size_t before = resident_bytes();
  for (int i = 0; i < 20; ++i) round();
  BOOST_TEST(resident_bytes() < before + growth_max);
}

BOOST_AUTO_TEST_CASE(A14_a_pipeline_whose_answers_are_not_read_is_not_read_either) {
  Settings settings = test_settings();
  settings.write_time_max = 300ms;
  settings.body_rate_min = 1'000'000'000;
  const Running running(settings);
  Client client(running.port());
  std::string requests;
  for (int i = 0; i < 1000; ++i) requests += get("/after");
  const std::size_t before = resident_bytes();
  const std::size_t sent = client.send_until_stalled(requests, 256'000'000, 100ms);
  BOOST_TEST(sent < 256'000'000u);
  BOOST_TEST(resident_bytes() < before + growth_max);
}

BOOST_AUTO_TEST_CASE(A14_continue_is_said_before_the_body_and_only_when_the_body_is_wanted) {
  const Running running(test_settings());
  const std::string head =
      " HTTP/1.1\r\nHost: " + std::string(host) + "\r\nExpect: 100-continue\r\n";
  Client client(running.port());
  client.send("POST /small" + head + "Content-Length: 3\r\n\r\n");
  const auto interim = client.receive();
  BOOST_TEST_REQUIRE(interim.has_value());
  BOOST_TEST(interim->status == 100u);
  client.send("abc");
  BOOST_TEST(client.receive().value_or(Answer{}).body == "3");
  client.send("POST /small" + head + "Content-Length: 17\r\n\r\n");
  BOOST_TEST(client.receive().value_or(Answer{}).status == 413u);
}

BOOST_AUTO_TEST_CASE(a_body_that_ends_early_is_not_handled) {
  std::atomic<bool> handled{false};
  Router router;
  router.add({"POST", "/", [&handled](const Request&) {
                handled = true;
                return respond(200, "text/plain", "");
              }});
  Server server(test_settings(), std::move(router), test_sentences());
  server.start();
  Client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: " + std::string(host) +
              "\r\nContent-Length: 10\r\n\r\nabc");
  client.finish_sending();
  BOOST_TEST(client.closed());
  BOOST_TEST(!handled);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::http

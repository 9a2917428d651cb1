// A13: what takes too long, and what is just in time.

#include <boost/test/unit_test.hpp>
#include <thread>

#include "client.hpp"

namespace samtycke::server::http {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(deadlines)

BOOST_AUTO_TEST_CASE(A13_a_header_that_trickles_is_cut_off_at_its_deadline) {
  Settings settings = test_settings();
  settings.header_time_max = 150ms;
  const Running running(settings);
  Client client(running.port());
  // Each byte is in time by itself; their sum is not, so the deadline must not start anew.
  const std::string request = get("/after");
  std::size_t sent = 0;
  while (sent + 4 < request.size() && client.silent(20ms)) client.send(request.substr(sent++, 1));
  BOOST_TEST(sent + 4 < request.size());
  const auto answer = client.receive();
  BOOST_TEST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->status == 408u);
  client.finish_sending();
  BOOST_TEST(client.closed());
}

BOOST_AUTO_TEST_CASE(A13_a_body_slower_than_the_least_rate_is_cut_off) {
  Settings settings = test_settings();
  settings.body_time_grace = 100ms;
  settings.body_rate_min = 1000;
  const Running running(settings);
  Client client(running.port());
  client.send("POST /default HTTP/1.1\r\nHost: " + std::string(host) +
              "\r\nContent-Length: 1000\r\n\r\n");
  for (int i = 0; i < 100 && client.silent(20ms); ++i) client.send("x");
  BOOST_TEST(client.receive().value_or(Answer{}).status == 408u);
}

BOOST_AUTO_TEST_CASE(A13_a_body_that_keeps_the_rate_is_read_though_the_grace_is_over) {
  Settings settings = test_settings();
  settings.body_time_grace = 100ms;
  settings.body_rate_min = 1000;
  const Running running(settings);
  Client client(running.port());
  client.send("POST /default HTTP/1.1\r\nHost: " + std::string(host) +
              "\r\nContent-Length: 3000\r\n\r\n");
  for (int i = 0; i < 10; ++i) {
    client.send(std::string(300, 'x'));
    if (i < 9) BOOST_TEST(client.silent(20ms));
  }
  BOOST_TEST(client.receive().value_or(Answer{}).body == "3000");
}

BOOST_AUTO_TEST_CASE(A13_no_body_takes_longer_than_the_longest_time) {
  Settings settings = test_settings();
  settings.body_time_max = 150ms;
  settings.body_rate_min = 1;
  const Running running(settings);
  Client client(running.port());
  client.send("POST /default HTTP/1.1\r\nHost: " + std::string(host) +
              "\r\nContent-Length: 30000\r\n\r\n");
  for (int i = 0; i < 100 && client.silent(20ms); ++i) client.send(std::string(100, 'x'));
  BOOST_TEST(client.receive().value_or(Answer{}).status == 408u);
}

BOOST_AUTO_TEST_CASE(A13_an_answer_that_is_not_read_is_given_up) {
  Settings settings = test_settings();
  settings.write_time_max = 100ms;
  settings.body_rate_min = 1'000'000'000;
  const Running running(settings);
  Client client(running.port());
  client.send(get("/flood"));
  BOOST_TEST(client.started());
  // Read again only after the deadline: what is left of the answer is not sent any more.
  std::this_thread::sleep_for(3 * settings.write_time_max);
  BOOST_TEST(client.drain() < flood_size);
}

BOOST_AUTO_TEST_CASE(A13_a_connection_that_says_nothing_is_closed_without_a_word) {
  Settings settings = test_settings();
  settings.header_time_max = 100ms;
  const Running running(settings);
  Client client(running.port());
  BOOST_TEST(client.closed());
}

BOOST_AUTO_TEST_CASE(A13_an_idle_connection_is_closed_after_the_idle_time) {
  Settings settings = test_settings();
  settings.idle_time_max = 100ms;
  const Running running(settings);
  Client client(running.port());
  client.send(get("/after"));
  BOOST_TEST(client.receive().value_or(Answer{}).status == 200u);
  BOOST_TEST(client.closed());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::http

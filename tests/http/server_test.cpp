// The worker pool, failures of handlers, stopping, and the port.

#include <boost/test/unit_test.hpp>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "client.hpp"

namespace samtycke::server::http {
namespace {

using namespace std::chrono_literals;

// Holds handlers until it is opened, and tells how many are inside.
class Gate {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.notify_all();
    changed_.wait_for(lock, patience, [this] { return open_; });
  }
  bool wait_for_inside(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [this, count] { return inside_ >= count; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int inside_ = 0;
  bool open_ = false;
};

Router gated_routes(Gate& gate) {
  Router router;
  router.add({"GET", "/slow",
              [&gate](const Request&) {
                gate.pass();
                return respond(200, "text/plain", "slow");
              },
              true});
  router.add({"GET", "/quick", [](const Request&) { return respond(200, "text/plain", "quick"); }});
  router.add(
      {"POST", "/quick", [](const Request&) { return respond(200, "text/plain", "quick"); }});
  return router;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(server)

BOOST_AUTO_TEST_CASE(A14_a_full_worker_pool_answers_503_and_inline_routes_go_on) {
  Settings settings = test_settings();
  settings.workers = 1;
  settings.queue_size_max = 1;
  Gate gate;
  Server server(settings, gated_routes(gate), test_sentences());
  server.start();
  Client working(server.port());
  working.send(get("/slow"));
  BOOST_TEST_REQUIRE(gate.wait_for_inside(1));
  // Which of the two gets the one place in the queue is not ours to say; the other gets 503.
  Client second(server.port());
  second.send(get("/slow"));
  BOOST_TEST(second.silent(100ms));
  Client third(server.port());
  third.send(get("/slow"));
  const auto refused = third.receive();
  BOOST_TEST_REQUIRE(refused.has_value());
  BOOST_TEST(refused->status == 503u);
  BOOST_TEST(refused->headers.count("retry-after") == 1u);
  BOOST_TEST(ask(server.port(), get("/quick")).body == "quick");
  gate.open();
  BOOST_TEST(working.receive().value_or(Answer{}).body == "slow");
  BOOST_TEST(second.receive().value_or(Answer{}).body == "slow");
  third.send(get("/slow"));  // the refused connection was kept
  BOOST_TEST(third.receive().value_or(Answer{}).body == "slow");
}

BOOST_AUTO_TEST_CASE(a_handler_that_throws_answers_500_and_the_session_lives) {
  Settings settings = test_settings();
  std::string failed;
  settings.on_failure = [&failed](std::string_view pattern, std::string_view) { failed = pattern; };
  Router router;
  for (const bool blocking : {false, true}) {
    router.add({"GET", blocking ? "/b/{id}" : "/a/{id}",
                [](const Request& request) -> Response {
                  if (request.captures.at(0) == "int") throw 5;
                  throw std::runtime_error(request.path);
                },
                blocking});
  }
  Server server(settings, std::move(router), test_sentences());
  server.start();
  Client client(server.port());
  for (const std::string path : {"/a/secret", "/b/secret", "/a/int", "/b/int"}) {
    client.send(get(path));
    const auto answer = client.receive();
    BOOST_TEST_REQUIRE(answer.has_value());
    BOOST_TEST(answer->status == 500u);
    BOOST_TEST(answer->body.find("internal_error") != std::string::npos);
    BOOST_TEST(answer->body.find("secret") == std::string::npos);
    BOOST_TEST(failed == path.substr(0, 2) + "/{id}");
  }
}

BOOST_AUTO_TEST_CASE(a_header_that_a_handler_breaks_is_not_sent) {
  Router router;
  router.add({"GET", "/", [](const Request&) {
                Response response = respond(200, "text/plain", "x");
                response.set("Location", "/\r\nSet-Cookie: a=b");
                return response;
              }});
  Server server(test_settings(), std::move(router), test_sentences());
  server.start();
  const Answer answer = ask(server.port(), get("/"));
  BOOST_TEST(answer.status == 500u);
  BOOST_TEST(answer.headers.count("set-cookie") == 0u);
}

BOOST_AUTO_TEST_CASE(stop_finishes_what_is_under_way_and_takes_nothing_new) {
  Gate gate;
  Server server(test_settings(), gated_routes(gate), test_sentences());
  server.start();
  Client idle(server.port());
  idle.send(get("/quick"));
  BOOST_TEST(idle.receive().value_or(Answer{}).status == 200u);
  Client working(server.port());
  working.send(get("/slow"));
  BOOST_TEST_REQUIRE(gate.wait_for_inside(1));
  server.stop();
  BOOST_TEST(idle.closed());  // and by now the stop has begun
  BOOST_TEST(!Client(server.port()).connected());
  gate.open();
  const auto answer = working.receive();
  BOOST_TEST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->body == "slow");
  BOOST_TEST(answer->headers.at("connection") == "close");
  BOOST_TEST(working.closed());
  server.wait();
}

BOOST_AUTO_TEST_CASE(stop_does_not_wait_longer_than_its_deadline_for_a_slow_client) {
  Settings settings = test_settings();
  settings.stop_time_max = 100ms;
  Gate gate;
  Server server(settings, gated_routes(gate), test_sentences());
  server.start();
  Client client(server.port());
  client.send("POST /quick HTTP/1.1\r\nHost: " + std::string(host) +
              "\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  BOOST_TEST(client.receive().value_or(Answer{}).status == 100u);
  const auto started = std::chrono::steady_clock::now();
  server.stop();
  server.wait();
  BOOST_TEST((std::chrono::steady_clock::now() - started < 2s));
}

BOOST_AUTO_TEST_CASE(a_port_that_another_server_listens_on_is_refused) {
  Gate gate;
  const Server server(test_settings(), gated_routes(gate), test_sentences());
  Settings settings = test_settings();
  settings.port = server.port();
  BOOST_CHECK_THROW(Server(settings, gated_routes(gate), test_sentences()), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_port_is_free_again_after_the_server_has_ended) {
  Gate gate;
  std::uint16_t port = 0;
  {
    Server server(test_settings(), gated_routes(gate), test_sentences());
    server.start();
    port = server.port();
    BOOST_TEST(ask(port, get("/quick")).status == 200u);
  }
  Settings settings = test_settings();
  settings.port = port;
  Server server(settings, gated_routes(gate), test_sentences());
  server.start();
  BOOST_TEST(ask(port, get("/quick")).status == 200u);
}

BOOST_AUTO_TEST_CASE(all_threads_answer_on_the_one_port) {
  Settings settings = test_settings();
  settings.threads = 3;
  Router router;
  std::mutex mutex;
  std::set<std::thread::id> threads;
  router.add({"GET", "/", [&](const Request&) {
                const std::lock_guard lock(mutex);
                threads.insert(std::this_thread::get_id());
                return respond(200, "text/plain", "");
              }});
  Server server(settings, std::move(router), test_sentences());
  server.start();
  // The kernel spreads connections by a hash of their ports: 200 that all miss a thread are less
  // likely than a broken machine.
  for (int i = 0; i < 200; ++i) BOOST_TEST_REQUIRE(ask(server.port(), get("/")).status == 200u);
  BOOST_TEST(threads.size() == 3u);
}

BOOST_AUTO_TEST_CASE(without_a_list_of_hosts_only_the_bound_address_is_ours) {
  Settings settings = test_settings();
  settings.hosts.clear();
  Gate gate;
  Server server(settings, gated_routes(gate), test_sentences());
  server.start();
  const std::string own = "127.0.0.1:" + std::to_string(server.port());
  BOOST_TEST(ask(server.port(), "GET /quick HTTP/1.1\r\nHost: " + own + "\r\n\r\n").status == 200u);
  BOOST_TEST(ask(server.port(), get("/quick")).status == 421u);
}

BOOST_AUTO_TEST_CASE(a_refusal_speaks_the_language_of_the_request) {
  Gate gate;
  Server server(test_settings(), gated_routes(gate), test_sentences());
  server.start();
  std::string request = get("/nowhere");
  const Answer swedish = ask(server.port(), request);
  BOOST_TEST(swedish.headers.at("content-language") == "sv");
  BOOST_TEST(swedish.body.find("Sidan finns inte.") != std::string::npos);
  request.insert(request.size() - 2, "Accept-Language: de, en-GB;q=0.8, sv;q=0.5\r\n");
  const Answer english = ask(server.port(), request);
  BOOST_TEST(english.headers.at("content-language") == "en");
  BOOST_TEST(english.body.find("There is no such page.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(A2_only_a_route_for_everybody_says_so_to_other_origins) {
  Router router;
  const Handler ok = [](const Request&) { return respond(200, "text/plain", ""); };
  router.add({"GET", "/own", ok});
  router.add({"GET", "/public", ok, false, body_size_default, true});
  Server server(test_settings(), std::move(router), test_sentences());
  server.start();
  for (const std::string origin : {"https://evil.test", "null"}) {
    std::string own = get("/own");
    own.insert(own.size() - 2, "Origin: " + origin + "\r\n");
    const Answer answer = ask(server.port(), own);
    for (const auto& [name, value] : answer.headers) {
      BOOST_TEST(name.rfind("access-control-", 0) != 0u);
    }
  }
  const Answer answer = ask(server.port(), get("/public"));
  BOOST_TEST(answer.headers.at("access-control-allow-origin") == "*");
  BOOST_TEST(answer.headers.count("access-control-allow-credentials") == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::http

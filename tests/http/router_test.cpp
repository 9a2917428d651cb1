#include "http/router.hpp"

#include <boost/test/unit_test.hpp>

#include "client.hpp"

namespace samtycke::server::http {
namespace {

Response ok(const Request&) { return respond(200, "text/plain", "body"); }

Router routes() {
  Router router;
  router.add({"GET", "/v1/catalogues/{id}", ok});
  router.add({"GET", "/v1/catalogues/{id}/versions/{n}", ok});
  router.add({"GET", "/v1/catalogues/current", ok});
  router.add({"GET", "/log/tile/{*}", ok});
  router.add({"GET", "/v1/gates", ok});
  router.add({"POST", "/v1/gates", ok});
  router.files().add("/panel.js", "text/javascript", "x", "no-cache");
  return router;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(router)

BOOST_AUTO_TEST_CASE(captures_are_whole_segments_in_order) {
  const Router table = routes();
  const Match match = table.find("GET", "/v1/catalogues/mitt-foretag/versions/3");
  BOOST_TEST_REQUIRE((match.route != nullptr));
  BOOST_TEST(match.route->pattern == "/v1/catalogues/{id}/versions/{n}");
  BOOST_TEST(match.captures == (std::vector<std::string>{"mitt-foretag", "3"}),
             boost::test_tools::per_element());
  BOOST_TEST((table.find("GET", "/v1/catalogues/").route == nullptr));
  BOOST_TEST((table.find("GET", "/v1/catalogues/a/b").route == nullptr));
  BOOST_TEST((table.find("GET", "/v1/catalogues").route == nullptr));
}

BOOST_AUTO_TEST_CASE(all_that_follows_is_captured_as_it_stands) {
  const Router table = routes();
  for (const char* rest : {"0/000", "entries/x001/x234/067.p/112", "0"}) {
    const Match match = table.find("GET", std::string("/log/tile/") + rest);
    BOOST_TEST_REQUIRE((match.route != nullptr));
    BOOST_TEST(match.captures == std::vector<std::string>{rest}, boost::test_tools::per_element());
  }
  BOOST_TEST((table.find("GET", "/log/tile/").route == nullptr));
  BOOST_TEST((table.find("GET", "/log/tile").route == nullptr));
  BOOST_TEST((table.find("GET", "/log/tile/0/").route == nullptr));
  BOOST_TEST((table.find("GET", "/log/tiles/0").route == nullptr));
  BOOST_TEST(table.find("POST", "/log/tile/0/000").allow == "GET, HEAD");
}

BOOST_AUTO_TEST_CASE(a_literal_segment_wins_over_a_capture) {
  const Router table = routes();
  BOOST_TEST(table.find("GET", "/v1/catalogues/current").route->pattern ==
             "/v1/catalogues/current");
}

BOOST_AUTO_TEST_CASE(a_known_path_tells_which_methods_it_allows) {
  const Router table = routes();
  const Match match = table.find("DELETE", "/v1/gates");
  BOOST_TEST((match.route == nullptr));
  BOOST_TEST(match.allow == "GET, HEAD, POST");
  BOOST_TEST(table.find("POST", "/panel.js").allow == "GET, HEAD");
  BOOST_TEST(table.find("POST", "/nowhere").allow.empty());
}

BOOST_AUTO_TEST_CASE(a_route_cannot_stand_twice) {
  Router table = routes();
  BOOST_CHECK_THROW(table.add({"GET", "/v1/gates", ok}), std::invalid_argument);
  BOOST_CHECK_THROW(table.add({"GET", "v1", ok}), std::invalid_argument);
  BOOST_CHECK_THROW(table.add({"GET", "/v2", nullptr}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(A15_a_path_that_could_mean_another_is_no_path) {
  for (const std::string_view raw :
       {"/..",       "/../a",     "/a/..",  "/a/../b", "/.",   "/./a",  "/a/.",
        "/%2e%2e/a", "/%2E%2e/a", "/a/%2e", "/a%00",   "/%00", "/a%0a", "/a\\b",
        "/a%5cb",    "/a%2fb",    "/a%2Fb", "//",      "//a",  "/a//b", "/a%",
        "/a%4",      "/a%zz",     "/%7f",   "",        "a"}) {
    BOOST_TEST_CONTEXT(raw) { BOOST_TEST(!decoded_path(raw).has_value()); }
  }
}

BOOST_AUTO_TEST_CASE(A15_a_harmless_path_is_decoded_once) {
  BOOST_TEST(decoded_path("/").value() == "/");
  BOOST_TEST(decoded_path("/a/").value() == "/a/");
  BOOST_TEST(decoded_path("/%61/b-_.~").value() == "/a/b-_.~");
  BOOST_TEST(decoded_path("/%252e%252e").value() == "/%2e%2e");
  BOOST_TEST(decoded_path("/..a/...").value() == "/..a/...");
}

BOOST_AUTO_TEST_CASE(A15_tricks_with_paths_answer_404_over_the_wire) {
  Server server(test_settings(), routes(), test_sentences());
  server.start();
  for (const std::string_view path :
       {"/../panel.js", "/%2e%2e/panel.js", "/panel.js%00", "/x\\..\\panel.js", "//panel.js",
        "/v1%2fgates", "/../../etc/passwd", "/panel.js/", "/panel.js.br"}) {
    BOOST_TEST_CONTEXT(path) { BOOST_TEST(ask(server.port(), get(path)).status == 404u); }
  }
  BOOST_TEST(ask(server.port(), get("/panel.js")).status == 200u);
  BOOST_TEST(ask(server.port(), get("/v1/%67ates?x=/../")).status == 200u);
}

BOOST_AUTO_TEST_CASE(unknown_paths_are_404_and_other_methods_405_with_allow_over_the_wire) {
  Server server(test_settings(), routes(), test_sentences());
  server.start();
  const Answer missing = ask(server.port(), get("/nowhere"));
  BOOST_TEST(missing.status == 404u);
  BOOST_TEST(missing.headers.at("content-type") == "application/problem+json");
  const Answer other =
      ask(server.port(), "DELETE /v1/gates HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
  BOOST_TEST(other.status == 405u);
  BOOST_TEST(other.headers.at("allow") == "GET, HEAD, POST");
}

BOOST_AUTO_TEST_CASE(head_is_get_without_the_body) {
  Server server(test_settings(), routes(), test_sentences());
  server.start();
  Client client(server.port());
  for (const auto& [path, status] : {std::pair<std::string, unsigned>{"/v1/gates", 200},
                                     {"/panel.js", 200},
                                     {"/nowhere", 404}}) {
    client.send("HEAD " + path + " HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
    const auto answer = client.receive(true);
    BOOST_TEST_REQUIRE(answer.has_value());
    BOOST_TEST(answer->status == status);
    BOOST_TEST(answer->headers.at("content-length") != "0");
  }
  client.send(get("/v1/gates"));  // would be garbled by a body that was sent after all
  BOOST_TEST(client.receive().value_or(Answer{}).body == "body");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::http

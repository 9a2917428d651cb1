#include "identity/origin.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "identity/oidc_client.hpp"

namespace {

using namespace samtycke::server;

constexpr const char* ours = "http://127.0.0.1:8780";

bool holds(const char* method, const char* origin, const char* site,
           NullOrigin null_origin = NullOrigin::refused) {
  return made_by_own_page(method, origin, site, ours, null_origin);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(origin)

BOOST_AUTO_TEST_CASE(A1_a_request_of_another_site_is_refused) {
  struct Row {
    const char* origin;
    const char* site;
    bool holds;
  };
  const Row rows[] = {
      {"http://127.0.0.1:8780", "same-origin", true},
      {"http://127.0.0.1:8780", "", true},
      {"http://127.0.0.1:8780", "none", true},
      {"", "same-origin", true},
      {"", "", false},
      {"", "none", false},
      {"", "same-site", false},
      {"", "cross-site", false},
      {"http://127.0.0.1:8780", "cross-site", false},
      {"http://127.0.0.1:8780", "same-site", false},
      {"http://127.0.0.1:8780", "SAME-ORIGIN", false},
      {"https://evil.example", "cross-site", false},
      {"https://evil.example", "same-origin", false},
      {"https://evil.example", "", false},
      {"http://127.0.0.1:8781", "same-site", false},
      {"http://localhost:8780", "cross-site", false},
      {"https://127.0.0.1:8780", "", false},
      {"http://127.0.0.1", "", false},
      {"http://127.0.0.1:8780/", "same-origin", false},
      {"http://127.0.0.1:87800", "", false},
      {"HTTP://127.0.0.1:8780", "", false},
      {"http://127.0.0.1:8780, https://evil.example", "same-origin", false},
      {"http://127.0.0.1:8780.evil.example", "", false},
  };
  for (const Row& row : rows) {
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "", "get"}) {
      BOOST_TEST(holds(method, row.origin, row.site) == row.holds,
                 method << " " << row.origin << " " << row.site);
    }
    BOOST_TEST(holds("GET", row.origin, row.site));
    BOOST_TEST(holds("HEAD", row.origin, row.site));
  }
}

BOOST_AUTO_TEST_CASE(A2_a_null_origin_may_stop_from_our_own_page_and_nothing_else) {
  BOOST_TEST(holds("POST", "null", "same-origin", NullOrigin::allowed_from_own_page));
  BOOST_TEST(!holds("POST", "null", "same-origin"));
  for (const char* site : {"", "none", "same-site", "cross-site"}) {
    BOOST_TEST(!holds("POST", "null", site, NullOrigin::allowed_from_own_page), site);
    BOOST_TEST(!holds("POST", "null", site), site);
  }
  BOOST_TEST(
      !holds("POST", "https://evil.example", "same-origin", NullOrigin::allowed_from_own_page));
}

BOOST_AUTO_TEST_CASE(an_origin_not_configured_is_nobodys) {
  BOOST_TEST(!made_by_own_page("POST", "", "", ""));
  BOOST_TEST(!made_by_own_page("POST", "null", "", "null"));
}

BOOST_AUTO_TEST_CASE(A4_one_returns_only_to_a_path_of_this_portal) {
  for (const char* path : {"/", "/a", "/a/b?c=d&e=f#g", "/a//b", "/%2f%2fevil.example",
                           "/a?next=http://evil.example"}) {
    BOOST_TEST(is_local_path(path), path);
  }
  for (const char* path : {"",
                           "a",
                           "//",
                           "//evil.example",
                           "///evil.example",
                           "/\\evil.example",
                           "\\/evil.example",
                           "\\\\evil.example",
                           "/a\\b",
                           "http://evil.example",
                           "https:evil.example",
                           "javascript:alert(1)",
                           " /a",
                           "/ a",
                           "/a\t",
                           "/\t/evil.example",
                           "/\n/evil.example",
                           "/a\r\nSet-Cookie: x=y",
                           "/\xC3\xA5",
                           "/a\x7F",
                           "?a",
                           "#a",
                           ".",
                           "../"}) {
    BOOST_TEST(!is_local_path(path), path);
  }
  BOOST_TEST(!is_local_path(std::string("/a\0b", 4)));
  BOOST_TEST(is_local_path("/" + std::string(511, 'a')));
  BOOST_TEST(!is_local_path("/" + std::string(512, 'a')));
}

BOOST_AUTO_TEST_SUITE_END()

#include "identity/session.hpp"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "identity/base64url.hpp"
#include "identity/secrets.hpp"
#include "identity/sqlite_sessions.hpp"
#include "made_provider.hpp"
#include "test_files.hpp"

namespace {

using namespace samtycke::server;

Session anna() {
  Session session;
  session.issuer = "http://localhost:8781";
  session.subject = "anna";
  session.provider_session = "sid-1";
  session.name = "Anna Ekstr\xC3\xB6m";
  session.id_token = "a.b.c";
  return session;
}

struct Setting {
  made::Folder folder;
  std::string path = folder / "sessions.db";
  std::unique_ptr<SessionStore> store = open_sqlite_sessions(path);
  std::int64_t now = made::now_ms;
  Sessions sessions{*store, [this] { return now; }};

  std::string begin(const Session& session = anna()) {
    const std::string set = std::get<std::string>(sessions.begin(session));
    const std::size_t start = set.find('=') + 1;
    return set.substr(start, set.find(';') - start);
  }
  bool lives(const std::string& cookie) {
    return std::holds_alternative<Session>(sessions.find(cookie));
  }
  IdentityCode refusal(const std::string& cookie) {
    return std::get<Refusal>(sessions.find(cookie)).code;
  }
  ProvidersWord word(std::string subject, std::string sid, std::string token = "t") const {
    return {"http://localhost:8781", std::move(subject), std::move(sid), std::move(token),
            now + 120'000};
  }
};

// A store whose every answer is that it cannot.
class BrokenStore : public SessionStore {
 public:
  bool put(std::string_view, const Session&) override { return false; }
  std::optional<std::optional<Session>> find(std::string_view) override { return std::nullopt; }
  bool set_idle_until(std::string_view, std::int64_t) override { return false; }
  bool erase(std::string_view) override { return false; }
  Ended end_at_providers_word(const ProvidersWord&) override { return Ended::failed; }
  bool erase_of(std::string_view, std::string_view) override { return false; }
  bool erase_ended(std::int64_t) override { return false; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(session, Setting)

BOOST_AUTO_TEST_CASE(a_session_is_found_by_its_cookie_alone) {
  const std::string cookie = begin();
  const auto found = sessions.find(cookie);
  BOOST_REQUIRE(std::holds_alternative<Session>(found));
  Session expected = anna();
  expected.created_ms = now;
  expected.idle_until_ms = now + Sessions::idle_ms;
  expected.until_ms = now + Sessions::life_ms;
  BOOST_TEST((std::get<Session>(found) == expected));
  for (const std::string& other :
       {std::string(), std::string("x"), base64url(random_bytes(32)), cookie + "A", cookie + "=",
        base64url(random_bytes(31)), std::string("' OR 1=1 --"), std::string(100'000, 'A')}) {
    BOOST_TEST((refusal(other) == IdentityCode::sign_in_needed));
  }
}

BOOST_AUTO_TEST_CASE(the_cookie_is_bound_to_this_host_and_hidden_from_script) {
  const std::string set = std::get<std::string>(sessions.begin(anna()));
  BOOST_TEST(set.find("__Host-samtycke=") == 0u);
  for (const char* attribute : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"}) {
    BOOST_TEST(set.find(attribute) != std::string::npos, attribute);
    BOOST_TEST(Sessions::cookie_removal().find(attribute) != std::string::npos, attribute);
  }
  BOOST_TEST(set.find("Domain") == std::string::npos);
  BOOST_TEST(base64url_bytes(begin())->size() == 32u);
}

BOOST_AUTO_TEST_CASE(the_file_does_not_hold_the_cookie_and_is_its_owners) {
  const std::string cookie = begin();
  const std::string id = *base64url_bytes(cookie);
  for (const char* suffix : {"", "-wal"}) {
    const std::string bytes = made::file_bytes(path + suffix);
    BOOST_TEST(bytes.find(cookie) == std::string::npos);
    BOOST_TEST(bytes.find(id) == std::string::npos);
    struct stat status {};
    BOOST_REQUIRE(::stat((path + suffix).c_str(), &status) == 0);
    BOOST_TEST((status.st_mode & 077) == 0u);
  }
}

BOOST_AUTO_TEST_CASE(every_beginning_has_a_new_id) {
  const std::string first = begin();
  BOOST_TEST(begin() != first);
}

BOOST_AUTO_TEST_CASE(a_session_ends_when_nobody_comes) {
  const std::string cookie = begin();
  now += Sessions::idle_ms - 1;
  BOOST_TEST(lives(cookie));
  now += Sessions::idle_ms;
  BOOST_TEST(!lives(cookie));
}

BOOST_AUTO_TEST_CASE(a_session_ends_at_its_last_moment_however_busy) {
  const std::string cookie = begin();
  const std::int64_t end = now + Sessions::life_ms;
  while (now + Sessions::idle_ms / 2 < end) {
    now += Sessions::idle_ms / 2;
    BOOST_REQUIRE(lives(cookie));
  }
  now = end - 1;
  BOOST_TEST(lives(cookie));
  now = end;
  BOOST_TEST(!lives(cookie));
}

BOOST_AUTO_TEST_CASE(a_clock_set_back_before_its_beginning_ends_a_session) {
  const std::string cookie = begin();
  now -= token_leeway_ms + 1;
  BOOST_TEST(!lives(cookie));
}

BOOST_AUTO_TEST_CASE(A3_an_ended_session_does_not_come_back) {
  const std::string cookie = begin();
  const std::string other = begin();
  BOOST_TEST(sessions.end(cookie));
  BOOST_TEST(!lives(cookie));
  BOOST_TEST(lives(other));
  BOOST_TEST(sessions.end(cookie));
  BOOST_TEST(sessions.end(""));
  store.reset();
  const auto again = open_sqlite_sessions(path);
  BOOST_REQUIRE(again != nullptr);
  Sessions reopened(*again, [this] { return now; });
  BOOST_TEST(std::holds_alternative<Refusal>(reopened.find(cookie)));
  BOOST_TEST(std::holds_alternative<Session>(reopened.find(other)));
}

BOOST_AUTO_TEST_CASE(the_providers_word_ends_one_session_or_all_of_a_person) {
  Session second = anna();
  second.provider_session = "sid-2";
  Session erik = anna();
  erik.subject = "erik";
  erik.provider_session = "sid-3";
  const std::string a = begin();
  const std::string b = begin(second);
  const std::string c = begin(erik);
  BOOST_TEST((store->end_at_providers_word(word("anna", "sid-1")) == Ended::yes));
  BOOST_TEST(!lives(a));
  BOOST_TEST(lives(b));
  BOOST_TEST((store->end_at_providers_word(word("anna", "", "u")) == Ended::yes));
  BOOST_TEST(!lives(b));
  BOOST_TEST(lives(c));
  ProvidersWord foreign = word("erik", "", "v");
  foreign.issuer = "http://localhost:9999";
  BOOST_TEST((store->end_at_providers_word(foreign) == Ended::yes));
  BOOST_TEST(lives(c));
}

BOOST_AUTO_TEST_CASE(the_providers_word_counts_once) {
  BOOST_TEST((store->end_at_providers_word(word("anna", "")) == Ended::yes));
  const std::string later = begin();
  BOOST_TEST((store->end_at_providers_word(word("anna", "")) == Ended::said_before));
  BOOST_TEST(lives(later));
  now += 120'000;
  BOOST_TEST(store->erase_ended(now));
  BOOST_TEST((store->end_at_providers_word(word("anna", "")) == Ended::yes));
}

BOOST_AUTO_TEST_CASE(ended_sessions_leave_the_file_at_the_next_sign_in) {
  const std::string old = begin();
  now += Sessions::life_ms;
  begin();
  const auto found = store->find(sha256(*base64url_bytes(old)));
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(!found->has_value());
}

BOOST_AUTO_TEST_CASE(two_connections_see_one_truth) {
  const auto second = open_sqlite_sessions(path);
  BOOST_REQUIRE(second != nullptr);
  Sessions other(*second, [this] { return now; });
  const std::string cookie = begin();
  BOOST_TEST(std::holds_alternative<Session>(other.find(cookie)));
  BOOST_TEST(other.end(cookie));
  BOOST_TEST(!lives(cookie));
}

BOOST_AUTO_TEST_CASE(what_somebody_is_called_is_stored_as_it_is) {
  Session session = anna();
  session.name = "'); DROP TABLE session; --";
  session.subject = std::string("a\0b", 3);
  const std::string cookie = begin(session);
  const auto found = std::get<Session>(sessions.find(cookie));
  BOOST_TEST(found.name == session.name);
  BOOST_TEST(found.subject == session.subject);
}

BOOST_AUTO_TEST_CASE(a_broken_store_signs_nobody_in_and_says_so) {
  BrokenStore broken;
  Sessions failing(broken, [this] { return now; });
  const auto begun = failing.begin(anna());
  BOOST_TEST((std::get<Refusal>(begun).code == IdentityCode::session_store_failed));
  BOOST_TEST(std::get<Refusal>(begun).status() == 503u);
  const auto found = failing.find(base64url(random_bytes(32)));
  BOOST_TEST((std::get<Refusal>(found).code == IdentityCode::session_store_failed));
  BOOST_TEST(!failing.end(base64url(random_bytes(32))));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_refused) {
  BOOST_REQUIRE(write_secret_file(folder / "other", std::string(4096, 'x')));
  BOOST_TEST(open_sqlite_sessions(folder / "other") == nullptr);
  BOOST_TEST(open_sqlite_sessions(folder / "no/such/folder.db") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()

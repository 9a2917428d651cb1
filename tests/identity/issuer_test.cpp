#include "identity/issuer.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>
#include <vector>

#include "made_provider.hpp"

namespace {

using namespace samtycke::server;
using made::in_quotes;

struct Setting {
  made::Provider provider;
  std::atomic<std::int64_t> now{made::now_ms};
  Issuer issuer{provider.issuer, provider.fetcher(), [this] { return now.load(); }};

  bool knows(std::string_view kid) { return std::holds_alternative<FoundKey>(issuer.key(kid)); }
  IdentityCode refusal(std::string_view kid) { return std::get<Refusal>(issuer.key(kid)).code; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(issuer, Setting)

BOOST_AUTO_TEST_CASE(keys_are_fetched_once_and_then_known) {
  for (int round = 0; round < 100; ++round) BOOST_TEST(knows("rsa-1"));
  BOOST_TEST(knows("ec-1"));
  BOOST_TEST(provider.jwks_requests == 1);
  BOOST_TEST(provider.discovery_requests == 1);
}

BOOST_AUTO_TEST_CASE(A6_ten_thousand_unknown_names_cost_one_fetch_a_minute) {
  BOOST_REQUIRE(knows("rsa-1"));
  for (int index = 0; index < 10'000; ++index) {
    BOOST_REQUIRE(refusal("unknown-" + std::to_string(index)) == IdentityCode::token_invalid);
    now += 12;  // two minutes in all
  }
  BOOST_TEST(provider.jwks_requests <= 3);
  BOOST_TEST(issuer.key_fetches() == static_cast<std::uint64_t>(provider.jwks_requests.load()));
}

BOOST_AUTO_TEST_CASE(A6_the_same_from_eight_threads_at_once) {
  BOOST_REQUIRE(knows("rsa-1"));
  now += Issuer::unknown_kid_pause_ms;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([this, thread] {
      for (int index = 0; index < 500; ++index) {
        (void)issuer.key("unknown-" + std::to_string(thread) + "-" + std::to_string(index));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  BOOST_TEST(provider.jwks_requests == 2);
}

BOOST_AUTO_TEST_CASE(A6_a_new_key_is_found_after_the_pause_and_an_old_one_goes) {
  BOOST_REQUIRE(knows("rsa-1"));
  provider.jwks = R"({"keys":[)" + made::Provider::ec().jwk("ec-2") + "]}";
  BOOST_TEST(!knows("ec-2"));
  now += Issuer::unknown_kid_pause_ms;
  BOOST_TEST(knows("ec-2"));
  BOOST_TEST(!knows("rsa-1"));
}

BOOST_AUTO_TEST_CASE(a_key_the_provider_took_back_goes_without_anybody_asking_for_another) {
  BOOST_REQUIRE(knows("rsa-1"));
  provider.jwks = R"({"keys":[]})";
  now += Issuer::keys_fresh_ms - 1;
  BOOST_TEST(knows("rsa-1"));
  now += 1;
  BOOST_TEST(!knows("rsa-1"));
}

BOOST_AUTO_TEST_CASE(an_unreachable_provider_fails_closed_and_is_asked_again_soon) {
  provider.reachable = false;
  BOOST_TEST((refusal("rsa-1") == IdentityCode::issuer_unreachable));
  BOOST_TEST((refusal("rsa-1") == IdentityCode::issuer_unreachable));
  BOOST_TEST(provider.discovery_requests == 1);
  BOOST_TEST(!issuer.metadata().has_value());
  provider.reachable = true;
  now += Issuer::unreachable_pause_ms;
  BOOST_TEST(knows("rsa-1"));
}

BOOST_AUTO_TEST_CASE(known_keys_outlive_a_short_silence_but_not_a_long_one) {
  BOOST_REQUIRE(knows("rsa-1"));
  provider.reachable = false;
  now += Issuer::keys_age_max_ms - 1;
  BOOST_TEST(knows("rsa-1"));
  now += 1;
  BOOST_TEST((refusal("rsa-1") == IdentityCode::issuer_unreachable));
}

BOOST_AUTO_TEST_CASE(a_clock_set_back_does_not_stop_the_asking) {
  BOOST_REQUIRE(knows("rsa-1"));
  now -= 24 * 60 * 60'000;
  provider.jwks = R"({"keys":[)" + made::Provider::ec().jwk("ec-2") + "]}";
  BOOST_TEST(knows("ec-2"));
}

BOOST_AUTO_TEST_CASE(a_description_of_another_issuer_or_place_is_not_believed) {
  const std::string good = provider.discovery;
  const auto swapped = [&good](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  for (const std::string& text :
       {swapped(R"("issuer":"http://localhost:8781")", R"("issuer":"http://localhost:8782")"),
        swapped("8781/jwks", "8782/jwks"),
        swapped("http://localhost:8781/jwks", "file:///etc/passwd"),
        swapped("http://localhost:8781/token", "http://localhost:8781@evil.example/token"),
        swapped("8781/session", "8781.evil.example/session"), std::string("[]"), std::string(),
        std::string("{}"), good + good}) {
    made::Provider other;
    other.discovery = text;
    Issuer asked(other.issuer, other.fetcher(), [] { return made::now_ms; });
    BOOST_TEST(!asked.metadata().has_value(), text);
    BOOST_TEST(other.jwks_requests == 0);
    BOOST_TEST((std::get<Refusal>(asked.key("rsa-1")).code == IdentityCode::issuer_unreachable));
  }
}

BOOST_AUTO_TEST_CASE(keys_that_cannot_be_trusted_are_left_out) {
  const made::Key& rsa = made::Provider::rsa();
  const made::Key short_key = made::Key::rsa(1024);
  const auto set = KeySet::parse(
      R"({"keys":[)" + rsa.jwk("good") + "," +
      rsa.jwk("for-encryption", {{"use", in_quotes("enc")}}) + "," +
      rsa.jwk("encrypts", {{"key_ops", R"(["encrypt"])"}}) + "," +
      rsa.jwk("private", {{"d", in_quotes("AQAB")}}) + "," + short_key.jwk("short") + "," +
      rsa.jwk("") + "," + rsa.jwk("twice") + "," + rsa.jwk("twice", {{"kty", in_quotes("oct")}}) +
      "," + rsa.jwk("other-kind", {{"kty", in_quotes("oct")}, {"k", in_quotes("AQAB")}}) + "," +
      made::Provider::ec().jwk("other-curve", {{"crv", in_quotes("P-384")}}) + "," +
      made::Provider::ec().jwk("off-the-curve", {{"x", in_quotes(std::string(43, 'A'))}}) + "," +
      rsa.jwk("odd-alg", {{"alg", "5"}}) + R"(,5,null,[],{}]})");
  BOOST_REQUIRE(set.has_value());
  BOOST_TEST(set->find("good") != nullptr);
  for (const char* kid : {"for-encryption", "encrypts", "private", "short", "", "twice",
                          "other-kind", "other-curve", "off-the-curve", "odd-alg"}) {
    BOOST_TEST(set->find(kid) == nullptr, kid);
  }
  BOOST_TEST(set->size() == 1u);
  BOOST_TEST(!KeySet::parse("").has_value());
  BOOST_TEST(!KeySet::parse(R"({"keys":{}})").has_value());
  std::string many = R"({"keys":[{})";
  for (std::size_t index = 0; index < KeySet::keys_max; ++index) many += ",{}";
  BOOST_TEST(!KeySet::parse(many + "]}").has_value());
}

BOOST_AUTO_TEST_CASE(addresses_are_read_as_a_browser_reads_them) {
  BOOST_TEST(origin_of_url("http://localhost:8781/a?b#c") == "http://localhost:8781");
  BOOST_TEST(origin_of_url("https://id.example") == "https://id.example");
  for (const char* url : {"", "ftp://a/", "//a/", "http:/a", "http://", "http://a@b/",
                          "http://a\\b/", "http://a b/", "http:///a"}) {
    BOOST_TEST(origin_of_url(url).empty(), url);
  }
}

BOOST_AUTO_TEST_CASE(plain_http_leaves_this_machine_never) {
  // No answer may come of these; a connection to the second would be a connection to somewhere.
  for (const char* url :
       {"http://192.0.2.1/", "http://localhost.evil.example/", "file:///etc/passwd",
        "http://localhost@192.0.2.1/", "gopher://localhost/"}) {
    BOOST_TEST(!fetch({url, {}, {}}).has_value(), url);
  }
}

BOOST_AUTO_TEST_SUITE_END()

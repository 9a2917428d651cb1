/// Which key is meant and what it must have signed; the published vectors of JOSE say so too.
#include "core/jws.hpp"

#include <boost/test/unit_test.hpp>

#include "core/base64.hpp"
#include "ed25519.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

// RFC 8037 appendix A.2 and A.3: the key and its thumbprint.
constexpr std::string_view point = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
constexpr std::string_view thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

std::string key_set(std::string_view more = "") {
  return R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":")" + std::string(point) + '"' +
         std::string(more) + "}]}";
}

std::vector<JwsKey> keys_in(const std::string& text) {
  const auto keys = jws_keys_from(made::json_of(text), sha256);
  BOOST_REQUIRE(keys);
  return *keys;
}

JwsFault fault_of(std::string_view header, std::string_view rest = "..c2ln") {
  const auto claim = claim_of_jws(base64url(header) + std::string(rest), "", keys_in(key_set()));
  BOOST_REQUIRE(std::holds_alternative<JwsFault>(claim));
  return std::get<JwsFault>(claim);
}

BOOST_AUTO_TEST_SUITE(jws)

BOOST_AUTO_TEST_CASE(a_key_is_named_by_its_thumbprint_whatever_it_calls_itself) {
  const auto keys = keys_in(key_set(R"(,"kid":"other","use":"sig","alg":"EdDSA")"));
  BOOST_REQUIRE(keys.size() == 1u);
  BOOST_TEST(keys[0].kid == thumbprint);
  BOOST_TEST(base64url(keys[0].public_key) == point);
}

BOOST_AUTO_TEST_CASE(keys_of_other_kinds_are_left_out) {
  BOOST_TEST(keys_in(key_set(R"(,"use":"enc")")).empty());
  BOOST_TEST(keys_in(key_set(R"(,"alg":"ES256")")).empty());
  BOOST_TEST(keys_in(R"({"keys":[{"kty":"OKP","crv":"X25519","x":"AA"},{"kty":"EC"},7]})").empty());
  BOOST_TEST(
      keys_in(R"({"keys":[{"kty":"OKP","crv":"Ed25519"},{"kty":"OKP","crv":"Ed25519","x":"AA"}]})")
          .empty());
  BOOST_TEST(!jws_keys_from(made::json_of(R"({"keys":{}})"), sha256).has_value());
  BOOST_TEST(!jws_keys_from(made::json_of("[]"), sha256).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_signed_is_the_header_and_the_payload) {
  const std::string header =
      base64url(R"({"alg":"Ed25519","kid":")" + std::string(thumbprint) + "\"}");
  const auto claim =
      claim_of_jws(header + "..c2ln", "Example of Ed25519 signing", keys_in(key_set()));
  const auto* found = std::get_if<SignatureClaim>(&claim);
  BOOST_REQUIRE(found != nullptr);
  BOOST_TEST(found->message == header + ".RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc");
  BOOST_TEST(found->signature == "sig");
  BOOST_TEST(base64url(found->public_key) == point);
}

BOOST_AUTO_TEST_CASE(whatever_else_is_refused_as_what_it_is) {
  const std::string named = R"(,"kid":")" + std::string(thumbprint) + '"';
  BOOST_TEST((fault_of(R"({"alg":"Ed25519")" + named + "}", ".e30.c2ln") == JwsFault::misformed));
  BOOST_TEST((fault_of(R"({"alg":"Ed25519")" + named + "}", "..c2ln=") == JwsFault::misformed));
  BOOST_TEST((fault_of(R"({"alg":"Ed25519")" + named + "}", "") == JwsFault::misformed));
  BOOST_TEST((fault_of("[]") == JwsFault::misformed));
  BOOST_TEST((fault_of("no JSON") == JwsFault::misformed));
  BOOST_TEST((fault_of(R"({"alg":"Ed25519","x":")" + std::string(2000, 'x') + "\"}") ==
              JwsFault::misformed));
  for (const char* more : {R"("alg":"none")", R"("alg":"HS256")", R"("alg":7)", R"("typ":"JOSE")",
                           R"("alg":"Ed25519","crit":["b64"])", R"("alg":"Ed25519","b64":false)",
                           R"("alg":"Ed25519","jwk":{})", R"("alg":"Ed25519","jku":"x")",
                           R"("alg":"Ed25519","x5u":"x")", R"("alg":"Ed25519","x5c":[])"}) {
    BOOST_TEST((fault_of('{' + std::string(more) + named + '}') == JwsFault::algorithm), more);
  }
  BOOST_TEST((fault_of(R"({"alg":"Ed25519"})") == JwsFault::unknown_key));
  BOOST_TEST((fault_of(R"({"alg":"Ed25519","kid":"other"})") == JwsFault::unknown_key));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

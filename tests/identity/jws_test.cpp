#include "identity/jws.hpp"

#include <sys/stat.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "identity/base64url.hpp"
#include "identity/json_object.hpp"
#include "identity/sealed.hpp"
#include "identity/secrets.hpp"
#include "test_files.hpp"

namespace {

using namespace samtycke::server;

// The published key and signatures: RFC 8037 appendix A, and a receipt signed in both spellings.
struct Published {
  JsonObject all = *JsonObject::parse(made::vector_bytes("jose-ed25519/vectors.json"));
  JsonObject jwk = *all.object("private_jwk");
  JsonObject rfc = *all.object("rfc8037_a4");
  JsonObject receipt = *all.object("receipt");
  std::string receipt_bytes = made::vector_bytes("jose-ed25519/receipt.jcs");
  SigningKey key = *SigningKey::from_seed(*base64url_bytes(*jwk.text("d")));
};

std::string header_of(const std::string& jws) {
  return *base64url_bytes(jws.substr(0, jws.find('.')));
}

unsigned mode_of(const std::string& path) {
  struct stat status {};
  BOOST_REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(jws, Published)

BOOST_AUTO_TEST_CASE(the_published_key_has_its_published_names) {
  BOOST_TEST(key.kid() == *all.text("thumbprint_sha256"));
  const auto public_jwk = JsonObject::parse(key.verifying_key().jwk());
  BOOST_REQUIRE(public_jwk.has_value());
  BOOST_TEST(*public_jwk->text("x") == *jwk.text("x"));
  BOOST_TEST(*public_jwk->text("alg") == "Ed25519");
  BOOST_TEST(!public_jwk->has("d"));
  BOOST_TEST(VerifyingKey::from_jwk(key.verifying_key().jwk())->kid() == key.kid());
}

BOOST_AUTO_TEST_CASE(the_published_signature_comes_out_byte_for_byte) {
  const std::string compact = key.sign_compact(*rfc.text("payload"), *rfc.text("header"));
  BOOST_TEST(compact == *rfc.text("compact"));
  BOOST_TEST(key.verifying_key().verify(compact, *rfc.text("payload")));
}

BOOST_AUTO_TEST_CASE(the_published_receipt_holds_in_both_spellings) {
  BOOST_REQUIRE(receipt_bytes.size() == 6491u);
  for (const char* name : {"detached_EdDSA", "detached_Ed25519"}) {
    const std::string published = *receipt.text(name);
    BOOST_TEST(key.verifying_key().verify(published, receipt_bytes), name);
    const std::string compact = key.sign_compact(receipt_bytes, header_of(published));
    BOOST_TEST(compact.substr(compact.rfind('.')) == published.substr(published.rfind('.')), name);
    std::string other = receipt_bytes;
    other[100] ^= 1;
    BOOST_TEST(!key.verifying_key().verify(published, other), name);
  }
}

BOOST_AUTO_TEST_CASE(what_we_sign_names_algorithm_and_key) {
  const std::string detached = key.sign_detached("text");
  BOOST_TEST(header_of(detached) == R"({"alg":"Ed25519","kid":")" + key.kid() + "\"}");
  BOOST_TEST(detached.find("..") != std::string::npos);
  BOOST_TEST(key.verifying_key().verify(detached, "text"));
  BOOST_TEST(key.verifying_key().verify(key.sign_detached(""), ""));
  BOOST_TEST(!key.verifying_key().verify(detached, "texts"));
  BOOST_TEST(!key.verifying_key().verify(detached, ""));
}

BOOST_AUTO_TEST_CASE(a_changed_letter_anywhere_is_found) {
  const std::string good = key.sign_compact("what was agreed");
  for (std::size_t index = 0; index < good.size(); ++index) {
    std::string changed = good;
    changed[index] = changed[index] == 'A' ? 'B' : 'A';
    if (changed != good) BOOST_TEST(!key.verifying_key().verify(changed, "what was agreed"), index);
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_our_kind_of_signature_is_refused) {
  const auto holds = [this](const std::string& header) {
    return key.verifying_key().verify(key.sign_compact("text", header), "text");
  };
  BOOST_REQUIRE(holds(R"({"alg":"Ed25519"})"));
  BOOST_REQUIRE(holds(R"({"alg":"EdDSA"})"));
  for (const char* header :
       {R"({"alg":"none"})", R"({"alg":"HS256"})", R"({"alg":"Ed448"})", R"({"alg":"ed25519"})",
        R"({"alg":["Ed25519"]})", R"({})", R"([])", "", R"({"alg":"Ed25519","crit":["exp"]})",
        R"({"alg":"Ed25519","b64":false,"crit":["b64"]})", R"({"alg":"Ed25519","kid":"other"})",
        R"({"alg":"Ed25519","kid":1})", R"({"alg":"Ed25519","jwk":{}})",
        R"({"alg":"Ed25519","x5u":""})", R"({"alg":"none","alg":"Ed25519"})"}) {
    BOOST_TEST(!holds(header), header);
  }
  for (const char* text : {"", ".", "..", "...", "a", "a.b", "a..b", "e30..", "e30.."}) {
    BOOST_TEST(!key.verifying_key().verify(text, ""), text);
  }
}

BOOST_AUTO_TEST_CASE(another_key_does_not_verify) {
  const SigningKey other = SigningKey::generate();
  BOOST_TEST(other.kid() != key.kid());
  BOOST_TEST(!other.verifying_key().verify(key.sign_detached("text"), "text"));
  BOOST_TEST(
      !other.verifying_key().verify(key.sign_compact("text", R"({"alg":"Ed25519"})"), "text"));
}

BOOST_AUTO_TEST_CASE(a_key_is_made_once_for_its_owner_only) {
  const made::Folder folder;
  const std::string path = folder / "receipts.pem";
  BOOST_TEST(!SigningKey::load(path).has_value());
  const auto first = SigningKey::load_or_create(path);
  BOOST_REQUIRE(first.has_value());
  BOOST_TEST(mode_of(path) == 0600u);
  BOOST_TEST(SigningKey::load_or_create(path)->kid() == first->kid());
  BOOST_TEST(SigningKey::load(path)->kid() == first->kid());
  BOOST_TEST(!SigningKey::generate().save(path));
  BOOST_TEST(SigningKey::load(path)->kid() == first->kid());
}

BOOST_AUTO_TEST_CASE(A35_a_key_that_others_can_read_or_that_is_none_is_refused_and_kept) {
  const made::Folder folder;
  const std::string path = folder / "key.pem";
  BOOST_REQUIRE(SigningKey::load_or_create(path).has_value());
  BOOST_REQUIRE(::chmod(path.c_str(), 0640) == 0);
  BOOST_TEST(!SigningKey::load_or_create(path).has_value());
  const std::string broken = folder / "broken.pem";
  BOOST_REQUIRE(write_secret_file(broken, "no key at all"));
  BOOST_TEST(!SigningKey::load_or_create(broken).has_value());
  BOOST_TEST(*read_secret_file(broken) == "no key at all");
  BOOST_TEST(!SigningKey::load_or_create(folder / "no/such/folder.pem").has_value());
}

BOOST_AUTO_TEST_CASE(A35_a_secret_file_has_something_in_it_and_no_reader_but_its_owner) {
  const made::Folder folder;
  BOOST_TEST(!read_secret_file(folder / "missing").has_value());
  BOOST_REQUIRE(write_secret_file(folder / "a", "secret\n"));
  BOOST_TEST(*read_secret_file(folder / "a") == "secret");
  BOOST_TEST(!write_secret_file(folder / "a", "other"));
  BOOST_REQUIRE(write_secret_file(folder / "empty", ""));
  BOOST_TEST(!read_secret_file(folder / "empty").has_value());
  BOOST_REQUIRE(write_secret_file(folder / "line", "\n"));
  BOOST_TEST(!read_secret_file(folder / "line").has_value());
  BOOST_REQUIRE(write_secret_file(folder / "large", std::string(4097, 'x')));
  BOOST_TEST(!read_secret_file(folder / "large").has_value());
}

BOOST_AUTO_TEST_CASE(base64url_has_one_spelling) {
  for (const auto& [bytes, text] :
       std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                        {"f", "Zg"},
                                                        {"fo", "Zm8"},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg"},
                                                        {"\xFF\xFE\xFD", "__79"},
                                                        {"\xFB\xEF", "--8"}}) {
    BOOST_TEST(base64url(bytes) == text);
    BOOST_TEST(*base64url_bytes(text) == bytes);
  }
  for (const char* text :
       {"Z", "Zg==", "Zh", "Zm9", "Zm9vY", "Z g", "Zg\n", "+/79", "Zg.", "\xC3\xA5"}) {
    BOOST_TEST(!base64url_bytes(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_CASE(what_is_sealed_opens_with_its_key_for_its_purpose_unchanged) {
  const std::string sealing = random_bytes(sealing_key_size);
  const std::string text = sealed(sealing, "login", "state");
  BOOST_TEST(*unsealed(sealing, "login", text) == "state");
  BOOST_TEST(*unsealed(sealing, "login", sealed(sealing, "login", "")) == "");
  BOOST_TEST(sealed(sealing, "login", "state") != text);
  BOOST_TEST(!unsealed(sealing, "other", text).has_value());
  BOOST_TEST(!unsealed(random_bytes(sealing_key_size), "login", text).has_value());
  for (std::size_t index = 0; index < text.size(); ++index) {
    std::string changed = text;
    changed[index] = changed[index] == 'A' ? 'B' : 'A';
    if (changed != text) BOOST_TEST(!unsealed(sealing, "login", changed).has_value(), index);
  }
  BOOST_TEST(!unsealed(sealing, "login", "").has_value());
  BOOST_TEST(!unsealed(sealing, "login", text.substr(4)).has_value());
}

BOOST_AUTO_TEST_CASE(one_key_signs_in_many_threads) {
  std::vector<std::thread> threads;
  std::atomic<int> held = 0;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([this, &held] {
      for (int index = 0; index < 200; ++index) {
        const std::string text = std::to_string(index);
        if (key.verifying_key().verify(key.sign_detached(text), text)) ++held;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  BOOST_TEST(held == 800);
}

BOOST_AUTO_TEST_SUITE_END()

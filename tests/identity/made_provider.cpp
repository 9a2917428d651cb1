#include "made_provider.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <stdexcept>

#include "identity/base64url.hpp"

namespace samtycke::server::made {
namespace {

EVP_PKEY* pkey(const std::shared_ptr<void>& key) { return static_cast<EVP_PKEY*>(key.get()); }

void must(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refused");
}

std::string number_of(EVP_PKEY* key, const char* name, int size) {
  BIGNUM* number = nullptr;
  must(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  const int width = size > 0 ? size : BN_num_bytes(number);
  std::string bytes(static_cast<std::size_t>(width), '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), width);
  BN_free(number);
  return in_quotes(base64url(bytes));
}

// JOSE wants the two numbers side by side, OpenSSL gives them in DER (RFC 7518 section 3.4).
std::string side_by_side(const std::string& der) {
  const auto* start = reinterpret_cast<const unsigned char*>(der.data());
  ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &start, static_cast<long>(der.size()));
  must(pair != nullptr);
  std::string bytes(64, '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(pair), out, 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(pair), out + 32, 32);
  ECDSA_SIG_free(pair);
  return bytes;
}

std::string input_of(const Members& header, const Members& claims) {
  return base64url(json(header)) + "." + base64url(json(claims));
}

}  // namespace

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string json(const Members& members) {
  std::string text = "{";
  for (const auto& [name, value] : members) {
    if (text.size() > 1) text += ',';
    text += in_quotes(name) + ":" + value;
  }
  return text + "}";
}

Key::Key(void* key) : key_(key, [](void* owned) { EVP_PKEY_free(static_cast<EVP_PKEY*>(owned)); }) {
  must(key != nullptr);
}

Key Key::rsa(int bits) { return Key(EVP_RSA_gen(static_cast<unsigned>(bits))); }

Key Key::ec() {
  Key key(EVP_EC_gen("P-256"));
  key.rsa_ = false;
  return key;
}

std::string Key::jwk(std::string_view kid, const Members& more) const {
  Members members{{"kid", in_quotes(kid)}, {"use", in_quotes("sig")}};
  if (rsa_) {
    members["kty"] = in_quotes("RSA");
    members["n"] = number_of(pkey(key_), OSSL_PKEY_PARAM_RSA_N, 0);
    members["e"] = number_of(pkey(key_), OSSL_PKEY_PARAM_RSA_E, 0);
  } else {
    members["kty"] = in_quotes("EC");
    members["crv"] = in_quotes("P-256");
    members["x"] = number_of(pkey(key_), OSSL_PKEY_PARAM_EC_PUB_X, 32);
    members["y"] = number_of(pkey(key_), OSSL_PKEY_PARAM_EC_PUB_Y, 32);
  }
  for (const auto& [name, value] : more) members[name] = value;
  return json(members);
}

std::string Key::public_pem() const {
  BIO* bio = BIO_new(BIO_s_mem());
  must(PEM_write_bio_PUBKEY(bio, pkey(key_)) == 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(bio);
  return pem;
}

std::string Key::signature(std::string_view alg, std::string_view input) const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_PKEY_CTX* options = nullptr;
  must(EVP_DigestSignInit(context, &options, EVP_sha256(), nullptr, pkey(key_)) == 1);
  if (alg == "PS256") {
    must(EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1);
    must(EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) == 1);
  }
  std::string bytes(1024, '\0');
  std::size_t size = bytes.size();
  must(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(bytes.data()), &size,
                      reinterpret_cast<const unsigned char*>(input.data()), input.size()) == 1);
  EVP_MD_CTX_free(context);
  bytes.resize(size);
  return rsa_ ? bytes : side_by_side(bytes);
}

std::string token(const Members& header, const Members& claims, const Key& key,
                  std::string_view alg) {
  const std::string input = input_of(header, claims);
  return input + "." + base64url(key.signature(alg, input));
}

std::string token_with_hmac(const Members& header, const Members& claims, std::string_view secret) {
  const std::string input = input_of(header, claims);
  std::string bytes(32, '\0');
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(input.data()), input.size(),
       reinterpret_cast<unsigned char*>(bytes.data()), &size);
  return input + "." + base64url(bytes);
}

std::string unsigned_token(const Members& header, const Members& claims) {
  return input_of(header, claims) + ".";
}

Provider::Provider() {
  discovery = json({{"issuer", in_quotes(issuer)},
                    {"authorization_endpoint", in_quotes(issuer + "/auth")},
                    {"token_endpoint", in_quotes(issuer + "/token")},
                    {"jwks_uri", in_quotes(issuer + "/jwks")},
                    {"end_session_endpoint", in_quotes(issuer + "/session/end")}});
  jwks = R"({"keys":[)" + rsa().jwk("rsa-1", {{"alg", in_quotes("RS256")}}) + "," +
         rsa().jwk("rsa-free") + "," + ec().jwk("ec-1", {{"alg", in_quotes("ES256")}}) + "]}";
}

// Made once: a key pair takes a while.
const Key& Provider::rsa() {
  static const Key key = Key::rsa();
  return key;
}
const Key& Provider::ec() {
  static const Key key = Key::ec();
  return key;
}

Members Provider::header() {
  return {{"alg", in_quotes("RS256")}, {"typ", in_quotes("at+jwt")}, {"kid", in_quotes("rsa-1")}};
}

Members Provider::claims() {
  return {{"iss", in_quotes("http://localhost:8781")},
          {"aud", in_quotes(audience)},
          {"sub", in_quotes("offer-engine")},
          {"client_id", in_quotes("offer-engine")},
          {"jti", in_quotes("one")},
          {"iat", std::to_string(now_s)},
          {"exp", std::to_string(now_s + 600)},
          {"scope", in_quotes("decisions:read")}};
}

Fetcher Provider::fetcher() {
  return [this](const Fetch& what) -> std::optional<Fetched> {
    if (what.url == issuer + "/.well-known/openid-configuration") {
      ++discovery_requests;
      return reachable ? std::optional(Fetched{200, discovery}) : std::nullopt;
    }
    if (what.url == issuer + "/jwks") {
      ++jwks_requests;
      return reachable ? std::optional(Fetched{200, jwks}) : std::nullopt;
    }
    if (what.url == issuer + "/token" && token_endpoint) return token_endpoint(what);
    ++other_requests;
    return std::nullopt;
  };
}

}  // namespace samtycke::server::made

#include "identity/jws.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <cstdlib>
#include <filesystem>

#include "identity/base64url.hpp"
#include "identity/json_object.hpp"
#include "identity/secrets.hpp"

namespace samtycke::server {

struct KeyHandle {
  EVP_PKEY* key;
  explicit KeyHandle(EVP_PKEY* owned) : key(owned) {}
  KeyHandle(const KeyHandle&) = delete;
  KeyHandle& operator=(const KeyHandle&) = delete;
  ~KeyHandle() { EVP_PKEY_free(key); }
};

namespace {

constexpr std::size_t point_size = 32;
constexpr std::size_t signature_size = 64;
constexpr std::size_t header_size_max = 1024;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::shared_ptr<KeyHandle> hold(EVP_PKEY* key) {
  if (key == nullptr) return nullptr;
  auto handle = std::make_shared<KeyHandle>(key);
  return EVP_PKEY_get_id(key) == EVP_PKEY_ED25519 ? handle : nullptr;
}

std::string point_of(const KeyHandle& key) {
  std::string point(point_size, '\0');
  std::size_t size = point.size();
  if (EVP_PKEY_get_raw_public_key(key.key, reinterpret_cast<unsigned char*>(point.data()), &size) !=
          1 ||
      size != point_size) {
    std::abort();
  }
  return point;
}

// RFC 7638 section 3: the required members, sorted, without white space.
std::string thumbprint(std::string_view point) {
  return base64url(sha256(R"({"crv":"Ed25519","kty":"OKP","x":")" + base64url(point) + "\"}"));
}

std::string signature_of(const KeyHandle& key, std::string_view input) {
  std::string signature(signature_size, '\0');
  std::size_t size = signature.size();
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const bool done = context != nullptr &&
                    EVP_DigestSignInit(context, nullptr, nullptr, nullptr, key.key) == 1 &&
                    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()),
                                   &size, bytes_of(input), input.size()) == 1 &&
                    size == signature_size;
  EVP_MD_CTX_free(context);
  // Only memory can be wanting here, and an answer without its signature must not leave.
  if (!done) std::abort();
  return signature;
}

bool signature_holds(const KeyHandle& key, std::string_view input, std::string_view signature) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const bool holds = context != nullptr &&
                     EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, key.key) == 1 &&
                     EVP_DigestVerify(context, bytes_of(signature), signature.size(),
                                      bytes_of(input), input.size()) == 1;
  EVP_MD_CTX_free(context);
  return holds;
}

bool header_holds(std::string_view bytes, const std::string& kid) {
  const auto header = JsonObject::parse(bytes);
  if (!header) return false;
  for (const char* refused : {"crit", "b64", "jwk", "jku", "x5u", "x5c"}) {
    if (header->has(refused)) return false;
  }
  const auto alg = header->text("alg");
  if (alg != "Ed25519" && alg != "EdDSA") return false;
  return !header->has("kid") || header->text("kid") == kid;
}

}  // namespace

VerifyingKey::VerifyingKey(std::shared_ptr<KeyHandle> key, std::string point)
    : key_(std::move(key)), point_(std::move(point)), kid_(thumbprint(point_)) {}

std::optional<VerifyingKey> VerifyingKey::from_point(std::string_view bytes) {
  if (bytes.size() != point_size) return std::nullopt;
  auto key =
      hold(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(bytes), bytes.size()));
  if (!key) return std::nullopt;
  return VerifyingKey(std::move(key), std::string(bytes));
}

std::optional<VerifyingKey> VerifyingKey::from_jwk(std::string_view json) {
  const auto jwk = JsonObject::parse(json);
  if (!jwk || jwk->text("kty") != "OKP" || jwk->text("crv") != "Ed25519") return std::nullopt;
  const auto x = jwk->text("x");
  const auto point = x ? base64url_bytes(*x) : std::nullopt;
  return point ? from_point(*point) : std::nullopt;
}

std::string VerifyingKey::jwk() const {
  return R"({"alg":"Ed25519","crv":"Ed25519","kid":")" + kid_ +
         R"(","kty":"OKP","use":"sig","x":")" + base64url(point_) + "\"}";
}

bool VerifyingKey::verify(std::string_view jws, std::string_view payload) const {
  const std::size_t first = jws.find('.');
  if (first == std::string_view::npos || first > header_size_max) return false;
  const std::size_t second = jws.find('.', first + 1);
  if (second == std::string_view::npos) return false;
  const std::string_view header_text = jws.substr(0, first);
  const std::string_view payload_text = jws.substr(first + 1, second - first - 1);
  const std::string encoded = base64url(payload);
  if (!payload_text.empty() && payload_text != encoded) return false;
  const auto header = base64url_bytes(header_text);
  const auto signature = base64url_bytes(jws.substr(second + 1));
  if (!header || !header_holds(*header, kid_)) return false;
  return signature && holds(*signature, std::string(header_text) + "." + encoded);
}

bool VerifyingKey::holds(std::string_view signature, std::string_view bytes) const {
  return signature.size() == signature_size && signature_holds(*key_, bytes, signature);
}

SigningKey::SigningKey(std::shared_ptr<KeyHandle> key, VerifyingKey verifying)
    : key_(std::move(key)), verifying_(std::move(verifying)) {}

SigningKey SigningKey::generate() {
  auto key = from_seed(random_bytes(point_size));
  if (!key) std::abort();
  return *std::move(key);
}

std::optional<SigningKey> SigningKey::from_seed(std::string_view bytes) {
  if (bytes.size() != point_size) return std::nullopt;
  auto key =
      hold(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(bytes), bytes.size()));
  auto verifying = key ? VerifyingKey::from_point(point_of(*key)) : std::nullopt;
  if (!verifying) return std::nullopt;
  return SigningKey(std::move(key), *std::move(verifying));
}

std::optional<SigningKey> SigningKey::load(const std::string& path) {
  const auto pem = read_secret_file(path);
  if (!pem) return std::nullopt;
  BIO* bio = BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size()));
  // A key with a pass phrase would ask for it on the terminal; we have none to give.
  const auto no_phrase = [](char*, int, int, void*) { return 0; };
  auto key = hold(bio ? PEM_read_bio_PrivateKey(bio, nullptr, no_phrase, nullptr) : nullptr);
  BIO_free(bio);
  auto verifying = key ? VerifyingKey::from_point(point_of(*key)) : std::nullopt;
  if (!verifying) return std::nullopt;
  return SigningKey(std::move(key), *std::move(verifying));
}

std::optional<SigningKey> SigningKey::load_or_create(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(std::filesystem::symlink_status(path, error))) {
    // Another process may have been faster; then its key is the key.
    (void)generate().save(path);
  }
  return load(path);
}

bool SigningKey::save(const std::string& path) const {
  BIO* bio = BIO_new(BIO_s_mem());
  char* text = nullptr;
  bool saved = false;
  if (bio != nullptr &&
      PEM_write_bio_PKCS8PrivateKey(bio, key_->key, nullptr, nullptr, 0, nullptr, nullptr) == 1) {
    const long size = BIO_get_mem_data(bio, &text);
    saved =
        size > 0 && write_secret_file(path, std::string_view(text, static_cast<std::size_t>(size)));
  }
  BIO_free(bio);
  return saved;
}

std::string SigningKey::header() const { return R"({"alg":"Ed25519","kid":")" + kid() + "\"}"; }

std::string SigningKey::sign(std::string_view bytes) const { return signature_of(*key_, bytes); }

std::string SigningKey::sign_compact(std::string_view payload,
                                     std::string_view protected_header) const {
  const std::string input = base64url(protected_header) + "." + base64url(payload);
  return input + "." + base64url(signature_of(*key_, input));
}

std::string SigningKey::sign_compact(std::string_view payload) const {
  return sign_compact(payload, header());
}

std::string SigningKey::sign_detached(std::string_view payload) const {
  const std::string compact = sign_compact(payload, header());
  return compact.substr(0, compact.find('.')) + "." + compact.substr(compact.rfind('.'));
}

std::string jwk_set(const std::vector<VerifyingKey>& keys) {
  std::string text = R"({"keys":[)";
  for (const VerifyingKey& key : keys) {
    if (text.back() == '}') text += ',';
    text += key.jwk();
  }
  return text + "]}";
}

}  // namespace samtycke::server

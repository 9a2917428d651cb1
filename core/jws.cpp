#include "jws.hpp"

#include <algorithm>

#include "base64.hpp"

namespace samtycke {
namespace {

constexpr std::size_t header_size_max = 1024;
constexpr std::size_t point_size = 32;

bool is_text(const Value& object, std::string_view name, std::string_view text) {
  const Value* member = object.find(name);
  return member != nullptr && member->is(Value::Type::string) && member->text == text;
}

bool is_our_algorithm(const Value& object) {
  return is_text(object, "alg", "Ed25519") || is_text(object, "alg", "EdDSA");
}

std::string thumbprint(std::string_view x, Hash hash) {
  const Digest digest = hash(R"({"crv":"Ed25519","kty":"OKP","x":")" + std::string(x) + "\"}");
  return base64url(std::string(digest.begin(), digest.end()));
}

std::optional<JwsKey> key_from(const Value& jwk, Hash hash) {
  if (!is_text(jwk, "kty", "OKP") || !is_text(jwk, "crv", "Ed25519")) return std::nullopt;
  if (jwk.find("use") != nullptr && !is_text(jwk, "use", "sig")) return std::nullopt;
  if (jwk.find("alg") != nullptr && !is_our_algorithm(jwk)) return std::nullopt;
  const Value* x = jwk.find("x");
  if (x == nullptr || !x->is(Value::Type::string)) return std::nullopt;
  auto point = bytes_from_base64url(x->text);
  if (!point || point->size() != point_size) return std::nullopt;
  return JwsKey{thumbprint(x->text, hash), std::move(*point)};
}

bool asks_for_more(const Value& header) {
  constexpr std::string_view refused[] = {"crit", "b64", "jwk", "jku", "x5u", "x5c"};
  return std::any_of(std::begin(refused), std::end(refused),
                     [&header](std::string_view name) { return header.find(name) != nullptr; });
}

const JwsKey* key_named(const Value& header, const std::vector<JwsKey>& keys) {
  for (const JwsKey& key : keys) {
    if (is_text(header, "kid", key.kid)) return &key;
  }
  return nullptr;
}

}  // namespace

std::optional<std::vector<JwsKey>> jws_keys_from(const Value& key_set, Hash hash) {
  const Value* list = key_set.find("keys");
  if (list == nullptr || !list->is(Value::Type::array)) return std::nullopt;
  std::vector<JwsKey> keys;
  for (const Value& jwk : list->items) {
    if (auto key = key_from(jwk, hash)) keys.push_back(std::move(*key));
  }
  return keys;
}

std::variant<SignatureClaim, JwsFault> claim_of_jws(std::string_view jws, std::string_view payload,
                                                    const std::vector<JwsKey>& keys) {
  const std::size_t end = jws.find('.');
  if (end == std::string_view::npos || end > header_size_max) return JwsFault::misformed;
  if (jws.substr(end, 2) != "..") return JwsFault::misformed;
  const auto header_bytes = bytes_from_base64url(jws.substr(0, end));
  auto signature = bytes_from_base64url(jws.substr(end + 2));
  if (!header_bytes || !signature) return JwsFault::misformed;
  const auto header = read_json(*header_bytes);
  if (!header || !header->is(Value::Type::object)) return JwsFault::misformed;
  if (!is_our_algorithm(*header) || asks_for_more(*header)) return JwsFault::algorithm;
  const JwsKey* key = key_named(*header, keys);
  if (key == nullptr) return JwsFault::unknown_key;
  return SignatureClaim{key->public_key, std::string(jws.substr(0, end)) + '.' + base64url(payload),
                        std::move(*signature)};
}

}  // namespace samtycke

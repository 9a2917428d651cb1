#include "identity/key_set.hpp"

#include <cjose/cjose.h>

#include <algorithm>

#include "identity/base64url.hpp"
#include "identity/cjose_handles.hpp"
#include "identity/json_object.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t rsa_bits_min = 2048;
constexpr std::size_t rsa_bits_max = 8192;

bool may_verify(const JsonObject& jwk) {
  if (jwk.has("d") || (jwk.has("use") && jwk.text("use") != "sig")) return false;
  if (!jwk.has("key_ops")) return true;
  const auto uses = jwk.texts("key_ops");
  return uses && std::find(uses->begin(), uses->end(), "verify") != uses->end();
}

// Only the members that make the key, each known to be base64url: what else the document says never
// reaches the library.
std::string bare_jwk(const JsonObject& jwk, const std::string& kty) {
  const bool rsa = kty == "RSA";
  std::string text = R"({"kty":")" + kty + "\"";
  if (!rsa) text += R"(,"crv":"P-256")";
  for (const char* name : rsa ? std::vector{"n", "e"} : std::vector{"x", "y"}) {
    const auto value = jwk.text(name);
    if (!value || !base64url_bytes(*value)) return {};
    text += std::string(",\"") + name + "\":\"" + *value + "\"";
  }
  return text + "}";
}

std::optional<PublishedKey> published_key(const JsonObject& jwk) {
  PublishedKey key;
  const auto kid = jwk.text("kid");
  const auto kty = jwk.text("kty");
  if (!kid || kid->empty() || kid->size() > KeySet::kid_size_max || !kty) return std::nullopt;
  if (*kty != "RSA" && !(*kty == "EC" && jwk.text("crv") == "P-256")) return std::nullopt;
  if (!may_verify(jwk) || (jwk.has("alg") && !jwk.text("alg"))) return std::nullopt;
  const std::string bare = bare_jwk(jwk, *kty);
  if (bare.empty()) return std::nullopt;
  cjose_jwk_t* imported = cjose_jwk_import(bare.data(), bare.size(), nullptr);
  if (imported == nullptr) return std::nullopt;
  key.handle = std::make_shared<PublishedKeyHandle>(imported);
  const std::size_t bits = cjose_jwk_get_keysize(imported, nullptr);
  if (*kty == "RSA" && (bits < rsa_bits_min || bits > rsa_bits_max)) return std::nullopt;
  key.kid = *kid;
  key.kty = *kty;
  key.alg = jwk.text("alg").value_or("");
  return key;
}

}  // namespace

std::optional<Algorithm> algorithm_of(std::string_view name) {
  if (name == "RS256") return Algorithm::RS256;
  if (name == "PS256") return Algorithm::PS256;
  if (name == "ES256") return Algorithm::ES256;
  return std::nullopt;
}

bool PublishedKey::fits(Algorithm algorithm) const {
  if (kty != (algorithm == Algorithm::ES256 ? "EC" : "RSA")) return false;
  return alg.empty() || algorithm_of(alg) == algorithm;
}

std::optional<KeySet> KeySet::parse(std::string_view json) {
  const auto document = JsonObject::parse(json);
  const auto jwks = document ? document->objects("keys") : std::nullopt;
  if (!jwks || jwks->size() > keys_max) return std::nullopt;
  KeySet set;
  std::vector<std::string> named;
  for (const JsonObject& jwk : *jwks) {
    named.push_back(jwk.text("kid").value_or(""));
    if (auto key = published_key(jwk)) set.keys_.push_back(*std::move(key));
  }
  const auto ambiguous = [&named](const PublishedKey& key) {
    return std::count(named.begin(), named.end(), key.kid) > 1;
  };
  set.keys_.erase(std::remove_if(set.keys_.begin(), set.keys_.end(), ambiguous), set.keys_.end());
  return set;
}

const PublishedKey* KeySet::find(std::string_view kid) const {
  for (const PublishedKey& key : keys_) {
    if (key.kid == kid) return &key;
  }
  return nullptr;
}

}  // namespace samtycke::server

#include "identity/jwt.hpp"

#include <algorithm>

#include "identity/base64url.hpp"
#include "identity/cjose_handles.hpp"

namespace samtycke::server {
namespace {

struct Parts {
  std::string header;
  std::string payload;
  std::string signature;
};

std::optional<Parts> parts_of(std::string_view token) {
  if (token.size() > token_size_max) return std::nullopt;
  const std::size_t first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto header = base64url_bytes(token.substr(0, first));
  const auto payload = base64url_bytes(token.substr(first + 1, second - first - 1));
  const auto signature = base64url_bytes(token.substr(second + 1));
  if (!header || !payload || !signature || signature->empty()) return std::nullopt;
  return Parts{*header, *payload, *signature};
}

// Media types compare without case, and `application/` may be left out (RFC 7515 section 4.1.9).
std::string media_subtype(std::string type) {
  std::transform(type.begin(), type.end(), type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  constexpr std::string_view prefix = "application/";
  return type.substr(0, prefix.size()) == prefix ? type.substr(prefix.size()) : type;
}

bool names_its_own_key_or_extension(const JsonObject& header) {
  for (const char* name : {"crit", "jku", "jwk", "x5u", "x5c", "b64", "zip", "enc"}) {
    if (header.has(name)) return true;
  }
  return false;
}

bool signature_holds(std::string_view token, const PublishedKey& key) {
  const JwsHandle jws(cjose_jws_import(token.data(), token.size(), nullptr));
  return jws && cjose_jws_verify(jws.get(), key.handle->key, nullptr);
}

}  // namespace

Judged<VerifiedJws> verify_jws(std::string_view token, Issuer& issuer) {
  const Refusal invalid{IdentityCode::token_invalid, {}};
  const auto parts = parts_of(token);
  const auto header = parts ? JsonObject::parse(parts->header) : std::nullopt;
  if (!header || names_its_own_key_or_extension(*header)) return invalid;
  if (header->has("typ") && !header->text("typ")) return invalid;
  const auto algorithm = algorithm_of(header->text("alg").value_or(""));
  const auto kid = header->text("kid");
  if (!algorithm || !kid || kid->empty() || kid->size() > KeySet::kid_size_max) return invalid;
  if (algorithm == Algorithm::ES256 && parts->signature.size() != 64) return invalid;

  const Judged<FoundKey> found = issuer.key(*kid);
  if (const auto* refusal = std::get_if<Refusal>(&found)) return *refusal;
  const PublishedKey& key = *std::get<FoundKey>(found).key;
  if (!key.fits(*algorithm) || !signature_holds(token, key)) return invalid;
  return VerifiedJws{media_subtype(header->text("typ").value_or("")), parts->payload};
}

Judged<VerifiedJwt> verify_jwt(std::string_view token, Issuer& issuer) {
  const Judged<VerifiedJws> judged = verify_jws(token, issuer);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) return *refusal;
  const auto& [typ, payload] = std::get<VerifiedJws>(judged);
  auto claims = JsonObject::parse(payload);
  if (!claims || claims->text("iss") != issuer.url()) {
    return Refusal{IdentityCode::token_invalid, {}};
  }
  return VerifiedJwt{typ, *std::move(claims)};
}

bool times_hold(const JsonObject& claims, std::int64_t now_ms) {
  const auto expires = claims.seconds_as_ms("exp");
  if (!expires || now_ms >= *expires + token_leeway_ms) return false;
  for (const char* name : {"nbf", "iat"}) {
    if (!claims.has(name)) continue;
    const auto begins = claims.seconds_as_ms(name);
    if (!begins || *begins > now_ms + token_leeway_ms) return false;
  }
  return true;
}

bool audience_holds(const JsonObject& claims, std::string_view audience) {
  const auto audiences = claims.texts("aud");
  return audiences && std::find(audiences->begin(), audiences->end(), audience) != audiences->end();
}

}  // namespace samtycke::server

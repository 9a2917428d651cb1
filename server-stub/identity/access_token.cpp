#include "identity/access_token.hpp"

#include <algorithm>

namespace samtycke::server {
namespace {

constexpr std::size_t name_size_max = 256;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

bool AccessToken::allows(std::string_view scope) const {
  return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

bool is_persons_own(const AccessToken& token) {
  return token.subject != token.client_id && !token.has_actor &&
         token.expires_ms - token.issued_ms <= persons_token_life_max_ms;
}

Judged<AccessToken> verify_access_token(std::string_view token, Issuer& issuer,
                                        std::string_view audience, std::int64_t now_ms) {
  const Refusal invalid{IdentityCode::token_invalid, {}};
  const Judged<VerifiedJwt> judged = verify_jwt(token, issuer);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) return *refusal;
  const auto& [typ, claims] = std::get<VerifiedJwt>(judged);
  if (typ != "at+jwt") return invalid;
  if (!audience_holds(claims, audience) || !times_hold(claims, now_ms)) return invalid;
  const auto subject = claims.text("sub");
  const auto client_id = claims.text("client_id");
  const auto jti = claims.text("jti");
  if (!subject || !client_id || !jti || !claims.seconds_as_ms("iat")) return invalid;
  for (const std::string* name : {&*subject, &*client_id, &*jti}) {
    if (name->empty() || name->size() > name_size_max) return invalid;
  }
  if (claims.has("scope") && !claims.text("scope")) return invalid;
  AccessToken read;
  read.client_id = *client_id;
  read.subject = *subject;
  read.scopes = words_of(claims.text("scope").value_or(""));
  read.jti = *jti;
  read.issued_ms = *claims.seconds_as_ms("iat");
  read.expires_ms = *claims.seconds_as_ms("exp");
  read.has_actor = claims.has("act");
  return read;
}

}  // namespace samtycke::server

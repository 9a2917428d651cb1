#include "identity/oidc_client.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "identity/base64url.hpp"
#include "identity/jwt.hpp"
#include "identity/sealed.hpp"
#include "identity/secrets.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t path_size_max = 512;
constexpr std::size_t code_size_max = 2048;
constexpr std::size_t subject_size_max = 255;  // OpenID Connect Core section 2
constexpr std::size_t name_size_max = 200;
constexpr std::size_t cookie_size_max = 2048;
constexpr std::int64_t logout_token_life_max_ms = 60 * 60'000;
constexpr const char* logout_event = "http://schemas.openid.net/event/backchannel-logout";

using Parameters = std::vector<std::pair<std::string_view, std::string_view>>;

std::string form_of(const Parameters& parameters) {
  std::string form;
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    if (!form.empty()) form += '&';
    form += std::string(name) + "=" + percent_encoded(value);
  }
  return form;
}

std::string with_query(const std::string& url, const Parameters& parameters) {
  return url + (url.find('?') == std::string::npos ? '?' : '&') + form_of(parameters);
}

// RFC 6749 section 2.3.1: both halves are form-encoded before they are joined.
std::string basic(const std::string& id, const std::string& secret) {
  const std::string pair = percent_encoded(id) + ":" + percent_encoded(secret);
  std::string text(4 * ((pair.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(pair.data()),
                                   static_cast<int>(pair.size()));
  text.resize(static_cast<std::size_t>(size));
  return "Basic " + text;
}

// A name too long is cut where a letter begins.
std::string shortened(std::string name) {
  if (name.size() <= name_size_max) return name;
  std::size_t size = name_size_max;
  while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80) --size;
  name.resize(size);
  return name;
}

bool subject_holds(const std::optional<std::string>& subject) {
  return subject && !subject->empty() && subject->size() <= subject_size_max;
}

// OpenID Connect Core section 3.1.3.7, points 3 to 5: meant for us, and for nobody else beside us
// unless it says that we are the one who asked.
bool meant_for(const JsonObject& claims, const std::string& client_id) {
  const auto audiences = claims.texts("aud");
  if (!audiences || !audience_holds(claims, client_id)) return false;
  if (claims.has("azp")) return claims.text("azp") == client_id;
  return audiences->size() == 1;
}

// Words that mean nothing here give nothing.
std::vector<std::string> roles_in(const JsonObject& claims, const RolesClaim& told) {
  std::set<std::string> roles;
  const auto words = claims.texts(told.claim.c_str());
  for (const std::string& word : words.value_or(std::vector<std::string>())) {
    const auto known = told.roles.find(word);
    if (known != told.roles.end()) roles.insert(known->second);
  }
  return {roles.begin(), roles.end()};
}

}  // namespace

bool is_local_path(std::string_view path) {
  if (path.empty() || path.size() > path_size_max || path[0] != '/') return false;
  if (path.size() > 1 && path[1] == '/') return false;
  return std::all_of(path.begin(), path.end(),
                     [](char c) { return c > ' ' && c <= '~' && c != '\\'; });
}

struct OidcClient::Remembered {
  std::string state;
  std::string nonce;
  std::string verifier;
  std::string return_to;
  std::int64_t until_ms = 0;
};

OidcClient::OidcClient(OidcSettings settings, Issuer& issuer, Fetcher fetcher, Clock clock)
    : settings_(std::move(settings)),
      issuer_(issuer),
      fetcher_(std::move(fetcher)),
      clock_(std::move(clock)),
      sealing_key_(random_bytes(sealing_key_size)) {}

Judged<Departure> OidcClient::begin(std::string_view return_to, std::string_view language) {
  if (!is_local_path(return_to)) return Refusal{IdentityCode::return_to_invalid, {}};
  const auto metadata = issuer_.metadata();
  if (!metadata) return Refusal{IdentityCode::issuer_unreachable, {{"Retry-After", "5"}}};
  const Remembered remembered{base64url(random_bytes(32)), base64url(random_bytes(32)),
                              base64url(random_bytes(32)), std::string(return_to),
                              clock_() + departure_life_ms};
  const std::string challenge = base64url(sha256(remembered.verifier));
  return Departure{
      with_query(metadata->authorization_endpoint, {{"response_type", "code"},
                                                    {"client_id", settings_.client_id},
                                                    {"redirect_uri", settings_.redirect_uri},
                                                    {"scope", "openid profile"},
                                                    {"state", remembered.state},
                                                    {"nonce", remembered.nonce},
                                                    {"code_challenge", challenge},
                                                    {"code_challenge_method", "S256"},
                                                    // Staff show anew who they are, whoever is
                                                    // signed in at the provider as a customer.
                                                    {"prompt", settings_.roles ? "login" : ""},
                                                    {"ui_locales", language}}),
      seal(remembered)};
}

Judged<SignedIn> OidcClient::complete(const Arrival& arrival, std::string_view cookie) {
  const Refusal expired{IdentityCode::sign_in_expired, {}};
  const Refusal refused{IdentityCode::sign_in_refused, {}};
  const auto remembered = unseal(cookie);
  if (!remembered || !equal_in_constant_time(arrival.state, remembered->state)) return expired;
  if (clock_() >= remembered->until_ms) return expired;
  if (!use_once(remembered->state, remembered->until_ms)) return expired;
  // Before anything is sent anywhere: an answer of another provider must not get our secret, nor
  // its code to ours (mix-up, RFC 9207).
  if (arrival.iss != issuer_.url()) return refused;
  if (!arrival.error.empty() || arrival.code.empty()) return refused;
  if (arrival.code.size() > code_size_max) return refused;
  return redeem(arrival.code, *remembered);
}

Judged<SignedIn> OidcClient::redeem(const std::string& code, const Remembered& remembered) {
  const Refusal unreachable{IdentityCode::issuer_unreachable, {{"Retry-After", "5"}}};
  const auto metadata = issuer_.metadata();
  if (!metadata) return unreachable;
  const auto answer = fetcher_({metadata->token_endpoint,
                                form_of({{"grant_type", "authorization_code"},
                                         {"code", code},
                                         {"redirect_uri", settings_.redirect_uri},
                                         {"code_verifier", remembered.verifier}}),
                                basic(settings_.client_id, settings_.client_secret)});
  if (!answer || answer->status >= 500) return unreachable;
  const auto document = answer->status == 200 ? JsonObject::parse(answer->body) : std::nullopt;
  const auto id_token = document ? document->text("id_token") : std::nullopt;
  if (!id_token) return Refusal{IdentityCode::sign_in_refused, {}};
  return verify_id_token(*id_token, remembered);
}

Judged<SignedIn> OidcClient::verify_id_token(const std::string& token,
                                             const Remembered& remembered) {
  const Refusal refused{IdentityCode::sign_in_refused, {}};
  const Judged<VerifiedJwt> judged = verify_jwt(token, issuer_);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) {
    return refusal->code == IdentityCode::issuer_unreachable ? *refusal : refused;
  }
  const auto& [typ, claims] = std::get<VerifiedJwt>(judged);
  if (!typ.empty() && typ != "jwt") return refused;
  if (!meant_for(claims, settings_.client_id)) return refused;
  if (!times_hold(claims, clock_()) || !claims.has("iat")) return refused;
  const auto nonce = claims.text("nonce");
  if (!nonce || !equal_in_constant_time(*nonce, remembered.nonce)) return refused;
  const auto subject = claims.text("sub");
  if (!subject_holds(subject)) return refused;
  const auto sid = claims.text("sid");
  if (claims.has("sid") && !subject_holds(sid)) return refused;
  std::vector<std::string> roles;
  if (settings_.roles) {
    roles = roles_in(claims, *settings_.roles);
    if (roles.empty()) return Refusal{IdentityCode::staff_role_missing, {}};
  }
  return SignedIn{*subject, sid.value_or(""),     shortened(claims.text("name").value_or("")),
                  token,    remembered.return_to, std::move(roles)};
}

std::string OidcClient::logout_location(std::string_view id_token, std::string_view language) {
  const auto metadata = issuer_.metadata();
  if (!metadata || metadata->end_session_endpoint.empty()) return settings_.post_logout_uri;
  return with_query(metadata->end_session_endpoint,
                    {{"id_token_hint", id_token},
                     {"client_id", settings_.client_id},
                     {"post_logout_redirect_uri", settings_.post_logout_uri},
                     {"ui_locales", language}});
}

Judged<LogoutNotice> OidcClient::verify_logout_token(std::string_view token) {
  const Refusal invalid{IdentityCode::logout_token_invalid, {}};
  const Judged<VerifiedJwt> judged = verify_jwt(token, issuer_);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) {
    return refusal->code == IdentityCode::issuer_unreachable ? *refusal : invalid;
  }
  const auto& [typ, claims] = std::get<VerifiedJwt>(judged);
  if (!typ.empty() && typ != "jwt" && typ != "logout+jwt") return invalid;
  const std::int64_t now = clock_();
  if (!audience_holds(claims, settings_.client_id) || !times_hold(claims, now)) return invalid;
  const auto issued = claims.seconds_as_ms("iat");
  const auto expires = claims.seconds_as_ms("exp");
  if (!issued || *expires - *issued > logout_token_life_max_ms) return invalid;
  // The event and the ban of `nonce` keep an ID token from being taken for this (its section 2.4).
  const auto events = claims.object("events");
  if (claims.has("nonce") || !events || !events->object(logout_event)) return invalid;
  const auto jti = claims.text("jti");
  const auto subject = claims.text("sub");
  const auto sid = claims.text("sid");
  if (!subject_holds(jti)) return invalid;
  if ((claims.has("sub") && !subject_holds(subject)) ||
      (claims.has("sid") && !subject_holds(sid))) {
    return invalid;
  }
  if (!subject && !sid) return invalid;
  return LogoutNotice{subject.value_or(""), sid.value_or(""), *jti, *expires + token_leeway_ms};
}

// No member holds a line feed: three are base64url, and a path has no control characters.
std::string OidcClient::seal(const Remembered& remembered) const {
  return sealed(sealing_key_, cookie_name,
                remembered.state + "\n" + remembered.nonce + "\n" + remembered.verifier + "\n" +
                    std::to_string(remembered.until_ms) + "\n" + remembered.return_to);
}

std::optional<OidcClient::Remembered> OidcClient::unseal(std::string_view cookie) const {
  if (cookie.empty() || cookie.size() > cookie_size_max) return std::nullopt;
  const auto text = unsealed(sealing_key_, cookie_name, cookie);
  if (!text) return std::nullopt;
  std::vector<std::string> lines(1);
  for (const char c : *text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  if (lines.size() != 5) return std::nullopt;
  Remembered remembered{lines[0], lines[1], lines[2], lines[4], 0};
  const std::string& until = lines[3];
  const auto read = std::from_chars(until.data(), until.data() + until.size(), remembered.until_ms);
  if (read.ec != std::errc() || read.ptr != until.data() + until.size()) return std::nullopt;
  return remembered;
}

bool OidcClient::use_once(const std::string& state, std::int64_t until_ms) {
  const std::lock_guard lock(mutex_);
  const std::int64_t now = clock_();
  for (auto used = used_.begin(); used != used_.end() && used_.size() >= used_max;) {
    used = used->second <= now ? used_.erase(used) : std::next(used);
  }
  // Full of what is not yet over: somebody floods us. The provider's own rule of one use per code
  // still stands, so letting one go is the lesser harm.
  if (used_.size() >= used_max) used_.erase(used_.begin());
  return used_.emplace(sha256(state), until_ms).second;
}

}  // namespace samtycke::server

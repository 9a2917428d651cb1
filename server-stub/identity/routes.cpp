#include "identity/routes.hpp"

#include "http/problem.hpp"
#include "identity/secrets.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view login_attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax";

std::string login_cookie_name(const IdentitySettings& settings) {
  return settings.cookie + "-login";
}

std::string login_cookie(const IdentitySettings& settings, std::string_view value,
                         std::int64_t life_ms) {
  return login_cookie_name(settings) + "=" + std::string(value) +
         "; Max-Age=" + std::to_string(life_ms / 1000) + std::string(login_attributes);
}

// 303: whatever the request was, the next one is a GET. No referrer, since a code or a token may
// stand in one of the two addresses.
Response see_other(std::string location) {
  Response response;
  response.status = 303;
  response.set("Location", std::move(location));
  response.set("Cache-Control", "no-store");
  response.set("Referrer-Policy", "no-referrer");
  return response;
}

std::string language_of(const Request& request) {
  const auto asked = request.query_value("lang");
  if (asked == "sv" || asked == "en") return *asked;
  return std::string(http::language_of(request.header("accept-language")));
}

// The token of `Authorization: Bearer …`; the scheme's name compares without case (RFC 9110 11.1).
std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (!http::equal_without_case(authorization.substr(0, scheme.size()), scheme)) return {};
  return authorization.substr(scheme.size());
}

}  // namespace

RefusalDrawer draw_problems(std::shared_ptr<const http::Sentences> sentences) {
  return [sentences = std::move(sentences)](const Request& request, const Refusal& refusal) {
    Response response = http::problem(*sentences, request, refusal.status(), name_of(refusal.code));
    for (const auto& [name, value] : refusal.headers) response.set(name, value);
    return response;
  };
}

Identity::Identity(IdentitySettings settings, SessionStore& store, RefusalDrawer draw, Clock clock,
                   Fetcher fetcher)
    : settings_(std::move(settings)),
      draw_(std::move(draw)),
      clock_(clock),
      store_(store),
      issuer_(settings_.issuer, fetcher, clock),
      oidc_({settings_.client_id, settings_.client_secret,
             settings_.own_origin + settings_.path + "/callback",
             settings_.own_origin + settings_.home, settings_.roles},
            issuer_, fetcher, clock),
      sessions_(store, clock, settings_.cookie) {}

Response Identity::login(const Request& request) {
  const std::string return_to = request.query_value("return_to").value_or(settings_.home);
  const auto judged = oidc_.begin(return_to, language_of(request));
  if (const auto* refusal = std::get_if<Refusal>(&judged)) return draw_(request, *refusal);
  const auto& departure = std::get<Departure>(judged);
  Response response = see_other(departure.location);
  response.headers.emplace_back(
      "Set-Cookie", login_cookie(settings_, departure.cookie, OidcClient::departure_life_ms));
  return response;
}

Response Identity::callback(const Request& request) {
  const auto value = [&request](const char* name) {
    return request.query_value(name).value_or("");
  };
  const auto cookie = request.cookie(login_cookie_name(settings_));
  const auto judged = oidc_.complete({value("code"), value("state"), value("iss"), value("error")},
                                     cookie.value_or(""));
  if (const auto* refusal = std::get_if<Refusal>(&judged)) return draw_(request, *refusal);
  const auto& person = std::get<SignedIn>(judged);

  // A session this browser already had is over, whoever's it was.
  if (!sessions_.end(request.cookie(settings_.cookie).value_or(""))) {
    return draw_(request, {IdentityCode::session_store_failed, {{"Retry-After", "5"}}});
  }
  Session session;
  session.issuer = issuer_.url();
  session.subject = person.subject;
  session.provider_session = person.provider_session;
  session.name = person.name;
  session.id_token = person.id_token;
  session.roles = person.roles;
  const auto begun = sessions_.begin(std::move(session));
  if (const auto* refusal = std::get_if<Refusal>(&begun)) return draw_(request, *refusal);

  Response response = see_other(person.return_to);
  response.headers.emplace_back("Set-Cookie", std::get<std::string>(begun));
  response.headers.emplace_back("Set-Cookie", login_cookie(settings_, "", 0));
  return response;
}

Response Identity::logout(const Request& request) {
  if (const auto refusal = foreign(request)) return draw_(request, *refusal);
  const std::string cookie = request.cookie(settings_.cookie).value_or("");
  const auto judged = sessions_.find(cookie);
  // Ended here before the provider is asked: if that fails, the person is still signed out of us.
  if (!sessions_.end(cookie)) {
    return draw_(request, {IdentityCode::session_store_failed, {{"Retry-After", "5"}}});
  }
  const auto* session = std::get_if<Session>(&judged);
  Response response = see_other(
      session ? oidc_.logout_location(session->id_token, language_of(request)) : settings_.home);
  response.headers.emplace_back("Set-Cookie", Sessions::cookie_removal(settings_.cookie));
  return response;
}

Response Identity::backchannel_logout(const Request& request) {
  const Refusal invalid{IdentityCode::logout_token_invalid, {}};
  const Refusal failed{IdentityCode::session_store_failed, {{"Retry-After", "5"}}};
  if (http::media_type(request.header("content-type")) != "application/x-www-form-urlencoded") {
    return draw_(request, invalid);
  }
  const auto token = http::form_value(request.body, "logout_token");
  if (!token) return draw_(request, invalid);
  const auto judged = oidc_.verify_logout_token(*token);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) return draw_(request, *refusal);
  const auto& notice = std::get<LogoutNotice>(judged);

  const Ended ended =
      store_.end_at_providers_word({issuer_.url(), notice.subject, notice.provider_session,
                                    sha256(issuer_.url() + "\n" + notice.jti), notice.until_ms});
  if (ended == Ended::failed) return draw_(request, failed);
  if (ended == Ended::said_before) return draw_(request, invalid);
  Response response;
  response.status = 200;
  response.set("Cache-Control", "no-store");
  return response;
}

Judged<Session> Identity::signed_in(const Request& request) {
  return sessions_.find(request.cookie(settings_.cookie).value_or(""));
}

Judged<AccessToken> Identity::bearer(const Request& request, std::string_view scope) {
  const std::string_view token = bearer_token(request.header("authorization"));
  if (token.empty()) {
    return Refusal{IdentityCode::token_missing, {{"WWW-Authenticate", "Bearer"}}};
  }
  auto judged = verify_access_token(token, issuer_, settings_.own_origin, clock_());
  if (auto* refusal = std::get_if<Refusal>(&judged)) {
    if (refusal->code == IdentityCode::token_invalid) {
      refusal->headers.emplace_back("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
    return judged;
  }
  if (!std::get<AccessToken>(judged).allows(scope)) {
    return Refusal{IdentityCode::scope_missing,
                   {{"WWW-Authenticate",
                     "Bearer error=\"insufficient_scope\", scope=\"" + std::string(scope) + "\""}}};
  }
  return judged;
}

std::optional<Refusal> Identity::foreign(const Request& request, NullOrigin null_origin) const {
  if (made_by_own_page(request.method, request.header("origin"), request.header("sec-fetch-site"),
                       settings_.own_origin, null_origin)) {
    return std::nullopt;
  }
  return Refusal{IdentityCode::foreign_origin, {}};
}

}  // namespace samtycke::server

/// What the rest of the verifier sees of identity: the four calls of sign-in, and the two questions
/// "who is signed in" and "which back end asks". Customers and staff sign in by one of these each,
/// with cookies and a store of sessions of their own: a session of the one is none of the other.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "http/sentences.hpp"
#include "identity/access_token.hpp"
#include "identity/fetch.hpp"
#include "identity/oidc_client.hpp"
#include "identity/origin.hpp"
#include "identity/refusal.hpp"
#include "identity/session.hpp"

namespace samtycke::server {

using http::Request;
using http::Response;

struct IdentitySettings {
  std::string own_origin;  // "http://127.0.0.1:8780": where pages come from, and tokens' audience
  std::string issuer;      // "http://localhost:8781"
  std::string client_id;   // "mitt-foretag"
  std::string client_secret;   // from a file: read_secret_file
  std::string path = "/auth";  // the four calls are under it
  std::string home = "/";      // where a sign-in leads that says nothing else, and a sign-out
  std::string cookie = std::string(Sessions::cookie_name);  // of a session
  std::optional<RolesClaim> roles = {};  // where it is told, nobody without one comes in
};

/// Draws a refusal for this request: problem details, or a page where a person reads it.
using RefusalDrawer = std::function<Response(const Request&, const Refusal&)>;
/// RFC 9457 in the language of the request.
RefusalDrawer draw_problems(std::shared_ptr<const http::Sentences> sentences);

class Identity {
 public:
  Identity(IdentitySettings settings, SessionStore& store, RefusalDrawer draw, Clock clock,
           Fetcher fetcher = fetch);

  const std::string& path() const { return settings_.path; }

  // GET /auth/login?return_to=/…: 303 to the provider. May block.
  Response login(const Request& request);
  // GET /auth/callback: 303 to where the person wanted to go, with a new session. May block.
  Response callback(const Request& request);
  // POST /auth/logout: our session ends first, then 303 to end the provider's. May block.
  Response logout(const Request& request);
  // POST /auth/backchannel-logout: the provider says that a session ended. May block.
  Response backchannel_logout(const Request& request);

  /// The person's session, or `sign_in_needed` / `session_store_failed`.
  Judged<Session> signed_in(const Request& request);

  /// The back end's token with this scope, or 401/403/503 with `WWW-Authenticate` in the refusal.
  /// Blocks for a fetch only when the provider's keys are due.
  Judged<AccessToken> bearer(const Request& request, std::string_view scope);

  /// Refuses with `foreign_origin` unless a page of our own made this request.
  std::optional<Refusal> foreign(const Request& request,
                                 NullOrigin null_origin = NullOrigin::refused) const;

  Issuer& issuer() { return issuer_; }

 private:
  const IdentitySettings settings_;
  const RefusalDrawer draw_;
  const Clock clock_;
  SessionStore& store_;
  Issuer issuer_;
  OidcClient oidc_;
  Sessions sessions_;
};

}  // namespace samtycke::server

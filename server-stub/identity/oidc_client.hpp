/// Sign-in by OpenID Connect: authorization code with PKCE S256, `state`, `nonce` and `iss`
/// (RFC 6749, 7636, 9207, 9700), sign-out at the provider, and its word back to us when a session
/// ended there (OpenID Connect RP-Initiated Logout, Back-Channel Logout).
///
/// What must be remembered between leaving and coming back is sealed into a cookie of the very
/// browser that left (AES-256-GCM, a key of this process): nobody else's answer fits it, and
/// leaving costs the server no memory.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/fetch.hpp"
#include "identity/issuer.hpp"
#include "identity/refusal.hpp"

namespace samtycke::server {

/// A path of this portal: begins with `/` and no second one, holds no `\`, no control character, no
/// space, nothing but ASCII, at most 512 bytes. Everything a browser could take for another place
/// is out.
bool is_local_path(std::string_view path);

/// Where a provider says what somebody may do, and what its words for that mean here.
struct RolesClaim {
  std::string claim;  // of the ID token: a string, or a list of them
  std::map<std::string, std::string, std::less<>> roles;  // the provider's word → ours
};

struct OidcSettings {
  std::string client_id;
  std::string client_secret;
  std::string redirect_uri;              // ours, exactly as registered
  std::string post_logout_uri;           // ours, exactly as registered
  std::optional<RolesClaim> roles = {};  // where it is told, nobody without one comes in
};

/// Where to send the browser, and the login cookie's value.
struct Departure {
  std::string location;
  std::string cookie;
};

/// The answer's query, as it came back. Empty is missing.
struct Arrival {
  std::string code;
  std::string state;
  std::string iss;
  std::string error;
};

struct SignedIn {
  std::string subject;
  std::string provider_session;
  std::string name;
  std::string id_token;
  std::string return_to;
  std::vector<std::string> roles;  // ours, each once, sorted
};

struct LogoutNotice {
  std::string subject;  // may be empty when the other is not
  std::string provider_session;
  std::string jti;
  std::int64_t until_ms = 0;  // remember `jti` until then
};

class OidcClient {
 public:
  static constexpr std::string_view cookie_name = "__Host-samtycke-login";
  static constexpr std::int64_t departure_life_ms = 10 * 60'000;
  static constexpr std::size_t used_max = 100'000;

  OidcClient(OidcSettings settings, Issuer& issuer, Fetcher fetcher, Clock clock);

  /// Refuses with `return_to_invalid` or `issuer_unreachable`.
  Judged<Departure> begin(std::string_view return_to, std::string_view language);

  /// `cookie` is the login cookie of the browser that came. Refuses with `sign_in_expired` (not
  /// this browser's departure, too late, or used before), `sign_in_refused`, `issuer_unreachable`,
  /// `staff_role_missing`.
  Judged<SignedIn> complete(const Arrival& arrival, std::string_view cookie);

  /// Where a browser ends its session at the provider; our own page when it cannot.
  std::string logout_location(std::string_view id_token, std::string_view language);

  /// Refuses with `logout_token_invalid` or `issuer_unreachable`. Whether `jti` was used before is
  /// the session store's to say.
  Judged<LogoutNotice> verify_logout_token(std::string_view token);

 private:
  struct Remembered;
  std::string seal(const Remembered& remembered) const;
  std::optional<Remembered> unseal(std::string_view cookie) const;
  bool use_once(const std::string& state, std::int64_t until_ms);
  Judged<SignedIn> redeem(const std::string& code, const Remembered& remembered);
  Judged<SignedIn> verify_id_token(const std::string& token, const Remembered& remembered);

  const OidcSettings settings_;
  Issuer& issuer_;
  const Fetcher fetcher_;
  const Clock clock_;
  const std::string sealing_key_;

  std::mutex mutex_;
  std::map<std::string, std::int64_t> used_;  // hash of a state → when it may be forgotten
};

}  // namespace samtycke::server

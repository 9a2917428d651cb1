#include "identity/session.hpp"

#include <algorithm>

#include "identity/base64url.hpp"
#include "identity/secrets.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t id_size = 32;
constexpr std::string_view attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax";

// A cookie of any other shape was not made here and costs no question to the store.
std::string hash_of(std::string_view cookie) {
  const auto id = base64url_bytes(cookie);
  return id && id->size() == id_size ? sha256(*id) : std::string();
}

}  // namespace

Judged<std::string> Sessions::begin(Session session) {
  const std::int64_t now = clock_();
  session.created_ms = now;
  session.until_ms = now + life_ms;
  session.idle_until_ms = now + idle_ms;
  const std::string id = random_bytes(id_size);
  if (!store_.erase_ended(now) || !store_.put(sha256(id), session)) {
    return Refusal{IdentityCode::session_store_failed, {{"Retry-After", "5"}}};
  }
  return cookie_ + "=" + base64url(id) + std::string(attributes);
}

Judged<Session> Sessions::find(std::string_view cookie) {
  const Refusal none{IdentityCode::sign_in_needed, {}};
  const std::string hash = hash_of(cookie);
  if (hash.empty()) return none;
  const auto found = store_.find(hash);
  if (!found) return Refusal{IdentityCode::session_store_failed, {{"Retry-After", "5"}}};
  if (!*found) return none;
  Session session = **found;
  const std::int64_t now = clock_();
  // Before its beginning a session is as wrong as after its end: the clock was set back.
  if (now < session.created_ms - token_leeway_ms) return none;
  if (now >= session.until_ms || now >= session.idle_until_ms) return none;
  const std::int64_t idle_until = std::min(now + idle_ms, session.until_ms);
  if (idle_until - session.idle_until_ms >= idle_step_ms) {
    // Not moving the end is the safe side of failing: the session only ends sooner.
    if (store_.set_idle_until(hash, idle_until)) session.idle_until_ms = idle_until;
  }
  return session;
}

bool Sessions::end(std::string_view cookie) {
  const std::string hash = hash_of(cookie);
  return hash.empty() || store_.erase(hash);
}

std::string Sessions::cookie_removal(std::string_view name) {
  return std::string(name) + "=; Max-Age=0" + std::string(attributes);
}

}  // namespace samtycke::server

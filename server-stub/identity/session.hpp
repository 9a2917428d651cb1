/// Sessions of signed-in people. The cookie holds 32 random bytes; the store knows only their hash,
/// so whoever reads the store cannot sign in as anybody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/refusal.hpp"

namespace samtycke::server {

struct Session {
  std::string issuer;
  std::string subject;           // `sub`: who, at the issuer
  std::string provider_session;  // `sid`: empty when the issuer has none
  std::string name;              // as the issuer gave it, for the greeting only
  std::string id_token;          // for the hint at sign-out
  std::int64_t created_ms = 0;
  std::int64_t idle_until_ms = 0;
  std::int64_t until_ms = 0;
  std::vector<std::string> roles = {};  // of the staff; nobody else has any

  bool operator==(const Session&) const = default;
};

struct ProvidersWord {
  std::string issuer;
  std::string subject;
  std::string provider_session;
  std::string token_hash;     // of the token that says so
  std::int64_t until_ms = 0;  // when the token itself is over
};
enum class Ended : unsigned char { yes, said_before, failed };

/// The place sessions are kept. Whatever cannot be done is said: callers fail closed. Each change
/// is durable when it returns true. Called from many threads.
class SessionStore {
 public:
  virtual ~SessionStore() = default;

  /// False when it could not be written, or the id is taken.
  virtual bool put(std::string_view id_hash, const Session& session) = 0;
  /// The outer value is missing when the store cannot be read, the inner when there is none.
  virtual std::optional<std::optional<Session>> find(std::string_view id_hash) = 0;
  virtual bool set_idle_until(std::string_view id_hash, std::int64_t idle_until_ms) = 0;
  /// True also when there was none.
  virtual bool erase(std::string_view id_hash) = 0;
  /// The provider's word that sessions ended there: all of `word.provider_session`, or all of
  /// `word.subject` when that is empty. The word counts once, and both happen or
  /// neither does: a repeat must end no later session, and a failure must leave the repeat its
  /// effect.
  virtual Ended end_at_providers_word(const ProvidersWord& word) = 0;
  /// Every session of that person, and whatever the store still holds of them.
  virtual bool erase_of(std::string_view issuer, std::string_view subject) = 0;
  virtual bool erase_ended(std::int64_t now_ms) = 0;
};

/// Begins, finds and ends sessions over a store.
class Sessions {
 public:
  static constexpr std::string_view cookie_name = "__Host-samtycke";
  static constexpr std::int64_t idle_ms = 30 * 60'000;
  static constexpr std::int64_t life_ms = 8 * 60 * 60'000;
  /// A visit moves the idle end at most this often: reading a page should not write a disk.
  static constexpr std::int64_t idle_step_ms = 60'000;

  /// `cookie` is the name of the cookie; the people's and the staff's differ.
  Sessions(SessionStore& store, Clock clock, std::string cookie = std::string(cookie_name))
      : store_(store), clock_(std::move(clock)), cookie_(std::move(cookie)) {}

  /// Fills in the times; gives the value of `Set-Cookie`. Always a new id (RELIABILITY A3).
  Judged<std::string> begin(Session session);
  /// By the cookie's value. Refuses with `sign_in_needed` or `session_store_failed`.
  Judged<Session> find(std::string_view cookie);
  /// False when the store failed; no such session is fine.
  bool end(std::string_view cookie);
  /// The `Set-Cookie` that takes the cookie away.
  static std::string cookie_removal(std::string_view name = cookie_name);

 private:
  SessionStore& store_;
  Clock clock_;
  const std::string cookie_;
};

}  // namespace samtycke::server

/// A provider made for a test: its keys, its documents and its tokens, honest or not, and no
/// network.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "identity/fetch.hpp"
#include "identity/refusal.hpp"

namespace samtycke::server::made {

constexpr std::int64_t now_ms = 1'795'507'344'000;
constexpr std::int64_t now_s = now_ms / 1000;

/// A JSON object as its members' own JSON: `{"sub", "\"anna\""}`. Without order, written sorted.
using Members = std::map<std::string, std::string>;
std::string json(const Members& members);
std::string in_quotes(std::string_view text);

/// A key pair that signs as it is told, also what it should not.
class Key {
 public:
  static Key rsa(int bits = 2048);
  static Key ec();

  /// The public half with this `kid`; `more` adds or replaces members.
  std::string jwk(std::string_view kid, const Members& more = {}) const;
  std::string public_pem() const;
  /// `alg`: RS256, PS256 or ES256.
  std::string signature(std::string_view alg, std::string_view input) const;

 private:
  explicit Key(void* key);
  std::shared_ptr<void> key_;
  bool rsa_ = true;
};

/// header.claims.signature, all in base64url.
std::string token(const Members& header, const Members& claims, const Key& key,
                  std::string_view alg);
std::string token_with_hmac(const Members& header, const Members& claims, std::string_view secret);
std::string unsigned_token(const Members& header, const Members& claims);

class Provider {
 public:
  Provider();

  static const Key& rsa();
  static const Key& ec();

  /// What a good access token says; tests change one thing.
  static Members header();
  static Members claims();
  std::string access_token() const { return token(header(), claims(), rsa(), "RS256"); }

  Fetcher fetcher();

  std::string issuer = "http://localhost:8781";
  std::string discovery;
  std::string jwks;
  std::function<std::optional<Fetched>(const Fetch&)> token_endpoint;
  bool reachable = true;
  std::atomic<int> discovery_requests = 0;
  std::atomic<int> jwks_requests = 0;
  std::atomic<int> other_requests = 0;
};

constexpr const char* audience = "http://127.0.0.1:8780";

}  // namespace samtycke::server::made

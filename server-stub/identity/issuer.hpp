/// One OpenID provider: its discovery document (OpenID Connect Discovery 1.0, RFC 8414) and its
/// keys, fetched when needed and kept for a while. Safe to call from many threads. Fails closed: no
/// keys, no token holds.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "identity/fetch.hpp"
#include "identity/key_set.hpp"
#include "identity/refusal.hpp"

namespace samtycke::server {

struct ProviderMetadata {
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string jwks_uri;
  std::string end_session_endpoint;  // empty: the provider has none
};

/// A key held through its set, so that a refresh does not pull it away.
struct FoundKey {
  std::shared_ptr<const KeySet> set;
  const PublishedKey* key = nullptr;
};

class Issuer {
 public:
  /// Unknown `kid`s cost the provider at most one request in this time (RELIABILITY A6).
  static constexpr std::int64_t unknown_kid_pause_ms = 60'000;
  /// While there is no key set at all, the next try may come sooner.
  static constexpr std::int64_t unreachable_pause_ms = 2'000;
  /// Keys are asked for again after this, so that one the provider took back goes.
  static constexpr std::int64_t keys_fresh_ms = 10 * 60'000;
  /// And are no longer believed after this without an answer.
  static constexpr std::int64_t keys_age_max_ms = 60 * 60'000;

  /// `url` is the issuer exactly as it stands in tokens.
  Issuer(std::string url, Fetcher fetcher, Clock clock);

  const std::string& url() const { return url_; }

  /// May block for one fetch. Every endpoint is on the issuer's own origin, or there is no
  /// metadata.
  std::optional<ProviderMetadata> metadata();

  /// May block for one fetch. Refuses with `issuer_unreachable` when there are no keys to believe,
  /// else with `token_invalid` when the provider does not publish such a key.
  Judged<FoundKey> key(std::string_view kid);

  /// How often keys were asked for: for tests and metrics.
  std::uint64_t key_fetches() const;

 private:
  struct Done;
  bool may_fetch(std::int64_t now) const;
  bool stale(std::int64_t now) const;
  void refresh(std::unique_lock<std::mutex>& lock, std::int64_t now);
  std::optional<ProviderMetadata> fetch_metadata() const;
  std::shared_ptr<const KeySet> fetch_keys(const ProviderMetadata& metadata);

  const std::string url_;
  const Fetcher fetcher_;
  const Clock clock_;

  std::mutex mutex_;
  std::condition_variable fetched_;
  bool fetching_ = false;
  bool tried_ = false;
  std::int64_t tried_at_ms_ = 0;
  std::optional<ProviderMetadata> metadata_;
  std::shared_ptr<const KeySet> keys_;
  std::int64_t keys_at_ms_ = 0;
  std::atomic<std::uint64_t> key_fetches_ = 0;
};

}  // namespace samtycke::server

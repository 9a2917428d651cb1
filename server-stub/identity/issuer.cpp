#include "identity/issuer.hpp"

#include "identity/json_object.hpp"

namespace samtycke::server {

Issuer::Issuer(std::string url, Fetcher fetcher, Clock clock)
    : url_(std::move(url)), fetcher_(std::move(fetcher)), clock_(std::move(clock)) {}

// A clock that was set back must not stop us from asking for as long as it was set back.
bool Issuer::may_fetch(std::int64_t now) const {
  if (!tried_) return true;
  const std::int64_t pause = keys_ ? unknown_kid_pause_ms : unreachable_pause_ms;
  return now < tried_at_ms_ || now - tried_at_ms_ >= pause;
}

bool Issuer::stale(std::int64_t now) const {
  return !keys_ || now < keys_at_ms_ || now - keys_at_ms_ >= keys_fresh_ms;
}

// Also when memory ran out on the way: else everybody would wait for ever.
struct Issuer::Done {
  Issuer& issuer;
  std::unique_lock<std::mutex>& lock;
  ~Done() {
    if (!lock.owns_lock()) lock.lock();
    issuer.fetching_ = false;
    issuer.fetched_.notify_all();
  }
};

// One thread fetches, with the lock open; those who need the same wait for what it brings.
void Issuer::refresh(std::unique_lock<std::mutex>& lock, std::int64_t now) {
  if (fetching_) {
    fetched_.wait(lock, [this] { return !fetching_; });
    return;
  }
  if (!may_fetch(now)) return;
  fetching_ = true;
  tried_ = true;
  tried_at_ms_ = now;
  std::optional<ProviderMetadata> known = metadata_;
  const bool ask_anew = !known || stale(now);
  const Done done{*this, lock};

  lock.unlock();
  std::optional<ProviderMetadata> metadata = ask_anew ? fetch_metadata() : std::nullopt;
  if (!metadata) metadata = std::move(known);
  const std::shared_ptr<const KeySet> keys = metadata ? fetch_keys(*metadata) : nullptr;
  lock.lock();

  metadata_ = std::move(metadata);
  if (keys) {
    keys_ = keys;
    keys_at_ms_ = now;
  }
}

std::optional<ProviderMetadata> Issuer::metadata() {
  std::unique_lock lock(mutex_);
  if (!metadata_) refresh(lock, clock_());
  return metadata_;
}

Judged<FoundKey> Issuer::key(std::string_view kid) {
  std::unique_lock lock(mutex_);
  const std::int64_t now = clock_();
  const bool known = keys_ && keys_->find(kid) != nullptr;
  // Whoever can go on with the keys at hand does not wait for another's refresh.
  if (!known || (stale(now) && !fetching_)) refresh(lock, now);
  if (!keys_ || now - keys_at_ms_ >= keys_age_max_ms) {
    return Refusal{IdentityCode::issuer_unreachable, {{"Retry-After", "5"}}};
  }
  const PublishedKey* key = keys_->find(kid);
  if (key == nullptr) return Refusal{IdentityCode::token_invalid, {}};
  return FoundKey{keys_, key};
}

std::uint64_t Issuer::key_fetches() const { return key_fetches_.load(); }

std::optional<ProviderMetadata> Issuer::fetch_metadata() const {
  std::string base = url_;
  if (!base.empty() && base.back() == '/') base.pop_back();
  const auto answer = fetcher_({base + "/.well-known/openid-configuration", {}, {}});
  const auto document =
      answer && answer->status == 200 ? JsonObject::parse(answer->body) : std::nullopt;
  if (!document || document->text("issuer") != url_) return std::nullopt;
  ProviderMetadata metadata;
  metadata.authorization_endpoint = document->text("authorization_endpoint").value_or("");
  metadata.token_endpoint = document->text("token_endpoint").value_or("");
  metadata.jwks_uri = document->text("jwks_uri").value_or("");
  metadata.end_session_endpoint = document->text("end_session_endpoint").value_or("");
  const std::string origin = origin_of_url(url_);
  for (const std::string* endpoint : {&metadata.authorization_endpoint, &metadata.token_endpoint,
                                      &metadata.jwks_uri, &metadata.end_session_endpoint}) {
    if (endpoint == &metadata.end_session_endpoint && endpoint->empty()) continue;
    if (origin.empty() || origin_of_url(*endpoint) != origin) return std::nullopt;
  }
  return metadata;
}

std::shared_ptr<const KeySet> Issuer::fetch_keys(const ProviderMetadata& metadata) {
  key_fetches_.fetch_add(1);
  const auto answer = fetcher_({metadata.jwks_uri, {}, {}});
  auto set = answer && answer->status == 200 ? KeySet::parse(answer->body) : std::nullopt;
  return set ? std::make_shared<const KeySet>(*std::move(set)) : nullptr;
}

}  // namespace samtycke::server

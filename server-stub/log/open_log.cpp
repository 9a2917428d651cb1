// How a log comes to stand where it was left.
#include "core/checkpoint.hpp"
#include "identity/hash.hpp"
#include "log/log.hpp"

namespace samtycke::server {
namespace {

// Of events taken in with one transaction.
constexpr std::uint64_t taken_max = 4'096;

/// Whether the log itself signed this note.
bool is_signed(const Note& note, const NoteKey& name, const VerifyingKey& key) {
  const auto claims = claims_of(note, name);
  for (const SignatureClaim& claim : claims) {
    if (!key.holds(claim.signature, claim.message)) return false;
  }
  return !claims.empty();
}

}  // namespace

Log::Log(Store& store, std::string origin, SigningKey key)
    : store_(store),
      first_origin_(std::move(origin)),
      key_(std::move(key)),
      origin_(first_origin_),
      note_key_(note_key(openssl_sha256, origin_, ed25519_key, key_.verifying_key().point())) {}

bool Log::is_ours(const Note& note) const {
  const auto checkpoint = checkpoint_from(note.text);
  return checkpoint && checkpoint->origin == origin_ &&
         is_signed(note, note_key_, key_.verifying_key());
}

/// Which of the verifier's logs this is.
std::optional<LogFault> Log::begin() {
  const auto openings = store_.log_openings();
  if (!openings) return LogFault::unreadable;
  if (openings->empty()) return std::nullopt;
  const LogOpening& last = openings->back();
  const auto note = note_from(last.previous);
  const auto previous = note ? checkpoint_from(note->text) : std::nullopt;
  if (!previous) return LogFault::damaged;
  origin_before_ = log_origin(first_origin_, last.number - 1);
  if (previous->origin != origin_before_) return LogFault::foreign_key;
  kept_size_ = last.size;
  origin_ = log_origin(first_origin_, last.number);
  note_key_ = note_key(openssl_sha256, origin_, ed25519_key, key_.verifying_key().point());
  lines_ = {follows_line(*previous, kept_size_)};
  return std::nullopt;
}

std::variant<std::unique_ptr<Log>, LogFault> Log::open(Store& store, std::string origin,
                                                       SigningKey key) {
  std::unique_ptr<Log> log(new Log(store, std::move(origin), std::move(key)));
  const auto count = store.count();
  if (!count) return LogFault::unreadable;
  if (const auto fault = log->begin()) return *fault;
  if (const auto fault = log->resume()) return *fault;
  if (const auto fault = log->take_in(*count)) return *fault;
  return log;
}

/// The last head that was signed must be ours, and what the tiles lead to: a file where it is not
/// was changed by another hand, and nothing more is signed over it.
std::optional<LogFault> Log::resume() {
  const auto last = store_.last_checkpoint();
  if (!last) return LogFault::unreadable;
  auto head = std::make_shared<Head>();
  if (last->size == 0) {
    head->checkpoint = {0, signed_head(head->frontier)};
    head_ = std::move(head);
    return std::nullopt;
  }
  const auto note = note_from(last->note);
  const auto checkpoint = note ? checkpoint_from(note->text) : std::nullopt;
  if (!checkpoint || checkpoint->size != last->size) return LogFault::damaged;
  // The last head may be that of the log which this one follows.
  const bool is_before = !origin_before_.empty() && last->size <= kept_size_;
  const std::string& origin = is_before ? origin_before_ : origin_;
  const NoteKey name = note_key(openssl_sha256, origin, ed25519_key, key_.verifying_key().point());
  if (checkpoint->origin != origin || !is_signed(*note, name, key_.verifying_key())) {
    return LogFault::foreign_key;
  }
  auto tails = Tails::read(store_, last->size);
  TiledTree tree(openssl_sha256, last->size,
                 [this](int level, std::uint64_t number, std::uint64_t) {
                   return store_.tile(level, number, View::committed);
                 });
  auto frontier = tree.frontier();
  if (!tails || !frontier || frontier->root(openssl_sha256) != checkpoint->root) {
    return LogFault::damaged;
  }
  head->frontier = std::move(*frontier);
  head->tails = std::move(*tails);
  head->checkpoint = is_before ? KeptCheckpoint{last->size, signed_head(head->frontier)} : *last;
  head->older_size = last->size;  // asked of the store until the next head
  head_ = std::move(head);
  return std::nullopt;
}

std::optional<LogFault> Log::take_in(std::uint64_t count) {
  if (head_->frontier.size() > count) return LogFault::damaged;
  while (head_->frontier.size() < count) {
    const std::uint64_t until = std::min(count, head_->frontier.size() + taken_max);
    if (!take_in_some(count, until)) return LogFault::unreadable;
  }
  return std::nullopt;
}

/// The way that every batch goes: a crash in between leaves a log that is shorter, and whole.
bool Log::take_in_some(std::uint64_t count, std::uint64_t until) {
  if (store_.begin(count) != Begun::yes) return false;
  const std::uint64_t first = head_->frontier.size();
  const auto events = store_.events(first, until, View::pending);
  std::vector<Digest> entries;
  for (const StoredEvent& event : events ? *events : std::vector<StoredEvent>()) {
    entries.push_back(log_entry(openssl_sha256, event.salt, event.bytes));
  }
  if (!events || events->size() != until - first || !seal(first, entries)) {
    store_.roll_back();
    return false;
  }
  if (store_.commit() != Committed::yes) return false;
  sealed();
  return true;
}

}  // namespace samtycke::server

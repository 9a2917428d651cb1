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
      origin_(std::move(origin)),
      key_(std::move(key)),
      note_key_(note_key(openssl_sha256, origin_, ed25519_key, key_.verifying_key().point())) {}

std::variant<std::unique_ptr<Log>, LogFault> Log::open(Store& store, std::string origin,
                                                       SigningKey key) {
  std::unique_ptr<Log> log(new Log(store, std::move(origin), std::move(key)));
  const auto count = store.count();
  if (!count) return LogFault::unreadable;
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
  if (checkpoint->origin != origin_ || !is_signed(*note, note_key_, key_.verifying_key())) {
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
  head->checkpoint = *last;
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

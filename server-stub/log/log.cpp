#include "log/log.hpp"

#include <algorithm>

#include "core/checkpoint.hpp"
#include "core/limits.hpp"
#include "core/log_proof.hpp"
#include "core/merkle.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// The witness of the policy that made the line, as its name and its key's id say; the line was
/// verified before it was kept.
const PolicyWitness* witness_of(const WitnessPolicy& policy, const NoteSignature& signature) {
  const auto found = std::find_if(
      policy.witnesses.begin(), policy.witnesses.end(), [&signature](const PolicyWitness& one) {
        return one.key.name == signature.name && one.key.id == signature.key_id;
      });
  return found == policy.witnesses.end() ? nullptr : &*found;
}

/// Puts those of the policy's witnesses under the note, in the order they came, as many as
/// there is room for. Whether they reach the quorum.
bool add_cosignatures(Note& note, const WitnessPolicy& policy,
                      const std::vector<std::string>& lines, std::size_t room) {
  std::vector<NoteKey> cosigned;
  for (const std::string& line : lines) {
    const auto read = note_signatures_from(line);
    const PolicyWitness* witness = read ? witness_of(policy, read->front()) : nullptr;
    if (witness == nullptr || line.size() > room) continue;
    room -= line.size();
    note.signatures.push_back(read->front());
    cosigned.push_back(witness->key);
  }
  return quorum_reached(policy, cosigned);
}

}  // namespace

std::shared_ptr<const Log::Head> Log::head() const {
  const std::lock_guard lock(mutex_);
  return head_;
}

KeptCheckpoint Log::checkpoint() const { return head()->checkpoint; }

std::string Log::vkey() const { return vkey_text(note_key_); }

bool Log::grow(Head& head, const std::vector<Digest>& entries) {
  std::vector<TileHash> placed;
  for (const Digest& entry : entries) {
    if (!head.tails.add(store_, entries_level, head.frontier.size(), to_bundle(entry))) {
      return false;
    }
    placed.clear();
    head.frontier.append(openssl_sha256, leaf_hash(openssl_sha256, bytes_of(entry)), placed);
    for (const TileHash& one : placed) {
      if (!head.tails.add(store_, one.level, one.index, bytes_of(one.digest))) return false;
    }
  }
  return head.tails.write(store_);
}

/// Whether the store holds what was judged and what is about to be signed. One bit that changed in
/// memory or on its way into the file would make the log unusable for ever (RELIABILITY A: "A
/// flipped bit is found, not signed").
bool Log::is_written(const Head& head, std::uint64_t first, const std::vector<Digest>& entries) {
  if (!are_events_of(first, entries)) return false;
  TiledTree written(openssl_sha256, head.frontier.size(),
                    [this](int level, std::uint64_t number, std::uint64_t) {
                      return store_.tile(level, number, View::pending);
                    });
  return written.root() == head.frontier.root(openssl_sha256);
}

std::string Log::signed_head(const Frontier& frontier) const {
  Note note;
  note.text = to_text(Checkpoint{origin_, frontier.size(), frontier.root(openssl_sha256), lines_});
  note.signatures.push_back({note_key_.name, note_key_.id, key_.sign(note.text)});
  return to_text(note);
}

bool Log::seal(std::uint64_t first, const std::vector<Digest>& entries) {
  const auto before = head();
  // Whoever signs what does not extend the last head makes a second history.
  if (before->frontier.size() != first) return false;
  auto next = std::make_shared<Head>(*before);
  if (!grow(*next, entries) || !is_written(*next, first, entries)) return false;
  next->older_size = first;
  next->checkpoint = {next->frontier.size(), signed_head(next->frontier)};
  if (!store_.keep_checkpoint(next->checkpoint)) return false;
  staged_ = std::move(next);
  return true;
}

/// What an event's row holds is what the log has of it; of an erased one the entry alone is left.
bool Log::are_events_of(std::uint64_t first, const std::vector<Digest>& entries) const {
  const auto events = store_.events(first, first + entries.size(), View::pending);
  if (!events || events->size() != entries.size()) return false;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const StoredEvent& event = (*events)[i];
    if (!event.is_erased && log_entry(openssl_sha256, event.salt, event.bytes) != entries[i]) {
      return false;
    }
  }
  return true;
}

bool Log::follow(std::uint64_t first, const std::vector<Digest>& entries,
                 const std::string& note_bytes) {
  auto next = std::make_shared<Head>(*head());
  const auto note = note_from(note_bytes);
  const auto checkpoint = note ? checkpoint_from(note->text) : std::nullopt;
  if (next->frontier.size() != first || !checkpoint || !is_ours(*note) ||
      !are_events_of(first, entries) || !grow(*next, entries) ||
      checkpoint->size != next->frontier.size() ||
      checkpoint->root != next->frontier.root(openssl_sha256)) {
    return false;
  }
  next->older_size = first;
  next->checkpoint = {checkpoint->size, note_bytes};
  if (!store_.keep_checkpoint(next->checkpoint)) return false;
  const std::lock_guard lock(mutex_);
  head_ = std::move(next);
  return true;
}

bool Log::leads_to(std::uint64_t size, const Digest& root) const {
  const auto now = head();
  if (size > now->frontier.size()) return false;
  return size == 0 || tree(now, size).root() == root;
}

void Log::sealed() {
  const std::lock_guard lock(mutex_);
  if (staged_) head_ = std::move(staged_);
  staged_ = nullptr;
}

std::optional<std::string> Log::tile(int level, std::uint64_t number, std::uint64_t width) const {
  const auto now = head();
  const std::uint64_t held =
      now->frontier.size() >> (level == entries_level ? 0 : level * tile_height);
  if (width == 0 || width > tile_width || number > held / tile_width ||
      number * tile_width + width > held) {
    return std::nullopt;
  }
  const std::size_t each = level == entries_level ? to_bundle({}).size() : digest_size;
  const std::string* cached = now->tails.find(level, number);
  auto bytes =
      cached != nullptr ? std::optional(*cached) : store_.tile(level, number, View::committed);
  if (!bytes || bytes->size() < width * each) return std::nullopt;
  bytes->resize(width * each);
  return bytes;
}

TiledTree Log::tree(std::shared_ptr<const Head> now, std::uint64_t size) const {
  return {openssl_sha256, size,
          [this, now = std::move(now)](int level, std::uint64_t number,
                                       std::uint64_t) -> std::optional<std::string> {
            if (const std::string* cached = now->tails.find(level, number)) return *cached;
            return store_.tile(level, number, View::committed);
          }};
}

std::optional<KeptCheckpoint> Log::checkpoint_over(const Head& now, std::uint64_t position) const {
  if (position >= now.older_size) return now.checkpoint;
  return store_.checkpoint_over(position);
}

std::optional<std::string> Log::proof(std::uint64_t position) const {
  const auto now = head();
  if (position >= now->frontier.size()) return std::nullopt;
  const auto over = checkpoint_over(*now, position);
  auto note = over ? note_from(over->note) : std::nullopt;
  if (!note) return std::nullopt;
  return proof_under(now, *std::move(note), over->size, position);
}

std::optional<std::string> Log::proof_under(const std::shared_ptr<const Head>& now, Note note,
                                            std::uint64_t size, std::uint64_t position) const {
  if (size <= position || size > now->frontier.size()) return std::nullopt;
  auto hashes = tree(now, size).inclusion_proof(position);
  if (!hashes) return std::nullopt;
  LogProof proof;
  proof.index = position;
  proof.hashes = std::move(*hashes);
  proof.note = std::move(note);
  return to_text(proof);
}

std::optional<std::string> Log::cosigned_proof(std::uint64_t position,
                                               const WitnessPolicy& policy) const {
  const auto now = head();
  const std::size_t least = quorum_least(policy);
  std::uint64_t after = position;
  while (least > 0) {
    const auto over = store_.cosigned_over(after, least);
    if (!over) return std::nullopt;
    if (over->size == 0) break;
    const auto lines = store_.cosignatures(over->size);
    auto note = note_from(over->note);
    const auto bare = note ? proof_under(now, *note, over->size, position) : std::nullopt;
    if (!lines || !bare) return std::nullopt;
    // Our own reader takes no longer text as a member of a receipt.
    if (add_cosignatures(*note, policy, *lines, limits::string_size_max - bare->size())) {
      return proof_under(now, *std::move(note), over->size, position);
    }
    after = over->size;
  }
  return proof(position);
}

std::optional<std::vector<Digest>> Log::consistency_proof(std::uint64_t old_size,
                                                          std::uint64_t size) const {
  const auto now = head();
  if (size > now->frontier.size()) return std::nullopt;
  return tree(now, size).consistency_proof(old_size);
}

}  // namespace samtycke::server

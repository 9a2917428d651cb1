/// The log: each event's entry as a leaf of one tree that only grows, its tiles in the store, and a
/// head of it signed with each batch of events, in the batch's own transaction. So what is
/// acknowledged is durable and under a signed checkpoint, or it was not acknowledged: there is no
/// merge delay, and no crash leaves an event in the store that is not in the log.
///
///     before the commit   nothing happened: events, tiles and checkpoint are gone together
///     after it            all are there, whoever was told; the next start finds them so
///     the commit failed   nobody knows; the store is not written to again until it is opened anew
///
/// Where events are lost for good the log is not carried on: what was signed about them would be
/// contradicted. A new one begins with what is left, under the name `<origin>/2`, and each of its
/// heads names the last one that is known of the log before it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/checkpoint.hpp"
#include "core/signed_note.hpp"
#include "core/witness_policy.hpp"
#include "identity/jws.hpp"
#include "log/tails.hpp"
#include "store/seal.hpp"
#include "store/store.hpp"

namespace samtycke::server {

enum class LogFault : std::uint8_t {
  unreadable,   // the store cannot be read or written
  foreign_key,  // the last head was signed by another key, or under another name
  damaged,      // tiles, head and events do not belong together
};

class Log : public Seal {
 public:
  /// Opens the log of that name (its origin, C2SP tlog-checkpoint) where it was left. Events that
  /// are in the store and not yet in the log are taken in, in their order: those of a database from
  /// before there was a log. Before the sequencer starts: writes by itself.
  static std::variant<std::unique_ptr<Log>, LogFault> open(Store& store, std::string origin,
                                                           SigningKey key);

  bool seal(std::uint64_t first, const std::vector<Digest>& entries) override;
  /// Grows by what was sealed before, under the head that was signed then; in the writer's
  /// transaction, and it counts at once. False when that is not what they lead to, or we did not
  /// sign it. Entries of events that can be opened must be theirs.
  [[nodiscard]] bool follow(std::uint64_t first, const std::vector<Digest>& entries,
                            const std::string& note);
  /// Whether the tiles in the store lead to this root.
  bool leads_to(std::uint64_t size, const Digest& root) const;
  /// Whether we signed it, under the name of this log.
  bool is_ours(const Note& note) const;
  void sealed() override;

  /// How its heads are verified: a line to hand to anybody (C2SP signed-note).
  std::string vkey() const;
  const NoteKey& key() const { return note_key_; }

  // From any thread.
  /// The newest signed head. Of an empty log too.
  KeptCheckpoint checkpoint() const;
  /// The first `width` hashes or entries of a tile; nothing when the log has not that many.
  std::optional<std::string> tile(int level, std::uint64_t number, std::uint64_t width) const;
  /// That the event at that position is in the log, as C2SP tlog-proof writes it: under the first
  /// head that covered it, always the same. Nothing when there is no such event, or the store
  /// cannot be read.
  std::optional<std::string> proof(std::uint64_t position) const;
  /// The same under the first head that covers it and on which the policy's quorum is reached, with
  /// the cosignatures of the policy's witnesses on it. Until there is one, as `proof` has it.
  std::optional<std::string> cosigned_proof(std::uint64_t position,
                                            const WitnessPolicy& policy) const;
  /// That the log began with its first `old_size` events, from a head of `size`.
  std::optional<std::vector<Digest>> consistency_proof(std::uint64_t old_size,
                                                       std::uint64_t size) const;

 private:
  /// All that belongs to one size of the log.
  struct Head {
    Frontier frontier;
    Tails tails;
    KeptCheckpoint checkpoint;
    std::uint64_t older_size = 0;  // of the head before it
  };

  Log(Store& store, std::string origin, SigningKey key);
  std::optional<LogFault> begin();
  std::optional<LogFault> resume();
  std::optional<LogFault> take_in(std::uint64_t count);
  bool take_in_some(std::uint64_t count, std::uint64_t until);
  bool grow(Head& head, const std::vector<Digest>& entries);
  bool is_written(const Head& head, std::uint64_t first, const std::vector<Digest>& entries);
  bool are_events_of(std::uint64_t first, const std::vector<Digest>& entries) const;
  std::string signed_head(const Frontier& frontier) const;
  std::shared_ptr<const Head> head() const;
  TiledTree tree(std::shared_ptr<const Head> head, std::uint64_t size) const;
  std::optional<KeptCheckpoint> checkpoint_over(const Head& head, std::uint64_t position) const;
  std::optional<std::string> proof_under(const std::shared_ptr<const Head>& head, Note note,
                                         std::uint64_t size, std::uint64_t position) const;

  Store& store_;
  const std::string first_origin_;
  const SigningKey key_;
  std::string origin_;
  NoteKey note_key_;
  std::vector<std::string> lines_;  // further ones, of each head
  std::string origin_before_;       // of the log that this one follows, and its size then
  std::uint64_t kept_size_ = 0;
  mutable std::mutex mutex_;
  std::shared_ptr<const Head> head_;    // committed
  std::shared_ptr<const Head> staged_;  // of the writer's thread: written, not yet committed
};

}  // namespace samtycke::server

/// The place where events and names are kept, whatever database holds them. What `commit` has
/// acknowledged is durable: it is there after a crash of the process, the machine or its power.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/event.hpp"
#include "core/figures.hpp"
#include "core/time.hpp"
#include "store/publishing_store.hpp"

namespace samtycke::server {

constexpr std::size_t salt_size = 32;

/// One event as it is kept: the canonical bytes that were judged, and the random bytes that hide
/// them in the log.
struct StoredEvent {
  Party party = Party::subject;
  std::string subject, person, subscriber;
  std::string bytes;
  std::string salt;
  bool is_erased = false;             // whom it was about was erased: nobody can read it any more
  std::vector<std::int64_t> unkeyed;  // numbers that its row names, and of whom no key is left
};

/// One event of a party, with what proves its place in the log.
struct PlacedEvent {
  std::uint64_t position = 0;
  std::string bytes, salt;
};

// Names: no event holds one.
struct KnownPerson {
  std::string id, issuer, sub, name;
};
struct Identifier {
  std::string link, kind, value, subject;
  Time from = 0;
  Time until = time_max;
};

/// The answer a submission had: the digest of its bytes, and the bytes sent back.
struct Answered {
  std::string digest;
  std::string answer;
};

/// Whom an answer is about, and with what it is sealed.
struct AnswerOwner {
  std::int64_t number = 0;  // 0: nobody
  std::string key;
};

/// An answer as it is kept: what it is found by, and what is sealed.
struct SealedAnswer {
  std::string by_id;
  std::int64_t owner = 0;
  std::string bytes;
};

struct KeptCatalogue {
  std::string id;
  std::int64_t version_number = 0;
  std::string digest, bytes, signature;
};

/// That one of the operator's own people looked at what is kept of somebody.
struct Look {
  std::int64_t number = 0;  // from 1 without a gap
  Time at = 0;
  std::string officer, officer_name;  // `sub` at the staff's provider
  std::string what;                   // a name for what was looked at
  std::string subject, reason;        // no subject: nobody was found
  bool is_erased = false;             // whom it was at, and why, nobody can read any more
};

/// A figure as it was told for a moment: told once, it stays.
struct KeptFigure {
  std::string purpose;
  Time at = 0;
  Figure told;
};

/// A signed head of the log: the note's bytes, and how many events it covers.
struct KeptCheckpoint {
  std::uint64_t size = 0;
  std::string note;
};

/// What a look-up sees: what is committed, or also what the writer's open transaction holds. The
/// latter is for the writer's thread alone.
enum class View : std::uint8_t { committed, pending };

enum class Begun : std::uint8_t {
  yes,
  not_now,  // busy or failing; nothing happened
  moved,    // another writer has appended: what this process knows is old
};

enum class Committed : std::uint8_t {
  yes,
  no,       // nothing happened; the transaction is gone
  unknown,  // may have happened or not; the store must be opened anew to know
};

/// Where a log was begun anew because events of the one before it are lost for good.
struct LogOpening {
  std::int64_t number = 0;  // 2 for the second log of this verifier
  std::uint64_t size = 0;   // how many events of the one before it were left
  Time at = 0;
  std::string previous;  // the newest head of that one that is known, a signed note
};

/// The log's part of a store. Nothing instead of an answer means that it could not be read.
class LogStore {
 public:
  virtual ~LogStore() = default;

  // From any thread.
  /// A tile's bytes (core/tree.hpp), the entries' at `entries_level`; empty when there is none.
  virtual std::optional<std::string> tile(int level, std::uint64_t number, View view) = 0;
  /// The first checkpoint that covers the event at that position; of size 0 when none does.
  virtual std::optional<KeptCheckpoint> checkpoint_over(std::uint64_t position) = 0;
  /// Of size 0 when there is none.
  virtual std::optional<KeptCheckpoint> last_checkpoint() = 0;
  /// Signature lines of witnesses under the checkpoint of that size, in the order they came.
  virtual std::optional<std::vector<std::string>> cosignatures(std::uint64_t size) = 0;
  /// The first checkpoint that covers the event at that position and has at least so many of them;
  /// of size 0 when there is none.
  virtual std::optional<KeptCheckpoint> cosigned_over(std::uint64_t position,
                                                      std::size_t least) = 0;
  /// The events at the positions from `from` to before `until`.
  virtual std::optional<std::vector<StoredEvent>> events(std::uint64_t from, std::uint64_t until,
                                                         View view) = 0;

  /// In their order.
  virtual std::optional<std::vector<LogOpening>> log_openings() {
    return std::vector<LogOpening>();
  }

  // The writer, inside its transaction.
  [[nodiscard]] virtual bool open_log(const LogOpening&) { return false; }
  /// A tile only grows: bytes that do not begin with those it had are refused.
  [[nodiscard]] virtual bool put_tile(int level, std::uint64_t number, std::string_view bytes) = 0;
  [[nodiscard]] virtual bool keep_checkpoint(const KeptCheckpoint& checkpoint) = 0;
  [[nodiscard]] virtual bool keep_cosignature(std::uint64_t size, std::string_view line) = 0;
};

/// A legal hold on a relation: why its evidence does not go when its time is over (L137).
struct Hold {
  std::string reason;
  Time since = 0;
  bool is_erased = false;  // the relation is gone, and its evidence kept for claims alone (L121)
};

/// The part of a store that keeps evidence for claims. Nothing instead of an answer means that it
/// could not be read.
class HoldStore {
 public:
  virtual ~HoldStore() = default;

  /// The hold on a subject, also on one that was erased under it.
  virtual std::optional<std::optional<Hold>> hold(std::string_view subject, View view) = 0;
  /// The events of whoever was erased under a hold, by position: nobody else reads them any more.
  virtual std::optional<std::vector<PlacedEvent>> claimed_events(std::string_view subject) = 0;

  // The writer, inside its transaction.
  [[nodiscard]] virtual bool put_hold(std::string_view subject, const Hold& hold) = 0;
  /// Ends it. What was kept for the claim goes with the commit.
  [[nodiscard]] virtual bool lift_hold(std::string_view subject) = 0;
  /// Before `erase`: keeps the key of what is erased for the hold on that subject.
  [[nodiscard]] virtual bool keep_for_claim(Party party, std::string_view id,
                                            std::string_view subject) = 0;
};

/// Nothing instead of an answer means that the store could not be read.
class Store : public LogStore, public HoldStore, public PublishingStore {
 public:
  // From any thread.
  /// How many events there are; their positions are 0 to count - 1.
  virtual std::optional<std::uint64_t> count() = 0;
  /// The events that move a party's state, in order, of the first `before` positions.
  virtual std::optional<std::vector<std::string>> events_of(Party party, std::string_view id,
                                                            std::uint64_t before, View view) = 0;
  /// The same with their positions and salts.
  virtual std::optional<std::vector<PlacedEvent>> placed_events_of(Party party, std::string_view id,
                                                                   std::uint64_t before) = 0;
  /// Subjects that ever had an event naming this person, sorted.
  virtual std::optional<std::vector<std::string>> subjects_of(std::string_view person,
                                                              View view) = 0;
  /// Subjects with a number above `after`, at most `count`, by number. Those that were erased are
  /// none.
  virtual std::optional<std::vector<std::pair<std::int64_t, std::string>>> subjects_after(
      std::int64_t after, std::int64_t count) = 0;
  /// Subscribers that ever had an event of their own naming this person, sorted.
  virtual std::optional<std::vector<std::string>> subscribers_of(std::string_view person) = 0;
  virtual std::optional<std::vector<Identifier>> identifiers(std::string_view kind,
                                                             std::string_view value, View view) = 0;
  /// Those of a subject, in the order in which they began.
  virtual std::optional<std::vector<Identifier>> identifiers_of(std::string_view subject) = 0;
  /// The person behind a sign-in; an empty id when there is none.
  virtual std::optional<KnownPerson> person_of(std::string_view issuer, std::string_view sub,
                                               View view) = 0;
  virtual std::optional<KnownPerson> person(std::string_view id, View view) = 0;
  /// Whether the identifier was somebody's who said no and was erased since.
  virtual std::optional<bool> is_suppressed(std::string_view kind, std::string_view value,
                                            View view) = 0;
  /// Empty when it has none.
  virtual std::optional<std::string> subscriber_name(std::string_view id) = 0;
  virtual std::optional<std::optional<Answered>> answered(std::string_view actor,
                                                          std::string_view submission_id,
                                                          View view) = 0;
  virtual std::optional<std::optional<KeptCatalogue>> catalogue(std::string_view id,
                                                                std::int64_t version_number) = 0;
  /// Makes the answer to a submission ready for `keep_answer`. Touches nothing.
  virtual SealedAnswer seal_answer(const AnswerOwner& owner, std::string_view actor,
                                   std::string_view submission_id, const Answered& answered) = 0;
  /// Those with a number below `before`, the newest first.
  virtual std::optional<std::vector<Look>> looks(std::int64_t before, std::int64_t count) = 0;
  /// By purpose, then by time.
  virtual std::optional<std::vector<KeptFigure>> figures() = 0;
  /// Every version of every catalogue that was ever kept, sorted.
  virtual std::optional<std::vector<KeptCatalogue>> catalogues() = 0;

  // Before the first write.
  /// What answers from now on have in common (store/answer_words.hpp): it holds nothing about
  /// anybody, and is kept for ever. False when it could not be made durable.
  [[nodiscard]] virtual bool use_answer_words(std::string_view dictionary) = 0;

  // The writer: one thread, one transaction at a time. A `false` means that this write did not
  // happen; the transaction goes on unless `undo_to_mark` says otherwise.
  /// Begins when the store still holds exactly `count` events.
  virtual Begun begin(std::uint64_t count) = 0;
  [[nodiscard]] virtual bool mark() = 0;
  /// Undoes what was written since `mark`.
  [[nodiscard]] virtual bool undo_to_mark() = 0;
  [[nodiscard]] virtual bool append(const StoredEvent& event) = 0;
  [[nodiscard]] virtual bool name_subscriber(std::string_view id, std::string_view name) = 0;
  [[nodiscard]] virtual bool know_person(const KnownPerson& person) = 0;
  [[nodiscard]] virtual bool link(const Identifier& identifier) = 0;
  [[nodiscard]] virtual bool unlink(std::string_view link, Time until) = 0;
  /// Takes a party away for good: what names it with this transaction, the key to all else that is
  /// kept of it right after. The number of an event, and that somebody was erased, stay.
  /// Until then nothing more is written about it: it would be sealed with a key that goes.
  [[nodiscard]] virtual bool erase(Party party, std::string_view id) = 0;
  /// Keeps a keyed hash of the subject's numbers, so that a no outlives an erasure (L102).
  [[nodiscard]] virtual bool suppress_identifiers(std::string_view subject, Time at) = 0;
  /// Whom an answer is about: the events that were appended since `mark`.
  virtual AnswerOwner answer_owner() = 0;
  [[nodiscard]] virtual bool keep_answer(const SealedAnswer& answer) = 0;
  [[nodiscard]] virtual bool keep_catalogue(const KeptCatalogue& catalogue) = 0;
  /// The number that it has; nothing when it was not written.
  [[nodiscard]] virtual std::optional<std::int64_t> keep_look(const Look& look) = 0;
  [[nodiscard]] virtual bool keep_figure(const KeptFigure& figure) = 0;
  /// Makes the transaction durable. After `unknown` the store does nothing more.
  virtual Committed commit() = 0;
  virtual void roll_back() = 0;
  /// Hands on to a second place what was committed. False: it is not there, so nobody may be told
  /// that it was recorded; asked again later, it is tried again. True where there is none.
  [[nodiscard]] virtual bool hand_on() { return true; }
};

}  // namespace samtycke::server

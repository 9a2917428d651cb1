#include "store/sqlite_store.hpp"

#include <algorithm>
#include <filesystem>

#include "store/answer_words.hpp"
#include "store/database_file.hpp"
#include "store/erasure.hpp"
#include "store/event_tables.hpp"
#include "store/frame_tables.hpp"
#include "store/holds.hpp"
#include "store/log_tables.hpp"
#include "store/look_tables.hpp"
#include "store/name_tables.hpp"
#include "store/open_fault.hpp"
#include "store/party_keys.hpp"
#include "store/publishing_tables.hpp"
#include "store/readers.hpp"
#include "store/schema.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

std::int64_t number(std::uint64_t unsigned_number) {
  return static_cast<std::int64_t>(unsigned_number);
}

class SqliteStore : public RecoveringStore {
 public:
  SqliteStore(const std::string& path, std::unique_ptr<PartyKeys> keys,
              std::unique_ptr<Connection> writer)
      : keys_(std::move(keys)), readers_(path), writer_(std::move(writer)) {}

  /// Reads what answers were written with.
  bool open() { return words_.read(*writer_); }
  void set_handover(std::unique_ptr<Handover> handover) { handover_ = std::move(handover); }
  void set_recovering() { is_recovering_ = true; }
  PartyKeys& keys() { return *keys_; }
  Connection& writer() { return *writer_; }

  std::optional<std::uint64_t> count() override { return ask(View::committed, read_count); }

  std::optional<std::vector<std::string>> events_of(Party party, std::string_view id,
                                                    std::uint64_t before, View view) override {
    return ask(view, [&](Connection& by) { return read_events_of(by, *keys_, party, id, before); });
  }
  std::optional<std::vector<PlacedEvent>> placed_events_of(Party party, std::string_view id,
                                                           std::uint64_t before) override {
    return ask(View::committed, [&](Connection& by) {
      return read_placed_events_of(by, *keys_, party, id, before);
    });
  }
  std::optional<std::vector<std::string>> subjects_of(std::string_view person_id,
                                                      View view) override {
    return ask(view, [&](Connection& by) {
      return read_parties_naming(by, *keys_, Party::subject, person_id);
    });
  }
  std::optional<std::vector<std::string>> subscribers_of(std::string_view person_id) override {
    return ask(View::committed, [&](Connection& by) {
      return read_parties_naming(by, *keys_, Party::subscriber, person_id);
    });
  }
  std::optional<std::vector<Identifier>> identifiers(std::string_view kind, std::string_view value,
                                                     View view) override {
    return ask(view, [&](Connection& by) { return read_identifiers(by, *keys_, kind, value); });
  }
  std::optional<std::vector<Identifier>> identifiers_of(std::string_view subject) override {
    return ask(View::committed,
               [&](Connection& by) { return read_identifiers_of(by, *keys_, subject); });
  }
  std::optional<KnownPerson> person_of(std::string_view issuer, std::string_view sub,
                                       View view) override {
    return ask(view, [&](Connection& by) { return read_person_by_sub(by, *keys_, issuer, sub); });
  }
  std::optional<KnownPerson> person(std::string_view id, View view) override {
    return ask(view, [&](Connection& by) { return read_person(by, *keys_, id); });
  }
  std::optional<bool> is_suppressed(std::string_view kind, std::string_view value,
                                    View view) override {
    return ask(view,
               [&](Connection& by) { return server::is_suppressed(by, *keys_, kind, value); });
  }
  std::optional<std::string> subscriber_name(std::string_view id) override {
    return ask(View::committed, [&](Connection& by) { return read_subscriber(by, *keys_, id); });
  }
  std::optional<std::optional<Answered>> answered(std::string_view actor,
                                                  std::string_view submission_id,
                                                  View view) override {
    return ask(view, [&](Connection& by) {
      return read_answer(by, *keys_, words_, actor, submission_id);
    });
  }

  std::optional<std::optional<KeptCatalogue>> catalogue(std::string_view id,
                                                        std::int64_t version_number) override {
    return ask(View::committed,
               [&](Connection& by) { return read_catalogue(by, id, version_number); });
  }
  std::optional<std::vector<KeptCatalogue>> catalogues() override {
    return ask(View::committed, read_catalogues);
  }

  std::optional<std::vector<Look>> looks(std::int64_t before, std::int64_t count) override {
    return ask(View::committed,
               [&](Connection& by) { return read_looks(by, *keys_, before, count); });
  }
  std::optional<std::vector<KeptFigure>> figures() override {
    return ask(View::committed, read_figures);
  }

  Begun begin(std::uint64_t count) override {
    if (!usable_ || !writer_->run("BEGIN IMMEDIATE")) return Begun::not_now;
    const auto found = read_count(*writer_);
    marked_ = false;
    if (found && *found == count) {
      begun_at_ = count_ = number(*found);
      draft_ = handover_ ? FrameDraft::begin(*writer_) : nullptr;
      if (!handover_ || draft_) return Begun::yes;
    }
    roll_back();
    if (!found || *found == count) return Begun::not_now;
    // Whoever appended may have taken back a yes that this process still believes in.
    usable_ = false;
    return Begun::moved;
  }

  bool mark() override {
    if (marked_ && !writer_->run("RELEASE job")) return false;
    marked_count_ = count_;
    marked_erased_count_ = erased_.size();
    marked_cosignatures_count_ = draft_ ? draft_->cosignatures_count() : 0;
    owner_ = {};
    marked_ = writer_->run("SAVEPOINT job");
    return marked_;
  }

  bool undo_to_mark() override {
    count_ = marked_count_;
    erased_.resize(marked_erased_count_);
    if (draft_) draft_->undo_cosignatures(marked_cosignatures_count_);
    // After some errors (disk full, no memory) SQLite has rolled back everything by itself.
    return writer_->in_transaction() && writer_->run("ROLLBACK TO job");
  }

  bool append(const StoredEvent& event) override {
    if (is_going(Party::subject, event.subject) || is_going(Party::person, event.person) ||
        is_going(Party::subscriber, event.subscriber) ||
        !write_event(*writer_, *keys_, count_, event)) {
      return false;
    }
    ++count_;
    return set_owner(event);
  }
  bool name_subscriber(std::string_view id, std::string_view name) override {
    return !is_going(Party::subscriber, id) && write_subscriber(*writer_, *keys_, id, name);
  }
  bool know_person(const KnownPerson& known) override {
    return !is_going(Party::person, known.id) && write_person(*writer_, *keys_, known);
  }
  bool link(const Identifier& identifier) override {
    return !is_going(Party::subject, identifier.subject) &&
           write_identifier(*writer_, *keys_, identifier);
  }
  bool unlink(std::string_view link, Time until) override {
    return end_identifier(*writer_, *keys_, link, until);
  }
  bool erase(Party party, std::string_view id) override {
    const auto key = keys_->find(party, id);
    if (!key) return false;
    if (key->number == 0) return true;
    erased_.push_back(key->number);
    return erase_rows(*writer_, party, key->number);
  }
  bool suppress_identifiers(std::string_view subject, Time at) override {
    const auto key = keys_->find(Party::subject, subject);
    return key && server::suppress_identifiers(*writer_, key->number, at);
  }
  std::optional<std::optional<Hold>> hold(std::string_view subject, View view) override {
    return ask(view, [&](Connection& by) { return read_hold(by, *keys_, subject); });
  }
  std::optional<std::vector<PlacedEvent>> claimed_events(std::string_view subject) override {
    return ask(View::committed,
               [&](Connection& by) { return read_claimed_events(by, *keys_, subject); });
  }
  std::optional<std::vector<std::pair<std::int64_t, std::string>>> subjects_after(
      std::int64_t after, std::int64_t count) override {
    return keys_->subjects_after(after, count);
  }
  bool put_hold(std::string_view subject, const Hold& hold) override {
    return write_hold(*writer_, *keys_, subject, hold);
  }
  bool lift_hold(std::string_view subject) override {
    has_lifted_ = true;
    return remove_hold(*writer_, *keys_, subject);
  }
  bool keep_for_claim(Party party, std::string_view id, std::string_view subject) override {
    const auto key = keys_->find(party, id);
    const auto held = keys_->find(Party::subject, subject);
    if (!key || !held || held->number == 0) return false;
    return key->number == 0 || (write_claim(*writer_, party, key->number, held->number) &&
                                keys_->keep_for_claim(key->number));
  }
  SealedAnswer seal_answer(const AnswerOwner& owner, std::string_view actor,
                           std::string_view submission_id, const Answered& answered) override {
    return server::seal_answer(*keys_, words_, owner, actor, submission_id, answered);
  }
  AnswerOwner answer_owner() override { return {owner_.number, owner_.key}; }
  bool keep_answer(const SealedAnswer& answer) override {
    // Its key goes with this commit: what was to be kept of it went with the erasure.
    if (answer.owner != 0 && is_going(answer.owner)) return true;
    return write_answer(*writer_, answer);
  }

  bool use_answer_words(std::string_view dictionary) override {
    if (words_.is_newest(dictionary)) return true;
    const auto events_count = count();
    if (!events_count || begin(*events_count) != Begun::yes) return false;
    if (!words_.write(*writer_, dictionary)) {
      roll_back();
      return false;
    }
    // Durable before the first answer rests on it; a crash in between leaves one that nobody used.
    return commit() == Committed::yes && words_.read(*writer_);
  }

  bool keep_catalogue(const KeptCatalogue& catalogue) override {
    return write_catalogue(*writer_, catalogue);
  }

  std::optional<std::vector<DraftRevision>> open_drafts() override {
    return ask(View::committed, read_open_drafts);
  }
  std::optional<std::vector<DraftRevision>> revisions_of(std::string_view draft,
                                                         View view) override {
    return ask(view, [&](Connection& by) { return read_revisions(by, draft); });
  }
  std::optional<std::vector<Approval>> approvals_of(std::string_view draft, View view) override {
    return ask(view, [&](Connection& by) { return read_approvals(by, draft); });
  }
  std::optional<std::vector<KeptPublication>> publications(View view) override {
    return ask(view, read_publications);
  }
  bool keep_revision(const DraftRevision& revision) override {
    return write_revision(*writer_, revision);
  }
  bool keep_approval(const Approval& approval) override {
    return write_approval(*writer_, approval);
  }
  bool keep_publication(const KeptPublication& publication) override {
    return write_publication(*writer_, publication);
  }

  std::optional<std::int64_t> keep_look(const Look& look) override {
    if (is_going(Party::subject, look.subject)) return std::nullopt;
    return write_look(*writer_, *keys_, look);
  }
  bool keep_figure(const KeptFigure& figure) override { return write_figure(*writer_, figure); }

  std::optional<std::string> tile(int level, std::uint64_t number_in_level, View view) override {
    return ask(view, [&](Connection& by) { return read_tile(by, level, number_in_level); });
  }
  std::optional<KeptCheckpoint> checkpoint_over(std::uint64_t position) override {
    return ask(View::committed, [&](Connection& by) { return read_checkpoint_over(by, position); });
  }
  std::optional<KeptCheckpoint> last_checkpoint() override {
    return ask(View::committed, read_last_checkpoint);
  }
  std::optional<std::vector<std::string>> cosignatures(std::uint64_t size) override {
    return ask(View::committed, [&](Connection& by) { return read_cosignatures(by, size); });
  }
  std::optional<KeptCheckpoint> cosigned_over(std::uint64_t position, std::size_t least) override {
    return ask(View::committed,
               [&](Connection& by) { return read_cosigned_over(by, position, least); });
  }
  std::optional<std::vector<StoredEvent>> events(std::uint64_t from, std::uint64_t until,
                                                 View view) override {
    return ask(view, [&](Connection& by) { return read_events(by, *keys_, from, until); });
  }
  bool put_tile(int level, std::uint64_t number_in_level, std::string_view bytes) override {
    return write_tile(*writer_, level, number_in_level, bytes);
  }
  bool keep_checkpoint(const KeptCheckpoint& checkpoint) override {
    if (draft_) draft_->set_checkpoint(checkpoint.size, checkpoint.note);
    return write_checkpoint(*writer_, checkpoint);
  }
  bool keep_cosignature(std::uint64_t size, std::string_view line) override {
    if (draft_) draft_->add_cosignature(size, line);
    return write_cosignature(*writer_, size, line);
  }
  std::optional<std::vector<LogOpening>> log_openings() override {
    return ask(View::committed, read_log_openings);
  }
  bool open_log(const LogOpening& opening) override { return write_log_opening(*writer_, opening); }

  std::optional<std::pair<std::uint64_t, std::string>> chain() override {
    return read_chain(*writer_);
  }
  bool take(const Frame& frame, std::string_view digest) override {
    if (!take_frame(*writer_, frame, digest)) return false;
    const auto count = read_count(*writer_);
    // The rows of the events have moved the head already.
    if (count) begun_at_ = count_ = number(*count);
    return count.has_value();
  }
  bool begin_chain(std::string_view name) override {
    if (writer_->run("BEGIN IMMEDIATE") && server::begin_chain(*writer_, name) &&
        writer_->run("COMMIT")) {
      return true;
    }
    roll_back();
    return false;
  }
  bool copy_to(const std::string& path) override {
    return make_file(path) && writer_->run("VACUUM INTO ?", {std::string_view(path)}) &&
           sync_file(path);
  }

  // The head moves by compare and swap in the same transaction, so that two writers cannot both
  // append behind the same event even if the lock that BEGIN IMMEDIATE took were to fail us.
  //
  // Before COMMIT returns nothing happened: a crash leaves the log as it was. After it, it
  // happened, whatever dies. When COMMIT fails nobody knows (the frames may be on the disk, the
  // sync may have dropped them): this handle is never used again, since a second sync could report
  // success for pages that the first one lost.
  Committed commit() override {
    const bool moved = writer_->run("UPDATE head SET count = ? WHERE one = 1 AND count = ?",
                                    {count_, begun_at_}) &&
                       writer_->changes() == 1;
    // Up to here a failure leaves everything as it was.
    if (moved && (!write_frame() || !keys_->copy())) {
      roll_back();
      return Committed::no;
    }
    if (moved && keys_->commit() && writer_->run("COMMIT") && take_keys()) {
      draft_.reset();
      return Committed::yes;
    }
    draft_.reset();
    usable_ = false;
    if (writer_->in_transaction()) (void)writer_->run("ROLLBACK");
    return Committed::unknown;
  }

  bool hand_on() override { return !handover_ || handover_->hand_on(); }

  void roll_back() override {
    draft_.reset();
    erased_.clear();
    has_lifted_ = false;
    if (writer_->in_transaction() && !writer_->run("ROLLBACK")) usable_ = false;
  }

 private:
  bool write_frame() {
    return draft_ ? draft_->write(handover_->handed_number()) : break_chain_once();
  }

  /// A database that is being recovered stays in the chain that it follows.
  bool break_chain_once() { return is_recovering_ || break_chain(*writer_); }

  /// Whether its key goes with this commit, or nobody can say.
  bool is_going(Party party, std::string_view id) {
    if (erased_.empty()) return false;
    const auto key = keys_->find(party, id);
    return !key || (key->number != 0 && is_going(key->number));
  }
  bool is_going(std::int64_t number) const {
    return std::find(erased_.begin(), erased_.end(), number) != erased_.end();
  }

  /// Nobody is told of an erasure, or of the end of a hold, before the key is gone. Where that
  /// fails the next start does it.
  bool take_keys() {
    if (!erased_.empty() && !keys_->erase(erased_)) return false;
    if (has_lifted_ && !finish_claims(*writer_, *keys_)) return false;
    erased_.clear();
    has_lifted_ = false;
    return true;
  }

  /// An answer is about whom its events are about: a subject before a person or a company, so that
  /// it goes with the relation.
  bool set_owner(const StoredEvent& event) {
    const std::string& id = event.party == Party::subject  ? event.subject
                            : event.party == Party::person ? event.person
                                                           : event.subscriber;
    if (owner_.number != 0 && event.party != Party::subject) return true;
    auto owner = keys_->find(event.party, id);
    if (owner) owner_ = std::move(*owner);
    return owner.has_value();
  }

  /// Asks through a connection of the view.
  template <typename Ask>
  auto ask(View view, Ask ask_by) -> decltype(ask_by(std::declval<Connection&>())) {
    if (view == View::pending) return ask_by(*writer_);
    auto connection = readers_.take();
    if (!connection) return std::nullopt;
    auto result = ask_by(*connection);
    // A connection that failed once is closed, not used again.
    if (result) readers_.give_back(std::move(connection));
    return result;
  }

  const std::unique_ptr<PartyKeys> keys_;
  AnswerWords words_;
  Readers readers_;
  // Of the writer's thread alone.
  const std::unique_ptr<Connection> writer_;
  std::int64_t begun_at_ = 0;
  std::int64_t count_ = 0;
  std::int64_t marked_count_ = 0;
  std::vector<std::int64_t> erased_;  // whose keys go with the commit
  std::size_t marked_erased_count_ = 0;
  bool has_lifted_ = false;  // a hold: keys that were kept for it go with the commit
  PartyKey owner_;           // whom the job under way is about
  std::size_t marked_cosignatures_count_ = 0;
  bool marked_ = false;
  bool usable_ = true;
  bool is_recovering_ = false;
  std::unique_ptr<Handover> handover_;
  std::unique_ptr<FrameDraft> draft_;  // goes before the connection
};

using Opened = std::variant<std::unique_ptr<SqliteStore>, OpenFault>;

/// Database and keys that belong together, of this version. Erasures are not looked at.
Opened open_both(const std::string& path, const std::string& keys_path,
                 const std::string& keys_copy) {
  if (!make_file(path)) return OpenFault::unreadable;
  const bool had_keys = std::filesystem::exists(keys_path);
  auto opened = PartyKeys::open(keys_path);
  if (const auto* fault = std::get_if<KeysFault>(&opened)) return fault_of(*fault);
  auto keys = std::move(std::get<std::unique_ptr<PartyKeys>>(opened));
  auto writer = Connection::open(path);
  // The tables are always made durable; only what is written into them may be left to chance.
  if (!writer || !set_up(*writer) || !writer->run("PRAGMA cache_size = -65536")) {
    return OpenFault::unreadable;
  }
  if (const auto fault = fault_of(migrate(*writer, *keys))) return *fault;
  if (!head_agrees(*writer)) return OpenFault::unreadable;
  if (!are_sealed_with(*writer, *keys)) {
    // Keys that were made just now are nobody's; whoever puts the right ones back finds no others.
    if (!had_keys) std::filesystem::remove(keys_path);
    return OpenFault::foreign_keys;
  }
  if (!keys_copy.empty() && !keys->keep_copy(keys_copy)) return OpenFault::copy_unreadable;
  auto store = std::make_unique<SqliteStore>(path, std::move(keys), std::move(writer));
  if (!store->open()) return OpenFault::unreadable;
  return store;
}

}  // namespace

std::variant<std::unique_ptr<Store>, OpenFault> open_sqlite_store(
    const std::string& path, const std::string& keys_path, Synchronous synchronous,
    const SecondPlaceSettings* second_place) {
  // A new database here would be an empty one beside a place that knows of the lost one.
  if (second_place && !std::filesystem::exists(path) && read_place(second_place->folder)) {
    return OpenFault::database_lost;
  }
  auto opened = open_both(path, keys_path, second_place ? second_place->keys : "");
  if (const auto* fault = std::get_if<OpenFault>(&opened)) return *fault;
  auto store = std::move(std::get<std::unique_ptr<SqliteStore>>(opened));
  if (second_place) {
    auto handover = Handover::open(path, *second_place);
    if (const auto* fault = std::get_if<HandoverFault>(&handover)) return fault_of(*fault);
    store->set_handover(std::move(std::get<std::unique_ptr<Handover>>(handover)));
  }
  if (!finish_erasures(store->writer(), store->keys()) ||
      !finish_claims(store->writer(), store->keys())) {
    return OpenFault::unreadable;
  }
  if (synchronous == Synchronous::off && !store->writer().run("PRAGMA synchronous = OFF")) {
    return OpenFault::unreadable;
  }
  return store;
}

std::variant<std::unique_ptr<RecoveringStore>, OpenFault> open_for_recovery(
    const std::string& path, const std::string& keys_path, const std::string& keys_copy) {
  auto opened = open_both(path, keys_path, keys_copy);
  if (const auto* fault = std::get_if<OpenFault>(&opened)) return *fault;
  auto store = std::move(std::get<std::unique_ptr<SqliteStore>>(opened));
  store->set_recovering();
  return store;
}

}  // namespace samtycke::server

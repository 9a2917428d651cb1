/// A store in a folder of its own, events as the core makes them, and a store whose commit fails.
#pragma once

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "log/log.hpp"
#include "store/sequencer.hpp"
#include "store/sqlite_store.hpp"
#include "store/states.hpp"

namespace samtycke::server::test {

/// A folder that goes with the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "samtycke-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file(const std::string& name = "log.db") const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline std::unique_ptr<Store> open(const std::string& path) {
  auto opened = open_sqlite_store(path, path + "-keys");
  BOOST_REQUIRE(std::holds_alternative<std::unique_ptr<Store>>(opened));
  return std::move(std::get<std::unique_ptr<Store>>(opened));
}

inline Event relation(const std::string& name) {
  Event event;
  event.kind = EventKind::relation_begun;
  event.subject = "sub-" + name;
  event.person = "prs-" + name;
  event.subscriber = "sbr-" + name;
  event.subscriber_kind = SubscriberKind::company;
  event.roles = {Role::provisioning};
  event.door = Door::provisioning;
  event.at = 1'000;
  event.sequence = 1;
  return event;
}

inline Event choice(const State& state, EventKind kind, const std::string& purpose = "p") {
  Event event;
  event.kind = kind;
  event.subject = state.subject.id;
  event.person = state.subject.person;
  event.subscriber = state.subject.subscriber;
  event.purpose = purpose;
  event.roles = {Role::user};
  event.at = 2'000;
  event.until = 900'000;
  event.sequence = state.subject.sequence + 1;
  return event;
}

constexpr const char* log_origin = "own.example/log";

/// The same key for every opening of one log.
inline SigningKey log_key() { return *SigningKey::from_seed(std::string(32, 'k')); }

inline std::unique_ptr<Log> open_log(Store& store) {
  auto opened = Log::open(store, log_origin, log_key());
  BOOST_REQUIRE(std::holds_alternative<std::unique_ptr<Log>>(opened));
  return std::move(std::get<std::unique_ptr<Log>>(opened));
}

/// Store, states, log and sequencer as the verifier has them.
struct House {
  explicit House(Store& the_store) : store(the_store), states(store), log(open_log(store)) {
    BOOST_REQUIRE(states.open());
    sequencer = std::make_unique<Sequencer>(store, states, *log);
  }

  Recorded begin(const std::string& name) {
    return sequencer->record([&](Pending& pending) { return pending.append(relation(name)); });
  }
  Recorded choose(const std::string& name, EventKind kind) {
    return sequencer->record([&](Pending& pending) {
      const auto state = pending.of_subject("sub-" + name);
      return state && pending.append(choice(*state, kind));
    });
  }

  Store& store;
  States states;
  std::unique_ptr<Log> log;
  std::unique_ptr<Sequencer> sequencer;
};

/// An answer about whom the job under way is about, as `record_once` keeps it.
inline bool keep_answer(Store& store, std::string_view actor, std::string_view id,
                        std::string_view answer) {
  const Answered answered{std::string(32, 'd'), std::string(answer)};
  return store.keep_answer(store.seal_answer(store.answer_owner(), actor, id, answered));
}

/// Passes everything on, and fails the commit in one of the two ways a commit can fail.
class FailingStore : public Store {
 public:
  enum class Fault {
    none,
    not_persisted,
    but_persisted,
    not_begun,
    not_appended,
    not_undone,
    no_tile,
    tile_flipped,
    event_flipped,
    no_checkpoint,
    no_look,
    not_handed_on
  };

  explicit FailingStore(Store& inner) : inner_(inner) {}
  Fault fault = Fault::none;
  int commits = 0;

  std::optional<std::uint64_t> count() override { return inner_.count(); }
  std::optional<std::vector<std::string>> events_of(Party party, std::string_view id,
                                                    std::uint64_t before, View view) override {
    return inner_.events_of(party, id, before, view);
  }
  std::optional<std::vector<PlacedEvent>> placed_events_of(Party party, std::string_view id,
                                                           std::uint64_t before) override {
    return inner_.placed_events_of(party, id, before);
  }
  std::optional<std::vector<std::string>> subjects_of(std::string_view person, View view) override {
    return inner_.subjects_of(person, view);
  }
  std::optional<std::vector<std::string>> subscribers_of(std::string_view person) override {
    return inner_.subscribers_of(person);
  }
  std::optional<std::vector<Identifier>> identifiers(std::string_view kind, std::string_view value,
                                                     View view) override {
    return inner_.identifiers(kind, value, view);
  }
  std::optional<std::vector<Identifier>> identifiers_of(std::string_view subject) override {
    return inner_.identifiers_of(subject);
  }
  std::optional<KnownPerson> person_of(std::string_view issuer, std::string_view sub,
                                       View view) override {
    return inner_.person_of(issuer, sub, view);
  }
  std::optional<KnownPerson> person(std::string_view id, View view) override {
    return inner_.person(id, view);
  }
  std::optional<std::string> subscriber_name(std::string_view id) override {
    return inner_.subscriber_name(id);
  }
  std::optional<std::optional<Answered>> answered(std::string_view actor, std::string_view id,
                                                  View view) override {
    return inner_.answered(actor, id, view);
  }
  std::optional<std::optional<KeptCatalogue>> catalogue(std::string_view id,
                                                        std::int64_t number) override {
    return inner_.catalogue(id, number);
  }
  std::optional<std::vector<KeptCatalogue>> catalogues() override { return inner_.catalogues(); }
  std::optional<std::vector<Look>> looks(std::int64_t before, std::int64_t count) override {
    return inner_.looks(before, count);
  }
  std::optional<std::vector<KeptFigure>> figures() override { return inner_.figures(); }
  std::optional<std::int64_t> keep_look(const Look& look) override {
    if (fault == Fault::no_look) return std::nullopt;
    return inner_.keep_look(look);
  }
  bool keep_figure(const KeptFigure& figure) override { return inner_.keep_figure(figure); }
  std::optional<std::optional<Hold>> hold(std::string_view subject, View view) override {
    return inner_.hold(subject, view);
  }
  std::optional<std::vector<PlacedEvent>> claimed_events(std::string_view subject) override {
    return inner_.claimed_events(subject);
  }
  std::optional<std::vector<std::pair<std::int64_t, std::string>>> subjects_after(
      std::int64_t after, std::int64_t count) override {
    return inner_.subjects_after(after, count);
  }
  bool put_hold(std::string_view subject, const Hold& hold) override {
    return inner_.put_hold(subject, hold);
  }
  bool lift_hold(std::string_view subject) override { return inner_.lift_hold(subject); }
  bool keep_for_claim(Party party, std::string_view id, std::string_view subject) override {
    return inner_.keep_for_claim(party, id, subject);
  }
  Begun begin(std::uint64_t count) override {
    return fault == Fault::not_begun ? Begun::not_now : inner_.begin(count);
  }
  bool mark() override { return inner_.mark(); }
  bool undo_to_mark() override { return fault != Fault::not_undone && inner_.undo_to_mark(); }
  bool append(const StoredEvent& event) override {
    return fault != Fault::not_appended && inner_.append(event);
  }
  bool name_subscriber(std::string_view id, std::string_view name) override {
    return inner_.name_subscriber(id, name);
  }
  bool know_person(const KnownPerson& person) override { return inner_.know_person(person); }
  bool link(const Identifier& identifier) override { return inner_.link(identifier); }
  bool unlink(std::string_view link, Time until) override { return inner_.unlink(link, until); }
  std::optional<bool> is_suppressed(std::string_view kind, std::string_view value,
                                    View view) override {
    return inner_.is_suppressed(kind, value, view);
  }
  bool erase(Party party, std::string_view id) override { return inner_.erase(party, id); }
  bool suppress_identifiers(std::string_view subject, Time at) override {
    return inner_.suppress_identifiers(subject, at);
  }
  SealedAnswer seal_answer(const AnswerOwner& owner, std::string_view actor, std::string_view id,
                           const Answered& answered) override {
    return inner_.seal_answer(owner, actor, id, answered);
  }
  AnswerOwner answer_owner() override { return inner_.answer_owner(); }
  bool keep_answer(const SealedAnswer& answer) override { return inner_.keep_answer(answer); }
  bool use_answer_words(std::string_view dictionary) override {
    return inner_.use_answer_words(dictionary);
  }
  bool keep_catalogue(const KeptCatalogue& catalogue) override {
    return inner_.keep_catalogue(catalogue);
  }
  std::optional<std::vector<KeptPublication>> publications(View view) override {
    return inner_.publications(view);
  }
  bool keep_publication(const KeptPublication& publication) override {
    return inner_.keep_publication(publication);
  }
  std::optional<std::string> tile(int level, std::uint64_t number, View view) override {
    auto bytes = inner_.tile(level, number, view);
    if (fault == Fault::tile_flipped && bytes && !bytes->empty()) bytes->back() ^= 1;
    return bytes;
  }
  std::optional<KeptCheckpoint> checkpoint_over(std::uint64_t position) override {
    return inner_.checkpoint_over(position);
  }
  std::optional<KeptCheckpoint> last_checkpoint() override { return inner_.last_checkpoint(); }
  std::optional<std::vector<std::string>> cosignatures(std::uint64_t size) override {
    return inner_.cosignatures(size);
  }
  std::optional<KeptCheckpoint> cosigned_over(std::uint64_t position, std::size_t least) override {
    return inner_.cosigned_over(position, least);
  }
  std::optional<std::vector<StoredEvent>> events(std::uint64_t from, std::uint64_t until,
                                                 View view) override {
    auto events = inner_.events(from, until, view);
    if (fault == Fault::event_flipped && events && !events->empty()) {
      events->back().bytes.back() ^= 1;
    }
    return events;
  }
  bool put_tile(int level, std::uint64_t number, std::string_view bytes) override {
    return fault != Fault::no_tile && inner_.put_tile(level, number, bytes);
  }
  bool keep_checkpoint(const KeptCheckpoint& checkpoint) override {
    return fault != Fault::no_checkpoint && inner_.keep_checkpoint(checkpoint);
  }
  bool keep_cosignature(std::uint64_t size, std::string_view line) override {
    return inner_.keep_cosignature(size, line);
  }
  Committed commit() override {
    ++commits;
    if (fault == Fault::not_persisted) {
      inner_.roll_back();
      return Committed::unknown;
    }
    const Committed committed = inner_.commit();
    return fault == Fault::but_persisted ? Committed::unknown : committed;
  }
  void roll_back() override { inner_.roll_back(); }
  bool hand_on() override {
    return !(fault == Fault::not_handed_on && commits > handed_commits_) && take_over();
  }

 private:
  bool take_over() {
    handed_commits_ = commits;
    return inner_.hand_on();
  }
  int handed_commits_ = 0;
  Store& inner_;
};

}  // namespace samtycke::server::test

// The second place: what was answered is there, whatever dies on the way, and what lies there gives
// the same log again or says that it cannot.
#include <filesystem>
#include <fstream>

#include "fixture.hpp"
#include "identity/secrets.hpp"
#include "log/recovery.hpp"
#include "store/keys_copy.hpp"
#include "store/schema.hpp"
#include "store/second_place.hpp"
#include "tables.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(second_place)

namespace {

namespace fs = std::filesystem;

/// A database with a second place, as `samtycke second-place` makes them.
struct Twofold {
  Twofold() { begin(); }

  std::string database() const { return folder.file("first/log.db"); }
  std::string keys() const { return database() + "-keys"; }
  std::string place() const { return folder.file("second"); }
  std::string keys_copy() const { return folder.file("third.db"); }

  void begin() {
    fs::create_directories(folder.file("first"));
    fs::create_directories(place());
    const auto store = recovering("");
    BOOST_REQUIRE(KeysCopy::make(keys(), keys_copy()));
    const PlaceName name{random_bytes(frame_digest_size), schema_version, false};
    BOOST_REQUIRE(store->begin_chain(name.chain));
    BOOST_REQUIRE(store->copy_to(place_base(place(), name.chain)));
    BOOST_REQUIRE(begin_place(place(), name));
  }

  std::variant<std::unique_ptr<Store>, OpenFault> try_open(
      HandOn when = HandOn::before_answer) const {
    SecondPlaceSettings settings;
    settings.folder = place();
    settings.keys = keys_copy();
    settings.when = when;
    return open_sqlite_store(database(), keys(), Synchronous::full, &settings);
  }
  std::unique_ptr<Store> open(HandOn when = HandOn::before_answer) const {
    auto opened = try_open(when);
    BOOST_REQUIRE(std::holds_alternative<std::unique_ptr<Store>>(opened));
    return std::move(std::get<std::unique_ptr<Store>>(opened));
  }
  OpenFault fault() const { return std::get<OpenFault>(try_open()); }

  std::unique_ptr<RecoveringStore> recovering(const std::string& copy) const {
    auto opened = open_for_recovery(database(), keys(), copy);
    BOOST_REQUIRE(std::holds_alternative<std::unique_ptr<RecoveringStore>>(opened));
    return std::move(std::get<std::unique_ptr<RecoveringStore>>(opened));
  }

  PlaceName name() const { return read_place(place()).value(); }

  /// The first disk is gone: the database and its keys are put back from the others.
  void lose() const {
    fs::remove_all(folder.file("first"));
    fs::create_directories(folder.file("first"));
    fs::copy_file(place_base(place(), name().chain), database());
    BOOST_REQUIRE(KeysCopy::restore(keys_copy(), keys()));
  }
  Recovery recover() const {
    const auto store = recovering(keys_copy());
    const auto log = open_log(*store);
    return take_in_frames(*store, *log, place(), name());
  }

  std::vector<std::string> segments() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(place())) {
      if (entry.path().string().find("-changes-") != std::string::npos) {
        found.push_back(entry.path().string());
      }
    }
    std::sort(found.begin(), found.end());
    return found;
  }
  void cut(std::uintmax_t bytes) const {
    fs::resize_file(segments().back(), fs::file_size(segments().back()) - bytes);
  }

  Folder folder;
};

void flip(const std::string& path, std::streamoff at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(at);
  const char byte = static_cast<char>(file.get() ^ 1);
  file.seekp(at);
  file.put(byte);
}

KeptCheckpoint head_of(const Store& store) {
  return const_cast<Store&>(store).last_checkpoint().value();
}

/// Some events, names and an answer, each with a commit of its own; the head they end at.
std::string live(Store& store, int from, int until) {
  House house(store);
  for (int i = from; i < until; ++i) {
    const std::string name = "n" + std::to_string(i);
    BOOST_REQUIRE(house.begin(name) == Recorded::yes);
    BOOST_REQUIRE(house.choose(name, EventKind::withdrawn) == Recorded::yes);
    const auto named = house.sequencer->record([&](Pending& pending) {
      return pending.store().know_person({"prs-" + name, "issuer", "sub " + name, "Name"}) &&
             pending.store().link({"link-" + name, "msisdn", "+4670" + name, "sub-" + name, 1, 9});
    });
    BOOST_REQUIRE(named == Recorded::yes);
  }
  return head_of(store).note;
}

Frame some_frame() {
  Frame frame;
  frame.number = 7;
  frame.previous = std::string(32, 'p');
  frame.schema = 4;
  frame.log_first = 12;
  frame.entries = {Digest{1}, Digest{2}};
  frame.note = "note";
  frame.cosignatures = {{12, "line"}};
  frame.rows = std::string("\0rows", 5);
  return frame;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_frame_is_read_as_it_was_written_and_a_part_of_one_is_none) {
  const std::string bytes = framed(some_frame());
  const ReadFrame read = frame_at_start(bytes + "more");
  BOOST_CHECK((read.frame == some_frame()));
  BOOST_CHECK_EQUAL(read.size, bytes.size());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_CHECK(frame_at_start(bytes.substr(0, size)).fault == FrameFault::cut);
    // And where the file was made longer before the power went.
    const std::string blank(bytes.size() - size, '\0');
    if (size + frame_digest_size <= bytes.size() && size != 0) {
      BOOST_CHECK(frame_at_start(bytes.substr(0, size) + blank).fault != FrameFault::none);
    }
  }
  BOOST_CHECK(frame_at_start(std::string(4'096, '\0')).fault == FrameFault::cut);
}

BOOST_AUTO_TEST_CASE(no_bit_of_a_frame_changes_unseen) {
  const std::string bytes = framed(some_frame());
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    // Never as one that was being written: that would be cut off, and with it all behind it.
    BOOST_CHECK(frame_at_start(changed).fault == FrameFault::damaged);
  }
}

BOOST_AUTO_TEST_CASE(a_lost_disk_comes_back_with_the_same_head_names_and_answers) {
  const Twofold disks;
  const std::string head = live(*disks.open(), 0, 20);
  disks.lose();
  const Recovery recovery = disks.recover();
  BOOST_CHECK(recovery.taken_in == TakenIn::all);
  BOOST_CHECK_EQUAL(recovery.frames_count, 60u);
  const auto store = disks.open();
  BOOST_CHECK_EQUAL(head_of(*store).note, head);
  BOOST_CHECK_EQUAL(store->person_of("issuer", "sub n7", View::committed)->id, "prs-n7");
  BOOST_CHECK_EQUAL(store->identifiers("msisdn", "+4670n7", View::committed)->size(), 1u);
  House house(*store);
  BOOST_CHECK(house.states.of_subject("sub-n19").state.subject.choices.at(0).kind ==
              ChoiceKind::withdrawn);
  // And goes on: the next event is told to the second place like those before.
  BOOST_CHECK(house.begin("later") == Recorded::yes);
}

BOOST_AUTO_TEST_CASE(a_newer_backup_takes_in_the_rest_alone) {
  const Twofold disks;
  const std::string backup = disks.folder.file("backup.db");
  (void)live(*disks.open(), 0, 5);
  BOOST_REQUIRE(disks.recovering("")->copy_to(backup));
  const std::string head = live(*disks.open(), 5, 8);
  fs::remove_all(disks.folder.file("first"));
  fs::create_directories(disks.folder.file("first"));
  fs::copy_file(backup, disks.database());
  BOOST_REQUIRE(KeysCopy::restore(disks.keys_copy(), disks.keys()));
  const Recovery recovery = disks.recover();
  BOOST_CHECK(recovery.taken_in == TakenIn::all);
  BOOST_CHECK_EQUAL(recovery.frames_count, 9u);
  BOOST_CHECK_EQUAL(head_of(*disks.open()).note, head);
}

BOOST_AUTO_TEST_CASE(a_recovery_that_died_half_way_goes_on_where_it_was) {
  const Twofold disks;
  const std::string head = live(*disks.open(), 0, 60);
  disks.lose();
  {
    // 64 frames are one transaction: one of them and the rest of the next are lost with the death.
    const auto store = disks.recovering(disks.keys_copy());
    const auto log = open_log(*store);
    int left = 100;
    (void)read_frames(disks.place(), disks.name(), 0,
                      [&](const Frame& frame, std::string_view bytes) {
                        if (left == 100 || left == 36)
                          BOOST_REQUIRE(store->begin(*store->count()) == Begun::yes);
                        BOOST_REQUIRE(store->take(frame, digest_of(bytes)));
                        if (!frame.entries.empty()) {
                          BOOST_REQUIRE(log->follow(frame.log_first, frame.entries, frame.note));
                        }
                        if (left == 37) BOOST_REQUIRE(store->commit() == Committed::yes);
                        return --left > 0;
                      });
  }
  const Recovery recovery = disks.recover();
  BOOST_CHECK(recovery.taken_in == TakenIn::all);
  BOOST_CHECK_EQUAL(recovery.frames_count, 180u - 64u);
  BOOST_CHECK_EQUAL(head_of(*disks.open()).note, head);
}

BOOST_AUTO_TEST_CASE(what_waited_when_the_verifier_died_is_handed_on_by_the_next_start) {
  const Twofold disks;
  {
    const auto store = disks.open();
    FailingStore failing(*store);
    House house(failing);
    BOOST_REQUIRE(house.begin("a") == Recorded::yes);
    failing.fault = FailingStore::Fault::not_handed_on;
    BOOST_CHECK(house.begin("held") == Recorded::unconfirmed);
  }
  std::string head;
  {
    const auto store = disks.open();
    head = head_of(*store).note;
    BOOST_CHECK(store->hand_on());
  }
  disks.lose();
  BOOST_CHECK(disks.recover().taken_in == TakenIn::all);
  const auto store = disks.open();
  BOOST_CHECK_EQUAL(head_of(*store).note, head);
  BOOST_CHECK_EQUAL(store->count().value(), 2u);
}

BOOST_AUTO_TEST_CASE(what_the_second_place_does_not_have_is_not_answered_shown_or_built_upon) {
  const Twofold disks;
  const auto store = disks.open();
  FailingStore failing(*store);
  House house(failing);
  BOOST_REQUIRE(house.begin("a") == Recorded::yes);
  BOOST_REQUIRE(house.choose("a", EventKind::granted) == Recorded::yes);
  const std::string shown = house.log->checkpoint().note;
  const auto kind = [&house] {
    return house.states.of_subject("sub-a").state.subject.choices.at(0).kind;
  };
  failing.fault = FailingStore::Fault::not_handed_on;
  BOOST_CHECK(house.choose("a", EventKind::withdrawn) == Recorded::unconfirmed);
  BOOST_CHECK(house.begin("b") == Recorded::unconfirmed);
  BOOST_CHECK_EQUAL(house.log->checkpoint().note, shown);
  BOOST_CHECK(kind() == ChoiceKind::granted);
  BOOST_CHECK_EQUAL(house.states.events_count(), 2u);
  // The first that comes when it is there again finds what was held.
  failing.fault = FailingStore::Fault::none;
  BOOST_CHECK(house.begin("b") == Recorded::yes);
  BOOST_CHECK(kind() == ChoiceKind::withdrawn);
  BOOST_CHECK_EQUAL(house.states.events_count(), 4u);
  BOOST_CHECK_EQUAL(house.log->checkpoint().size, 4u);
}

BOOST_AUTO_TEST_CASE(a_disk_that_left_an_empty_folder_is_not_written_to_when_a_file_ends) {
  const Twofold disks;
  const auto place = SecondPlace::open(disks.place(), disks.name().chain);
  BOOST_REQUIRE(place);
  fs::rename(disks.place(), disks.place() + "-away");
  fs::create_directories(disks.place());
  Frame frame;
  frame.number = 1;
  frame.previous = disks.folder.file();
  BOOST_CHECK(!place->append(1, 1, framed(frame)));
  BOOST_CHECK(fs::is_empty(disks.place()));
  fs::remove(disks.place());
  fs::rename(disks.place() + "-away", disks.place());
  BOOST_CHECK(place->append(1, 1, framed(frame)));
  BOOST_CHECK(!place->append(3, 3, framed(frame)));
}

BOOST_AUTO_TEST_CASE(a_file_cut_anywhere_loses_its_last_frame_and_says_so) {
  const Twofold disks;
  (void)live(*disks.open(), 0, 3);
  const std::string whole = bytes_of_file(disks.segments().back());
  for (const std::uintmax_t cut : {1u, 31u, 33u, 60u}) {
    disks.lose();
    {
      std::ofstream file(disks.segments().back(), std::ios::binary);
      file << whole;
    }
    disks.cut(cut);
    const Recovery recovery = disks.recover();
    BOOST_CHECK(recovery.taken_in == TakenIn::all);
    BOOST_CHECK(recovery.was_cut);
    BOOST_CHECK_EQUAL(recovery.frames_count, 8u);
  }
}

BOOST_AUTO_TEST_CASE(a_changed_bit_or_a_missing_file_is_no_end_but_a_gap) {
  const Twofold disks;
  (void)live(*disks.open(), 0, 3);
  flip(disks.segments().back(), 200);
  disks.lose();
  BOOST_CHECK(disks.recover().taken_in == TakenIn::incomplete);
  BOOST_CHECK(disks.fault() == OpenFault::place_unreadable);
  for (const std::string& segment : disks.segments()) fs::remove(segment);
  // A copy that knows of more than the folder: what it knows of is gone from there.
  const Twofold other;
  (void)live(*other.open(), 0, 3);
  for (const std::string& segment : other.segments()) fs::remove(segment);
  BOOST_CHECK(other.recover().taken_in == TakenIn::incomplete);
  BOOST_CHECK(other.fault() == OpenFault::place_behind);
}

BOOST_AUTO_TEST_CASE(changes_of_another_database_or_another_log_key_are_not_taken_in) {
  const Twofold disks;
  const Twofold other;
  (void)live(*disks.open(), 0, 2);
  (void)live(*other.open(), 0, 2);
  {
    const auto store = disks.recovering(disks.keys_copy());
    const auto log = open_log(*store);
    BOOST_CHECK(take_in_frames(*store, *log, other.place(), other.name()).frames_count == 0);
  }
  disks.lose();
  const auto store = disks.recovering(disks.keys_copy());
  auto opened = Log::open(*store, log_origin, *SigningKey::from_seed(std::string(32, 'x')));
  const auto log = std::move(std::get<std::unique_ptr<Log>>(opened));
  BOOST_CHECK(take_in_frames(*store, *log, disks.place(), disks.name()).taken_in ==
              TakenIn::refused);
  BOOST_CHECK_EQUAL(store->count().value(), 0u);
}

BOOST_AUTO_TEST_CASE(a_database_that_is_older_than_its_second_place_is_not_served) {
  const Twofold disks;
  (void)live(*disks.open(), 0, 2);
  disks.lose();
  BOOST_CHECK(disks.fault() == OpenFault::place_ahead);
}

BOOST_AUTO_TEST_CASE(a_change_made_without_the_second_place_ends_its_chain) {
  const Twofold disks;
  (void)live(*disks.open(), 0, 1);
  (void)live(*open(disks.database()), 1, 2);
  BOOST_CHECK(disks.fault() == OpenFault::place_foreign);
}

BOOST_AUTO_TEST_CASE(an_empty_folder_is_a_disk_that_is_not_mounted) {
  const Twofold disks;
  fs::remove_all(disks.place());
  fs::create_directories(disks.place());
  BOOST_CHECK(disks.fault() == OpenFault::place_unreadable);
  const Twofold keyless;
  fs::remove(keyless.keys_copy());
  BOOST_CHECK(keyless.fault() == OpenFault::copy_unreadable);
}

BOOST_AUTO_TEST_CASE(who_was_erased_stays_erased_whichever_keys_are_put_back_L35_L121) {
  for (const bool are_keys_old : {false, true}) {
    const Twofold disks;
    const std::string old_keys = disks.folder.file("old-keys");
    std::string head;
    {
      const auto store = disks.open();
      (void)live(*store, 0, 3);
      fs::copy_file(disks.keys(), old_keys);
      House house(*store);
      BOOST_REQUIRE(house.sequencer->record([](Pending& pending) {
        return pending.erase(Party::subject, "sub-n1");
      }) == Recorded::yes);
      BOOST_REQUIRE(house.begin("later") == Recorded::yes);
      head = head_of(*store).note;
    }
    disks.lose();
    if (are_keys_old) fs::copy_file(old_keys, disks.keys(), fs::copy_options::overwrite_existing);
    BOOST_CHECK(disks.recover().taken_in == TakenIn::all);
    const auto store = disks.open();
    BOOST_CHECK_EQUAL(head_of(*store).note, head);
    BOOST_CHECK(store->events_of(Party::subject, "sub-n1", 100, View::committed)->empty());
    BOOST_CHECK_EQUAL(store->events_of(Party::subject, "sub-n2", 100, View::committed)->size(), 2u);
    BOOST_CHECK(store->identifiers("msisdn", "+4670n1", View::committed)->empty());
  }
}

BOOST_AUTO_TEST_CASE(
    what_a_hold_keeps_of_who_was_erased_outlives_a_lost_disk_and_goes_with_it_L121_L137) {
  const Twofold disks;
  const auto claimed = [](Store& store) { return store.claimed_events("sub-n1")->size(); };
  {
    const auto store = disks.open();
    (void)live(*store, 0, 3);
    House house(*store);
    BOOST_REQUIRE(house.sequencer->record([](Pending& pending) {
      return pending.store().put_hold("sub-n1", {"a claim", 7, false});
    }) == Recorded::yes);
    BOOST_REQUIRE(house.sequencer->record([](Pending& pending) {
      return pending.store().keep_for_claim(Party::subject, "sub-n1", "sub-n1") &&
             pending.erase(Party::subject, "sub-n1");
    }) == Recorded::yes);
    BOOST_REQUIRE(house.begin("later") == Recorded::yes);
    BOOST_CHECK_EQUAL(claimed(*store), 2u);
  }
  disks.lose();
  fs::remove(disks.keys());
  BOOST_REQUIRE(KeysCopy::restore(disks.keys_copy(), disks.keys()));
  BOOST_CHECK(disks.recover().taken_in == TakenIn::all);
  {
    const auto store = disks.open();
    BOOST_CHECK(store->events_of(Party::subject, "sub-n1", 100, View::committed)->empty());
    BOOST_CHECK_EQUAL(claimed(*store), 2u);
    const auto hold = store->hold("sub-n1", View::committed).value();
    BOOST_REQUIRE(hold);
    BOOST_CHECK(hold->is_erased && hold->reason == "a claim" && hold->since == 7);
    House house(*store);
    BOOST_REQUIRE(house.sequencer->record([](Pending& pending) {
      return pending.store().lift_hold("sub-n1");
    }) == Recorded::yes);
    BOOST_CHECK_EQUAL(claimed(*store), 0u);
  }
  for (const std::string& keys : {disks.keys(), disks.keys_copy()}) {
    const auto connection = Connection::open(keys);
    Query query(*connection, "SELECT count(*) FROM claims");
    BOOST_REQUIRE(query.step() == Step::row);
    BOOST_CHECK_EQUAL(query.integer(0), 0);
  }
}

BOOST_AUTO_TEST_CASE(a_second_place_holds_nothing_in_the_clear_L35) {
  const Twofold disks;
  (void)live(*disks.open(), 0, 3);
  for (const auto& entry : fs::directory_iterator(disks.place())) {
    const std::string bytes = bytes_of_file(entry.path().string());
    for (const char* told : {"sub-n1", "prs-n1", "sbr-n1", "+4670n1", "sub n1", "withdrawn"}) {
      BOOST_CHECK_MESSAGE(bytes.find(told) == std::string::npos, entry.path() << " holds " << told);
    }
  }
}

BOOST_AUTO_TEST_CASE(within_a_second_it_has_everything_too_and_says_that_it_may_be_late) {
  const Twofold disks;
  std::string head;
  {
    const auto store = disks.open(HandOn::within_a_second);
    head = live(*store, 0, 10);
  }
  BOOST_CHECK(disks.name().is_late);
  disks.lose();
  BOOST_CHECK(disks.recover().taken_in == TakenIn::all);
  BOOST_CHECK_EQUAL(head_of(*disks.open()).note, head);
}

BOOST_AUTO_TEST_CASE(a_log_begun_anew_names_the_old_head_and_people_are_stale_until_they_act_L39) {
  const Twofold disks;
  std::string lost;
  {
    const auto store = disks.open();
    House house(*store);
    BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
    BOOST_REQUIRE(house.choose("anna", EventKind::granted) == Recorded::yes);
    BOOST_REQUIRE(house.choose("anna", EventKind::withdrawn) == Recorded::yes);
    lost = head_of(*store).note;
  }
  disks.lose();
  disks.cut(10);
  BOOST_REQUIRE(disks.recover().was_cut);
  {
    const auto store = disks.recovering(disks.keys_copy());
    BOOST_REQUIRE(begin_log_anew(*store, lost, 5'000));
    BOOST_REQUIRE(store->begin_chain(""));
  }
  const auto store = open(disks.database());
  House house(*store);
  const auto state = house.states.of_subject("sub-anna").state.subject;
  BOOST_CHECK(state.proved_from == 5'000);
  BOOST_CHECK(!is_proved(state, "p"));
  const auto shown = checkpoint_from(note_from(house.log->checkpoint().note)->text).value();
  const auto old = checkpoint_from(note_from(lost)->text).value();
  BOOST_CHECK_EQUAL(shown.origin, std::string(log_origin) + "/2");
  BOOST_CHECK_EQUAL(shown.size, 2u);
  BOOST_CHECK_EQUAL(shown.extensions.at(0), follows_line(old, 2));
  BOOST_REQUIRE(house.begin("bo") == Recorded::yes);
  BOOST_CHECK(house.states.of_subject("sub-bo").state.subject.proved_from == 5'000);
  const auto again = open_log(*store);
  BOOST_CHECK_EQUAL(again->checkpoint().note, head_of(*store).note);
  BOOST_CHECK_EQUAL(checkpoint_from(note_from(head_of(*store).note)->text)->size, 3u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

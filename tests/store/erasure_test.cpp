// Erasure: what is left of somebody says nothing, wherever it lies, and the log verifies as before.
#include <functional>

#include "core/checkpoint.hpp"
#include "core/signed_note.hpp"
#include "core/tree.hpp"
#include "fixture.hpp"
#include "identity/hash.hpp"
#include "tables.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(erasure)

namespace {

constexpr const char* number = "+46701234567";

KnownPerson person(const std::string& name) {
  return {"prs-" + name, "https://issuer.example", name + "-at-issuer", "Name of " + name};
}

/// Somebody with all that a verifier keeps of people: a name, a number, choices, an answer.
void live(House& house, const std::string& name) {
  const Recorded recorded = house.sequencer->record([&](Pending& pending) {
    return pending.store().know_person(person(name)) &&
           pending.store().name_subscriber("sbr-" + name, "Company of " + name) &&
           pending.append(relation(name)) &&
           pending.store().link(
               {"lnk-" + name, "msisdn", number + name, "sub-" + name, 0, time_max}) &&
           keep_answer(pending.store(), "prs-" + name, "first-" + name, "Answer to " + name);
  });
  BOOST_REQUIRE(recorded == Recorded::yes);
  BOOST_REQUIRE(house.choose(name, EventKind::granted) == Recorded::yes);
}

Recorded erase(House& house, const std::string& name) {
  return house.sequencer->record([&](Pending& pending) {
    return pending.erase(Party::subject, "sub-" + name) &&
           pending.erase(Party::person, "prs-" + name) &&
           pending.erase(Party::subscriber, "sbr-" + name);
  });
}

/// Everything that is on the disk, the keys too unless told otherwise.
std::string all_bytes(const Folder& folder, bool with_keys = true) {
  std::string bytes;
  for (const char* name : {"log.db", "log.db-wal"}) bytes += bytes_of_file(folder.file(name));
  if (!with_keys) return bytes;
  for (const char* name : {"log.db-keys", "log.db-keys-journal"}) {
    bytes += bytes_of_file(folder.file(name));
  }
  return bytes;
}

/// Whatever tells of somebody.
std::vector<std::string> marks_of(const std::string& name) {
  return {"sub-" + name,       "prs-" + name,       "sbr-" + name, "lnk-" + name,
          name + "-at-issuer", "Name of " + name,   number + name, "first-" + name,
          "Answer to " + name, "Company of " + name};
}

void check_marks(const std::string& bytes, const std::string& name) {
  for (const std::string& mark : marks_of(name)) {
    BOOST_CHECK_MESSAGE(bytes.find(mark) == std::string::npos, mark);
  }
}

void check_nothing_known(Store& store, const std::string& name) {
  BOOST_CHECK(store.events_of(Party::subject, "sub-" + name, 1'000, View::committed)->empty());
  BOOST_CHECK(store.subjects_of("prs-" + name, View::committed)->empty());
  BOOST_CHECK(store.person("prs-" + name, View::committed)->id.empty());
  const KnownPerson known = person(name);
  BOOST_CHECK(store.person_of(known.issuer, known.sub, View::committed)->id.empty());
  BOOST_CHECK(store.identifiers("msisdn", number + name, View::committed)->empty());
  BOOST_CHECK(store.subscriber_name("sbr-" + name)->empty());
  BOOST_CHECK(!store.answered("prs-" + name, "first-" + name, View::committed).value());
}

void check_all_known(Store& store, const std::string& name) {
  BOOST_CHECK_EQUAL(store.events_of(Party::subject, "sub-" + name, 1'000, View::committed)->size(),
                    2u);
  BOOST_CHECK_EQUAL(store.person("prs-" + name, View::committed)->name, "Name of " + name);
  BOOST_CHECK_EQUAL(store.identifiers("msisdn", number + name, View::committed)->size(), 1u);
  BOOST_CHECK_EQUAL(store.subscriber_name("sbr-" + name).value(), "Company of " + name);
  BOOST_CHECK(store.answered("prs-" + name, "first-" + name, View::committed).value());
}

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_about_anybody_stands_in_the_database_in_the_clear) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  live(house, "anna");
  check_marks(all_bytes(folder, false), "anna");
  check_all_known(*store, "anna");
}

BOOST_AUTO_TEST_CASE(L35_of_who_was_erased_no_byte_is_left_and_the_log_stays_whole) {
  const Folder folder;
  {
    const auto store = open(folder.file());
    House house(*store);
    live(house, "anna");
    live(house, "erik");
    const std::string head = house.log->checkpoint().note;
    BOOST_CHECK(all_bytes(folder).find("sub-anna") != std::string::npos);
    BOOST_REQUIRE(erase(house, "anna") == Recorded::yes);
    check_marks(all_bytes(folder), "anna");
    check_nothing_known(*store, "anna");
    check_all_known(*store, "erik");
    BOOST_CHECK(house.states.of_subject("sub-anna").state.subject == SubjectState{});
    BOOST_CHECK_EQUAL(house.log->checkpoint().note, head);
  }
  const auto store = open(folder.file());
  House house(*store);
  check_nothing_known(*store, "anna");
  check_all_known(*store, "erik");
  BOOST_CHECK_EQUAL(house.log->checkpoint().size, 4u);
  const auto events = store->events(0, 4, View::committed).value();
  BOOST_CHECK(events[0].is_erased && events[1].is_erased);
  BOOST_CHECK(events[0].bytes.empty() && events[0].salt.empty());
  BOOST_CHECK(!events[2].is_erased && !events[3].is_erased);
  // Somebody of that name who comes later is somebody else.
  live(house, "anna");
  check_all_known(*store, "anna");
}

BOOST_AUTO_TEST_CASE(an_erasure_that_is_declined_erases_nothing) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  live(house, "anna");
  const Recorded declined = house.sequencer->record(
      [](Pending& pending) { return pending.erase(Party::subject, "sub-anna") && false; });
  BOOST_CHECK(declined == Recorded::declined);
  check_all_known(*store, "anna");
  BOOST_REQUIRE(house.begin("erik") == Recorded::yes);
  check_all_known(*store, "anna");
  BOOST_CHECK(!house.states.of_subject("sub-anna").state.subject.id.empty());
}

BOOST_AUTO_TEST_CASE(an_erasure_that_the_process_did_not_survive_is_finished_at_the_next_start) {
  const Folder folder;
  {
    const auto store = open(folder.file());
    House house(*store);
    live(house, "anna");
    live(house, "erik");
  }
  // As after a crash between the commit and the taking of the key.
  must_run(folder.file(), "INSERT INTO erasures SELECT subject FROM events WHERE position = 0");
  const auto store = open(folder.file());
  BOOST_CHECK(store->events_of(Party::subject, "sub-anna", 1'000, View::committed)->empty());
  BOOST_CHECK(bytes_of_file(folder.file("log.db-keys")).find("sub-anna") == std::string::npos);
  check_all_known(*store, "erik");
}

BOOST_AUTO_TEST_CASE(a_backup_from_before_shows_nobody_who_was_erased_since) {
  const Folder folder;
  {
    const auto store = open(folder.file());
    House house(*store);
    live(house, "anna");
    live(house, "erik");
  }
  std::filesystem::copy_file(folder.file(), folder.file("backup.db"));
  {
    const auto store = open(folder.file());
    House house(*store);
    BOOST_REQUIRE(erase(house, "anna") == Recorded::yes);
  }
  check_marks(bytes_of_file(folder.file("backup.db")), "anna");
  for (const char* name : {"log.db", "log.db-wal", "log.db-shm"}) {
    std::filesystem::remove(folder.file(name));
  }
  std::filesystem::copy_file(folder.file("backup.db"), folder.file());
  {
    const auto store = open(folder.file());
    check_nothing_known(*store, "anna");
    check_all_known(*store, "erik");
  }
  OtherHand hand(folder.file());
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM persons"), 1);
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM identifiers"), 1);
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM subscribers"), 1);
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM submissions"), 1);
}

BOOST_AUTO_TEST_CASE(older_keys_do_not_bring_back_who_was_erased) {
  const Folder folder;
  {
    const auto store = open(folder.file());
    House house(*store);
    live(house, "anna");
  }
  std::filesystem::copy_file(folder.file("log.db-keys"), folder.file("keys-backup"));
  {
    const auto store = open(folder.file());
    House house(*store);
    BOOST_REQUIRE(erase(house, "anna") == Recorded::yes);
  }
  std::filesystem::copy_file(folder.file("keys-backup"), folder.file("log.db-keys"),
                             std::filesystem::copy_options::overwrite_existing);
  const auto store = open(folder.file());
  check_nothing_known(*store, "anna");
  check_marks(all_bytes(folder), "anna");
}

BOOST_AUTO_TEST_CASE(after_an_older_backup_each_of_who_was_erased_is_known_to_be) {
  const Folder folder;
  {
    const auto store = open(folder.file());
    House house(*store);
    live(house, "anna");
    BOOST_REQUIRE(house.begin("bare") == Recorded::yes);  // with events and nothing else
  }
  std::filesystem::copy_file(folder.file(), folder.file("backup.db"));
  {
    const auto store = open(folder.file());
    House house(*store);
    BOOST_REQUIRE(erase(house, "anna") == Recorded::yes);
    BOOST_REQUIRE(erase(house, "bare") == Recorded::yes);
    live(house, "later");
    BOOST_REQUIRE(erase(house, "later") == Recorded::yes);  // whom the backup never knew
  }
  for (const char* name : {"log.db", "log.db-wal", "log.db-shm"}) {
    std::filesystem::remove(folder.file(name));
  }
  std::filesystem::copy_file(folder.file("backup.db"), folder.file());
  { const auto store = open(folder.file()); }
  OtherHand hand(folder.file());
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM erasures"), 6);
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM events WHERE subject NOT IN "
                             "(SELECT number FROM erasures)"),
                    0);
  // So that the next start has nothing to look for.
  OtherHand keys(folder.file("log.db-keys"));
  BOOST_CHECK_EQUAL(hand.ask("SELECT erased_count FROM sealed_with"),
                    keys.ask("SELECT erased_count FROM names"));
}

BOOST_AUTO_TEST_CASE(which_relation_is_a_persons_last_is_asked_of_the_batch_under_way) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  live(house, "anna");
  Event second = relation("second");
  second.person = "prs-anna";
  BOOST_REQUIRE(house.sequencer->record([&](Pending& pending) {
    BOOST_CHECK_EQUAL(pending.subjects_of("prs-anna")->size(), 1u);
    return pending.append(second);
  }) == Recorded::yes);
  BOOST_REQUIRE(house.sequencer->record([&](Pending& pending) {
    BOOST_CHECK_EQUAL(pending.subjects_of("prs-anna")->size(), 2u);
    BOOST_REQUIRE(pending.erase(Party::subject, "sub-anna"));
    BOOST_CHECK(
        (pending.subjects_of("prs-anna").value() == std::vector<std::string>{"sub-second"}));
    return true;
  }) == Recorded::yes);
}

BOOST_AUTO_TEST_CASE(nothing_is_written_about_who_is_being_erased) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  live(house, "anna");
  using Write = std::function<bool(Pending&)>;
  const Write writes[] = {
      [](Pending& pending) { return pending.append(relation("anna")); },
      [](Pending& pending) { return pending.store().know_person(person("anna")); },
      [](Pending& pending) { return pending.store().name_subscriber("sbr-anna", "Anew"); },
      [](Pending& pending) {
        return pending.store().link({"lnk-2", "msisdn", "+46700000009", "sub-anna", 0, time_max});
      }};
  for (const Write& write : writes) {
    const Recorded recorded = house.sequencer->record([&](Pending& pending) {
      return pending.erase(Party::subject, "sub-anna") &&
             pending.erase(Party::person, "prs-anna") &&
             pending.erase(Party::subscriber, "sbr-anna") && write(pending);
    });
    BOOST_CHECK(recorded != Recorded::yes);
    check_all_known(*store, "anna");
  }
  BOOST_CHECK(house.choose("anna", EventKind::withdrawn) == Recorded::yes);
}

BOOST_AUTO_TEST_CASE(a_database_beside_other_keys_is_not_opened) {
  const Folder folder;
  { const auto store = open(folder.file()); }
  std::filesystem::remove(folder.file("log.db-keys"));
  const auto opened = open_sqlite_store(folder.file(), folder.file("log.db-keys"));
  BOOST_REQUIRE(std::holds_alternative<OpenFault>(opened));
  BOOST_CHECK(std::get<OpenFault>(opened) == OpenFault::foreign_keys);
  BOOST_CHECK(!std::filesystem::exists(folder.file("log.db-keys")));  // no others in their place
}

BOOST_AUTO_TEST_CASE(keys_that_are_no_keys_or_a_later_versions_are_refused) {
  const Folder folder;
  { const auto store = open(folder.file()); }
  must_run(folder.file("log.db-keys"), "PRAGMA user_version = 1000");
  auto opened = open_sqlite_store(folder.file(), folder.file("log.db-keys"));
  BOOST_REQUIRE(std::holds_alternative<OpenFault>(opened));
  BOOST_CHECK(std::get<OpenFault>(opened) == OpenFault::newer_schema);
  std::ofstream(folder.file("log.db-keys")) << std::string(8192, 'x');
  opened = open_sqlite_store(folder.file(), folder.file("log.db-keys"));
  BOOST_REQUIRE(std::holds_alternative<OpenFault>(opened));
  BOOST_CHECK(std::get<OpenFault>(opened) == OpenFault::keys_unreadable);
}

BOOST_AUTO_TEST_CASE(an_event_opens_at_its_own_place_alone) {
  const Folder folder;
  {
    const auto store = open(folder.file());
    House house(*store);
    live(house, "anna");
  }
  must_run(folder.file(),
           "DROP TRIGGER events_never_change;"
           "UPDATE events SET sealed = (SELECT sealed FROM events WHERE position = 0) "
           "WHERE position = 1");
  const auto store = open(folder.file());
  BOOST_CHECK(!store->events_of(Party::subject, "sub-anna", 1'000, View::committed));
  BOOST_CHECK(!store->events(0, 2, View::committed));
}

BOOST_AUTO_TEST_CASE(L102_a_no_outlives_the_erasure_as_a_hash_and_a_yes_does_not) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  live(house, "anna");
  live(house, "erik");
  const Recorded recorded = house.sequencer->record([](Pending& pending) {
    return pending.store().suppress_identifiers("sub-anna", 5) &&
           pending.erase(Party::subject, "sub-anna");
  });
  BOOST_REQUIRE(recorded == Recorded::yes);
  BOOST_REQUIRE(erase(house, "erik") == Recorded::yes);
  const std::string annas = std::string(number) + "anna";
  BOOST_CHECK(store->is_suppressed("msisdn", annas, View::committed).value());
  BOOST_CHECK(!store->is_suppressed("email", annas, View::committed).value());
  BOOST_CHECK(
      !store->is_suppressed("msisdn", std::string(number) + "erik", View::committed).value());
  BOOST_CHECK(all_bytes(folder).find(annas) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_database_of_the_first_version_is_sealed_with_nothing_left_in_the_clear) {
  const Folder folder;
  make_version_1(folder.file());
  {
    const auto store = open(folder.file());
    House house(*store);
    const State state = house.states.of_subject("sub-anna").state;
    BOOST_CHECK_EQUAL(state.subject.sequence, 2u);
    BOOST_CHECK_EQUAL(store->person("prs-anna", View::committed)->name, "Anna Andersson");
    BOOST_CHECK_EQUAL(store->identifiers("msisdn", number, View::committed)->front().subject,
                      "sub-anna");
    BOOST_CHECK_EQUAL(store->subscriber_name("sbr-anna").value(), "Annas Bageri AB");
    const auto answered = store->answered("prs-anna", "first", View::committed).value();
    BOOST_REQUIRE(answered);
    BOOST_CHECK_EQUAL(answered->answer, R"({"answer":"Anna"})");
    BOOST_CHECK_EQUAL(answered->digest, "digestdigestdigestdigestdigest32");
  }
  const std::string bytes = all_bytes(folder, false);
  for (const char* mark : {"sub-anna", "prs-anna", "sbr-anna", "Anna", "anna-sub", number, "lnk-1",
                           "0123456789abcdef0123456789abcdef", "relation_begun", "\"n\":"}) {
    BOOST_CHECK_MESSAGE(bytes.find(mark) == std::string::npos, mark);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

// The log itself: numbered without a gap, and nothing in it ever changes, whoever asks.
#include <set>

#include "fixture.hpp"
#include "tables.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(log)

BOOST_AUTO_TEST_CASE(positions_have_no_gap_and_every_event_has_its_own_salt) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  for (int i = 0; i < 20; ++i) BOOST_CHECK(house.begin("n" + std::to_string(i)) == Recorded::yes);
  OtherHand hand(folder.file());
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM events"), 20);
  BOOST_CHECK_EQUAL(hand.ask("SELECT min(position) FROM events"), 0);
  BOOST_CHECK_EQUAL(hand.ask("SELECT max(position) FROM events"), 19);
  std::set<std::string> salts;
  const auto events = store->events(0, 20, View::committed).value();
  for (const StoredEvent& event : events) {
    BOOST_CHECK_EQUAL(event.salt.size(), 32);
    salts.insert(event.salt);
  }
  BOOST_CHECK_EQUAL(salts.size(), 20);
  BOOST_CHECK_EQUAL(hand.ask("SELECT count FROM head"), 20);
}

BOOST_AUTO_TEST_CASE(what_is_stored_is_the_canonical_event) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  const auto events = store->events_of(Party::subject, "sub-anna", 1, View::committed);
  BOOST_REQUIRE(events && events->size() == 1);
  BOOST_CHECK_EQUAL(events->front(), canonical(to_value(relation("anna"))));
}

BOOST_AUTO_TEST_CASE(nobody_changes_or_removes_an_event_L28) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  OtherHand hand(folder.file());
  for (const char* sql :
       {"UPDATE events SET sealed = x'00'", "UPDATE events SET position = 7",
        "UPDATE OR REPLACE events SET subject = 1", "DELETE FROM events",
        "DELETE FROM events WHERE position = 0",
        "INSERT OR REPLACE INTO events SELECT * FROM events", "UPDATE head SET count = 0",
        "DELETE FROM head",
        "INSERT INTO events SELECT 5, party, subject, person, subscriber, sealed FROM events",
        "INSERT INTO events SELECT 1, party, subject, person, subscriber, x'00' FROM events"}) {
    BOOST_CHECK_MESSAGE(hand.refuses(sql), sql);
  }
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM events"), 1);
}

BOOST_AUTO_TEST_CASE(a_new_file_is_for_nobody_elses_eyes) {
  const Folder folder;
  const auto store = open(folder.file());
  const auto rights = std::filesystem::status(folder.file()).permissions();
  BOOST_CHECK(rights == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

BOOST_AUTO_TEST_CASE(each_commit_is_synced_and_the_journal_is_written_ahead) {
  const Folder folder;
  const auto store = open(folder.file());
  OtherHand hand(folder.file());
  BOOST_CHECK(std::filesystem::exists(folder.file() + "-wal"));
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
                    1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

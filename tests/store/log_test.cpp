// The log itself: numbered without a gap, and nothing in it ever changes, whoever asks.
#include <sqlite3.h>

#include "fixture.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(log)

namespace {

/// Another hand on the file, as an operator's or an intruder's would be.
class OtherHand {
 public:
  explicit OtherHand(const std::string& path) {
    BOOST_REQUIRE_EQUAL(sqlite3_open(path.c_str(), &database_), SQLITE_OK);
  }
  OtherHand(const OtherHand&) = delete;
  OtherHand& operator=(const OtherHand&) = delete;
  ~OtherHand() { sqlite3_close(database_); }
  int run(const char* sql) { return sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }
  std::int64_t ask(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    BOOST_REQUIRE_EQUAL(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr), SQLITE_OK);
    BOOST_REQUIRE_EQUAL(sqlite3_step(statement), SQLITE_ROW);
    const std::int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
  }

 private:
  sqlite3* database_ = nullptr;
};

}  // namespace

BOOST_AUTO_TEST_CASE(positions_have_no_gap_and_every_event_has_its_own_salt) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  for (int i = 0; i < 20; ++i) BOOST_CHECK(house.begin("n" + std::to_string(i)) == Recorded::yes);
  OtherHand hand(folder.file());
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(*) FROM events"), 20);
  BOOST_CHECK_EQUAL(hand.ask("SELECT min(position) FROM events"), 0);
  BOOST_CHECK_EQUAL(hand.ask("SELECT max(position) FROM events"), 19);
  BOOST_CHECK_EQUAL(hand.ask("SELECT count(DISTINCT salt) FROM events WHERE length(salt) = 32"),
                    20);
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
       {"UPDATE events SET bytes = x'00'", "UPDATE events SET position = 7",
        "UPDATE OR REPLACE events SET subject = ''", "DELETE FROM events",
        "DELETE FROM events WHERE position = 0",
        "INSERT OR REPLACE INTO events SELECT * FROM events", "UPDATE head SET count = 0",
        "DELETE FROM head",
        "INSERT INTO events SELECT 5, party, subject, person, subscriber, bytes, salt FROM events",
        "INSERT INTO events SELECT 1, party, subject, person, subscriber, bytes, x'00' FROM "
        "events"}) {
    BOOST_TEST_CONTEXT(sql) { BOOST_CHECK_EQUAL(hand.run(sql), SQLITE_CONSTRAINT); }
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

// Opening: restart, later versions, damaged files, and who may write at all.
#include <fstream>

#include "fixture.hpp"
#include "store/file_lock.hpp"
#include "tables.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(opening)

namespace {

OpenFault fault_of(const std::string& path) {
  auto opened = open_sqlite_store(path, path + "-keys");
  BOOST_REQUIRE(std::holds_alternative<OpenFault>(opened));
  return std::get<OpenFault>(opened);
}

}  // namespace

BOOST_AUTO_TEST_CASE(after_a_restart_the_states_are_the_same) {
  const Folder folder;
  State before;
  {
    const auto store = open(folder.file());
    House house(*store);
    BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
    BOOST_REQUIRE(house.choose("anna", EventKind::granted) == Recorded::yes);
    before = house.states.of_subject("sub-anna").state;
    BOOST_REQUIRE(before.subject.sequence == 2);
  }
  const auto store = open(folder.file());
  House house(*store);
  const Reading after = house.states.of_subject("sub-anna");
  BOOST_CHECK(after.state == before);
  BOOST_CHECK_EQUAL(after.events_count, 2);
}

BOOST_AUTO_TEST_CASE(a_file_of_a_later_version_is_left_alone) {
  const Folder folder;
  { const auto store = open(folder.file()); }
  must_run(folder.file(), "PRAGMA user_version = 1000");
  BOOST_CHECK(fault_of(folder.file()) == OpenFault::newer_schema);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_refused) {
  const Folder folder;
  std::ofstream(folder.file()) << std::string(8192, 'x');
  BOOST_CHECK(fault_of(folder.file()) == OpenFault::unreadable);
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there_is_refused) {
  const Folder folder;
  BOOST_CHECK(fault_of(folder.file("none/log.db")) == OpenFault::unreadable);
}

BOOST_AUTO_TEST_CASE(a_head_that_disagrees_with_the_events_is_refused) {
  const Folder folder;
  {
    const auto store = open(folder.file());
    House house(*store);
    BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  }
  must_run(folder.file(), "UPDATE head SET count = 7");
  BOOST_CHECK(fault_of(folder.file()) == OpenFault::unreadable);
}

BOOST_AUTO_TEST_CASE(of_two_writers_on_one_file_the_one_that_knows_less_stops) {
  const Folder folder;
  const auto one = open(folder.file());
  const auto two = open(folder.file());
  House first(*one);
  House second(*two);
  BOOST_CHECK(first.begin("anna") == Recorded::yes);
  BOOST_CHECK(second.begin("erik") == Recorded::unreadable);
  // It may believe in a yes that was taken back; so it denies from here on.
  BOOST_CHECK(!second.states.of_subject("sub-anna").state.readable);
  BOOST_CHECK(second.begin("erik") == Recorded::unreadable);
  BOOST_CHECK(first.begin("erik") == Recorded::yes);
  BOOST_CHECK_EQUAL(one->count().value(), 2);
}

BOOST_AUTO_TEST_CASE(a_lock_is_held_by_one_at_a_time) {
  const Folder folder;
  {
    const auto lock = FileLock::take(folder.file("lock"));
    BOOST_CHECK(lock);
    BOOST_CHECK(!FileLock::take(folder.file("lock")));
  }
  BOOST_CHECK(FileLock::take(folder.file("lock")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

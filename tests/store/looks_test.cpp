/// Who looked is kept for ever, and of whom it was nothing that outlives them.
#include "fixture.hpp"
#include "tables.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(looks)

namespace {

constexpr std::int64_t all = std::int64_t{1} << 53;

Recorded look(House& house, const std::string& subject, const std::string& reason) {
  return house.sequencer->record([&](Pending& pending) {
    const auto kept =
        pending.store().keep_look({0, 1'000, "disa", "Disa Lund", "search", subject, reason});
    if (!kept) pending.fail();
    return kept.has_value();
  });
}

Recorded begin(House& house, const std::string& name) {
  return house.sequencer->record([&](Pending& pending) { return pending.append(relation(name)); });
}

}  // namespace

BOOST_AUTO_TEST_CASE(L35_what_tells_of_somebody_in_a_look_is_sealed_and_goes_with_them) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(begin(house, "anna") == Recorded::yes);
  BOOST_REQUIRE(look(house, "sub-anna", "Complaint by Anna") == Recorded::yes);
  BOOST_REQUIRE(look(house, "", "Nobody there") == Recorded::yes);
  std::string bytes;
  for (const char* name : {"log.db", "log.db-wal"}) bytes += bytes_of_file(folder.file(name));
  for (const char* mark : {"sub-anna", "Complaint", "Nobody there", "Disa"}) {
    BOOST_TEST(bytes.find(mark) == std::string::npos, mark);
  }
  auto kept = store->looks(all, 10);
  BOOST_REQUIRE(kept && kept->size() == 2u);
  BOOST_TEST((*kept)[1].reason == "Complaint by Anna");
  BOOST_TEST((*kept)[0].reason == "Nobody there");
  BOOST_TEST((*kept)[0].number == 2);
  BOOST_REQUIRE(house.sequencer->record([](Pending& pending) {
    return pending.erase(Party::subject, "sub-anna");
  }) == Recorded::yes);
  kept = store->looks(all, 10);
  BOOST_REQUIRE(kept && kept->size() == 2u);
  BOOST_TEST((*kept)[1].is_erased);
  BOOST_TEST((*kept)[1].reason.empty());
  BOOST_TEST((*kept)[1].officer == "disa");
}

BOOST_AUTO_TEST_CASE(at_whom_nobody_knows_no_look_is_recorded) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_CHECK(look(house, "sub-nobody", "Why") == Recorded::unavailable);
  BOOST_TEST(store->looks(all, 10)->empty());
}

BOOST_AUTO_TEST_CASE(no_hand_takes_a_look_or_a_figure_back) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(look(house, "", "Why") == Recorded::yes);
  const KeptFigure first{"p", 1'000, {{100, 50}, {104, 57}}};
  const KeptFigure other{"p", 1'000, {{100, 60}, {104, 67}}};
  for (const KeptFigure& figure : {first, other}) {
    BOOST_REQUIRE(house.sequencer->record([&](Pending& pending) {
      return pending.store().keep_figure(figure);
    }) == Recorded::yes);
  }
  OtherHand hand(folder.file());
  for (const char* sql :
       {"DELETE FROM looks", "UPDATE looks SET at_ms = 0", "UPDATE looks SET what = 'other'",
        "INSERT INTO looks SELECT 3, at_ms, officer, what, subject, sealed FROM looks",
        "DELETE FROM figures", "UPDATE figures SET yes = 60"}) {
    BOOST_TEST(hand.refuses(sql), sql);
  }
  const auto figures = store->figures();
  BOOST_REQUIRE(figures && figures->size() == 1u);
  BOOST_TEST((figures->front().told == first.told));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

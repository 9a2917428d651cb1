// One order, one commit for many, and nothing told that did not happen.
#include <functional>
#include <stdexcept>
#include <thread>

#include "fixture.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(sequencer)

using Fault = FailingStore::Fault;

BOOST_AUTO_TEST_CASE(a_commit_of_unknown_outcome_is_not_acknowledged_and_not_tried_again) {
  for (const Fault fault : {Fault::not_persisted, Fault::but_persisted}) {
    const Folder folder;
    const auto inner = open(folder.file());
    FailingStore store(*inner);
    House house(store);
    BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
    BOOST_REQUIRE(house.choose("anna", EventKind::granted) == Recorded::yes);
    store.fault = fault;
    BOOST_CHECK(house.choose("anna", EventKind::withdrawn) == Recorded::unreadable);
    BOOST_CHECK_EQUAL(store.commits, 3);
    // Whether it happened is not known here, so nothing is allowed any more.
    BOOST_CHECK(!house.states.of_subject("sub-anna").state.readable);
    BOOST_CHECK(!house.states.of_subscriber("sbr-anna").state.readable);
    store.fault = Fault::none;
    BOOST_CHECK(house.choose("anna", EventKind::refused) == Recorded::unreadable);
    BOOST_CHECK_EQUAL(store.commits, 3);

    // Opened anew, the store itself says what happened.
    const auto again = open(folder.file());
    House reopened(*again);
    const State state = reopened.states.of_subject("sub-anna").state;
    BOOST_CHECK(state.readable);
    BOOST_CHECK_EQUAL(state.subject.sequence, fault == Fault::but_persisted ? 3 : 2);
  }
}

BOOST_AUTO_TEST_CASE(a_batch_that_cannot_begin_harms_nothing) {
  const Folder folder;
  const auto inner = open(folder.file());
  FailingStore store(*inner);
  House house(store);
  store.fault = Fault::not_begun;
  BOOST_CHECK(house.begin("anna") == Recorded::unavailable);
  store.fault = Fault::not_appended;
  BOOST_CHECK(house.begin("anna") == Recorded::unavailable);
  store.fault = Fault::not_undone;
  BOOST_CHECK(house.sequencer->record([](Pending&) { return false; }) == Recorded::unavailable);
  store.fault = Fault::none;
  BOOST_CHECK(house.begin("anna") == Recorded::yes);
  BOOST_CHECK_EQUAL(store.count().value(), 1);
}

BOOST_AUTO_TEST_CASE(a_job_that_declines_leaves_nothing_behind) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  const Recorded recorded = house.sequencer->record([](Pending& pending) {
    BOOST_CHECK(pending.append(relation("anna")));
    BOOST_CHECK(pending.store().name_subscriber("sbr-anna", "Anna AB"));
    BOOST_CHECK_EQUAL(pending.of_subject("sub-anna")->subject.sequence, 1);
    return false;
  });
  BOOST_CHECK(recorded == Recorded::declined);
  BOOST_CHECK_EQUAL(store->count().value(), 0);
  BOOST_CHECK_EQUAL(store->subscriber_name("sbr-anna").value(), "");
  BOOST_CHECK(house.states.of_subject("sub-anna").state == State());
  BOOST_CHECK(house.begin("anna") == Recorded::yes);
}

BOOST_AUTO_TEST_CASE(what_a_job_throws_is_its_callers_alone) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_CHECK_THROW(house.sequencer->record([](Pending& pending) -> bool {
    BOOST_CHECK(pending.append(relation("anna")));
    throw std::runtime_error("x");
  }),
                    std::runtime_error);
  BOOST_CHECK(house.begin("erik") == Recorded::yes);
  BOOST_CHECK_EQUAL(store->count().value(), 1);
}

// Jobs that wait together are written together, each on what the one before it left, and one that
// declines takes nothing of the others with it.
BOOST_AUTO_TEST_CASE(jobs_of_one_batch_see_each_other_and_share_a_commit) {
  const Folder folder;
  const auto inner = open(folder.file());
  FailingStore store(*inner);
  House house(store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  const int commits = store.commits;

  std::promise<void> entered;
  std::promise<void> go;
  std::shared_future<void> gone = go.get_future().share();
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    house.sequencer->record([&](Pending&) {
      entered.set_value();
      gone.wait();  // until the others stand in line
      return false;
    });
  });
  entered.get_future().wait();
  std::atomic<int> accepted = 0;
  for (int i = 0; i < 20; ++i) {
    threads.emplace_back([&, i] {
      const Recorded recorded = house.sequencer->record([&, i](Pending& pending) {
        const auto state = pending.of_subject("sub-anna");
        return state && pending.append(choice(*state, EventKind::granted)) && i % 4 != 0;
      });
      if (recorded == Recorded::yes) ++accepted;
    });
  }
  while (house.sequencer->waiting_count() < 20) std::this_thread::yield();
  go.set_value();
  for (auto& thread : threads) thread.join();
  BOOST_CHECK_EQUAL(accepted.load(), 15);
  BOOST_CHECK_EQUAL(store.commits, commits + 1);
  // Sequences of one subject have no gap either, or the fold would not end here.
  BOOST_CHECK_EQUAL(house.states.of_subject("sub-anna").state.subject.sequence, 16);
  BOOST_CHECK_EQUAL(store.count().value(), 16);
}

BOOST_AUTO_TEST_CASE(an_answer_is_kept_with_its_events_or_not_at_all) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  const auto keep = [&](bool wanted) {
    return house.sequencer->record([&](Pending& pending) {
      const auto before = pending.store().answered("prs-anna", "id-1", View::pending);
      if (before && *before) return false;
      return keep_answer(pending.store(), "prs-anna", "id-1", "answer") && wanted;
    });
  };
  BOOST_CHECK(keep(false) == Recorded::declined);
  BOOST_CHECK(!*store->answered("prs-anna", "id-1", View::committed));
  BOOST_CHECK(keep(true) == Recorded::yes);
  BOOST_CHECK(keep(true) == Recorded::declined);
  const auto found = store->answered("prs-anna", "id-1", View::committed);
  BOOST_REQUIRE(found && *found);
  BOOST_CHECK_EQUAL((*found)->answer, "answer");
  BOOST_CHECK(!*store->answered("prs-erik", "id-1", View::committed));
}

/// Records a choice of Anna's whose answer is made by `make`.
Recorded answered_choice(House& house, std::function<void()> make, bool kept = true) {
  return house.sequencer->record(
      [](Pending& pending) {
        const auto state = pending.of_subject("sub-anna");
        return state && pending.append(choice(*state, EventKind::granted));
      },
      {std::move(make), [kept](Store&) { return kept; }});
}

BOOST_AUTO_TEST_CASE(an_answer_is_made_by_who_waits_for_it_before_anything_is_durable) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  std::thread::id maker;
  std::uint64_t count = 0;
  BOOST_CHECK(answered_choice(house, [&] {
                maker = std::this_thread::get_id();
                count = store->count().value();
              }) == Recorded::yes);
  BOOST_CHECK(maker == std::this_thread::get_id());
  BOOST_CHECK_EQUAL(count, 1);
  BOOST_CHECK_EQUAL(store->count().value(), 2);
}

BOOST_AUTO_TEST_CASE(without_its_answer_a_deed_did_not_happen) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  BOOST_CHECK_THROW(answered_choice(house, [] { throw std::runtime_error("x"); }),
                    std::runtime_error);
  BOOST_CHECK(answered_choice(
                  house, [] {}, false) == Recorded::unavailable);
  BOOST_CHECK_EQUAL(store->count().value(), 1);
  BOOST_CHECK_EQUAL(house.states.of_subject("sub-anna").state.subject.choices.size(), 0);
  BOOST_CHECK(answered_choice(house, [] {}) == Recorded::yes);
}

BOOST_AUTO_TEST_CASE(the_head_of_a_batch_that_was_undone_is_no_head) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  const KeptCheckpoint before = house.log->checkpoint();
  BOOST_CHECK(answered_choice(
                  house, [] {}, false) == Recorded::unavailable);
  // A batch without events follows, as a cosignature is one.
  BOOST_CHECK(house.sequencer->record([](Pending& pending) {
    return pending.store().name_subscriber("sbr-anna", "Anna AB");
  }) == Recorded::yes);
  BOOST_CHECK_EQUAL(house.log->checkpoint().size, before.size);
  BOOST_CHECK_EQUAL(house.log->checkpoint().note, before.note);
  BOOST_CHECK(answered_choice(house, [] {}) == Recorded::yes);
  BOOST_CHECK_EQUAL(house.log->checkpoint().size, before.size + 1);
}

BOOST_AUTO_TEST_CASE(nobody_makes_an_answer_to_what_is_not_recorded) {
  const Folder folder;
  const auto inner = open(folder.file());
  FailingStore store(*inner);
  House house(store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  bool made = false;
  const auto make = [&made] { made = true; };
  const auto keep = [](Store&) { return true; };
  BOOST_CHECK(house.sequencer->record([](Pending&) { return false; }, {make, keep}) ==
              Recorded::declined);
  store.fault = Fault::not_begun;
  BOOST_CHECK(answered_choice(house, make) == Recorded::unavailable);
  store.fault = Fault::not_appended;
  BOOST_CHECK(answered_choice(house, make) == Recorded::unavailable);
  BOOST_CHECK(!made);
}

BOOST_AUTO_TEST_CASE(identifiers_and_people_are_found_by_what_names_them) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  const Recorded recorded = house.sequencer->record([](Pending& pending) {
    Store& s = pending.store();
    return s.know_person({"prs-anna", "https://issuer", "anna", "Anna"}) &&
           s.link({"lnk-1", "msisdn", "+46701234567", "sub-anna", 10, time_max}) &&
           s.unlink("lnk-1", 50) &&
           s.link({"lnk-2", "msisdn", "+46701234567", "sub-erik", 50, time_max});
  });
  BOOST_REQUIRE(recorded == Recorded::yes);
  const auto found = store->identifiers("msisdn", "+46701234567", View::committed);
  BOOST_REQUIRE(found && found->size() == 2);
  BOOST_CHECK_EQUAL(found->front().until, 50);
  BOOST_CHECK_EQUAL(found->back().subject, "sub-erik");
  BOOST_CHECK(store->identifiers("customer-number", "+46701234567", View::committed)->empty());
  BOOST_CHECK_EQUAL(store->person_of("https://issuer", "anna", View::committed)->id, "prs-anna");
  BOOST_CHECK_EQUAL(store->person_of("https://other", "anna", View::committed)->id, "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

// The states in memory are the events, folded: at every moment, whoever asks.
#include <atomic>
#include <random>
#include <thread>

#include "fixture.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(states)

namespace {

/// The whole fold, in the order of positions, of everything that concerns the relation.
State folded(const std::vector<Event>& log, const std::string& name) {
  State state;
  state.subject.id = "sub-" + name;
  state.person.id = "prs-" + name;
  state.subscriber.id = "sbr-" + name;
  for (const Event& event : log) state = apply(std::move(state), event);
  return state;
}

Event any_event(const State& state, unsigned dice) {
  constexpr EventKind kinds[] = {
      EventKind::granted,     EventKind::withdrawn,    EventKind::refused,
      EventKind::restricted,  EventKind::unrestricted, EventKind::objection,
      EventKind::gate_opened, EventKind::gate_closed,  EventKind::objection_lifted};
  Event event = choice(state, kinds[dice % std::size(kinds)], dice % 2 == 0 ? "p" : "q");
  switch (party_of(event.kind)) {
    case Party::subject:
      break;
    case Party::person:
      event.sequence = state.person.sequence + 1;
      break;
    case Party::subscriber:
      event.sequence = state.subscriber.sequence + 1;
      event.subject.clear();
      event.person.clear();
      break;
  }
  return event;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_states_in_memory_are_the_fold_of_the_log_L27) {
  const unsigned seed = std::random_device()();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  const std::string names[] = {"anna", "erik", "olle"};
  std::vector<Event> log;
  for (const auto& name : names) {
    BOOST_REQUIRE(house.begin(name) == Recorded::yes);
    log.push_back(relation(name));
  }
  for (int i = 0; i < 300; ++i) {
    const auto& name = names[random() % 3];
    const unsigned dice = static_cast<unsigned>(random());
    Event event;
    const Recorded recorded = house.sequencer->record([&](Pending& pending) {
      const auto state = pending.of_subject("sub-" + name);
      if (!state) return false;
      event = any_event(*state, dice);
      return pending.append(event);
    });
    BOOST_REQUIRE(recorded == Recorded::yes);
    log.push_back(event);
    const Reading reading = house.states.of_subject("sub-" + name);
    BOOST_REQUIRE(reading.state == folded(log, name));
    BOOST_REQUIRE_EQUAL(reading.events_count, log.size());
  }
  States fresh(*store);
  BOOST_REQUIRE(fresh.open());
  for (const auto& name : names) {
    BOOST_CHECK(fresh.of_subject("sub-" + name).state == folded(log, name));
    BOOST_CHECK(fresh.of_subscriber("sbr-" + name).state.subscriber ==
                folded(log, name).subscriber);
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_subject_is_an_empty_state) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  const Reading reading = house.states.of_subject("sub-nobody");
  BOOST_CHECK(reading.state == State());
}

// What was told is what the next question sees: also when the question loads the state itself while
// others write.
BOOST_AUTO_TEST_CASE(a_question_after_the_answer_never_sees_less) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  std::atomic<int> behind = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 40; ++i) {
        const std::string name = "t" + std::to_string(t) + "-" + std::to_string(i);
        if (house.begin(name) != Recorded::yes) ++behind;
        for (const EventKind kind : {EventKind::granted, EventKind::withdrawn}) {
          if (house.choose(name, kind) != Recorded::yes) ++behind;
          const State state = house.states.of_subject("sub-" + name).state;
          const Choice* found = find_choice(state.subject, "p");
          const bool granted = found != nullptr && found->kind == ChoiceKind::granted;
          if (granted != (kind == EventKind::granted)) ++behind;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  BOOST_CHECK_EQUAL(behind.load(), 0);
  BOOST_CHECK_EQUAL(store->count().value(), 480);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

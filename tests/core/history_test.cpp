/// Random histories: what must hold whatever people, companies and systems do, in whatever order.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <set>

#include "lived.hpp"

namespace samtycke {
namespace {

using made::Life;
using made::Random;
using made::Witness;

std::set<std::string> allowed(const State& state, const Catalogue& catalogue, Time now) {
  std::set<std::string> out;
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind == PurposeKind::channel || purpose.kind == PurposeKind::cookie) continue;
    if (decide_processing(made::question(purpose.id, catalogue), catalogue, state, now).allow) {
      out.insert(purpose.id);
    }
  }
  return out;
}

bool holds_all(const std::set<std::string>& large, const std::set<std::string>& small) {
  return std::includes(large.begin(), large.end(), small.begin(), small.end());
}

template <typename Test>
void in_many_lives(int lives, int acts, Test test) {
  Random random;
  for (int i = 0; i < lives; ++i) {
    const Catalogue& catalogue = i % 2 == 0 ? made::demo() : made::second();
    Life life(random, catalogue);
    test(random, life, catalogue, acts);
  }
}

BOOST_AUTO_TEST_SUITE(histories)

BOOST_AUTO_TEST_CASE(the_core_says_what_a_plain_reading_of_the_rules_says) {
  std::map<Code, int> met;
  in_many_lives(60, 250, [&](Random&, Life& life, const Catalogue& catalogue, int acts) {
    Witness witness;
    for (int i = 0; i < acts; ++i) {
      for (const Event& event : life.live()) witness.hear(event);
      for (const std::string& id : life.purposes()) {
        const Purpose& purpose = *catalogue.find(id);
        if (purpose.kind != PurposeKind::consent || !purpose.active) continue;
        const Code code =
            made::reason(made::question(id, catalogue), life.state(), life.now(), catalogue);
        BOOST_TEST_REQUIRE(code == witness.says(purpose, catalogue, life.now()), id);
        ++met[code];
      }
    }
  });
  // The histories must have been worth it.
  for (const Code code :
       {Code::consent_given, Code::restricted, Code::objected, Code::subscriber_gate_closed,
        Code::relation_ended, Code::user_consent_missing, Code::no_decision, Code::refused,
        Code::withdrawn, Code::expired}) {
    BOOST_TEST(met[code] > 0, code << " was never met");
  }
}

BOOST_AUTO_TEST_CASE(nothing_is_allowed_that_was_not_granted_since_its_last_no_L1_L36) {
  in_many_lives(40, 250, [](Random&, Life& life, const Catalogue& catalogue, int acts) {
    std::set<std::string> granted;
    for (int i = 0; i < acts; ++i) {
      for (const Event& event : life.live()) {
        if (event.kind == EventKind::granted) granted.insert(event.purpose);
        if (event.kind == EventKind::withdrawn || event.kind == EventKind::refused) {
          granted.erase(event.purpose);
        }
      }
      for (const std::string& id : allowed(life.state(), catalogue, life.now())) {
        if (catalogue.find(id)->kind == PurposeKind::information) continue;
        BOOST_TEST_REQUIRE(granted.contains(id), id);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(a_stop_never_makes_anything_allowed_and_only_a_grant_or_a_lifting_does) {
  in_many_lives(40, 250, [](Random&, Life& life, const Catalogue& catalogue, int acts) {
    for (int i = 0; i < acts; ++i) {
      const State before = life.state();
      const std::vector<Event> events = life.live();
      const auto had = allowed(before, catalogue, life.now());
      const auto has = allowed(life.state(), catalogue, life.now());
      if (events.empty()) BOOST_TEST_REQUIRE(life.state() == before);
      for (const Event& event : events) {
        if (is_stop(event.kind)) BOOST_TEST_REQUIRE(holds_all(had, has), event.kind);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(a_gate_that_opens_starts_nothing_that_the_user_did_not_want_L66) {
  in_many_lives(40, 100, [](Random&, Life& life, const Catalogue& catalogue, int acts) {
    for (int i = 0; i < acts; ++i) life.live();
    State open = life.state();
    for (const std::string& id : life.purposes()) {
      if (made::verdict(made::gate(EventKind::gate_opened, id), open, made::karin(),
                        made::circumstances(life.now(), catalogue)) != Code::accepted) {
        continue;
      }
      open = made::opened(std::move(open), id, life.now(), catalogue);
    }
    for (const std::string& id : allowed(open, catalogue, life.now())) {
      const Purpose& purpose = *catalogue.find(id);
      if (purpose.kind == PurposeKind::information) continue;
      BOOST_TEST(own_choice(purpose, catalogue, life.state().subject, life.now()) ==
                 Code::consent_given);
    }
  });
}

BOOST_AUTO_TEST_CASE(the_state_of_any_moment_is_rebuilt_from_the_events_until_then_L27) {
  in_many_lives(20, 150, [](Random& random, Life& life, const Catalogue&, int acts) {
    const State begun = life.state();
    std::vector<Event> log;
    std::vector<State> snapshots = {begun};
    for (int i = 0; i < acts; ++i) {
      for (const Event& event : life.live()) {
        log.push_back(event);
        snapshots.push_back(apply(snapshots.back(), event));
      }
      BOOST_TEST_REQUIRE(snapshots.back() == life.state());
    }
    const std::size_t until = random.below(log.size() + 1);
    State state = begun;
    for (std::size_t i = 0; i < until; ++i) state = apply(std::move(state), log[i]);
    BOOST_TEST(state == snapshots[until]);
  });
}

BOOST_AUTO_TEST_CASE(every_event_is_numbered_without_a_gap_within_its_party) {
  in_many_lives(20, 200, [](Random&, Life& life, const Catalogue&, int acts) {
    std::map<Party, std::uint64_t> last = {{Party::subject, life.state().subject.sequence},
                                           {Party::person, life.state().person.sequence},
                                           {Party::subscriber, life.state().subscriber.sequence}};
    for (int i = 0; i < acts; ++i) {
      for (const Event& event : life.live()) {
        BOOST_TEST_REQUIRE(event.sequence == ++last[party_of(event.kind)], event.kind);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(in_whatever_order_stops_arrive_what_is_left_is_the_same_and_no_more) {
  in_many_lives(30, 100, [](Random& random, Life& life, const Catalogue& catalogue, int acts) {
    for (int i = 0; i < acts; ++i) life.live();
    const auto had = allowed(life.state(), catalogue, life.now());
    std::vector<Act> stops;
    for (const std::string& id : life.purposes()) {
      if (random.chance(60)) stops.push_back(made::stop(EventKind::withdrawn, id));
      if (random.chance(20)) stops.push_back(made::stop(EventKind::refused, id));
      if (random.chance(20)) stops.push_back(made::stop(EventKind::objection, id));
    }
    if (random.chance(30)) stops.push_back(made::stop(EventKind::restricted, ""));
    std::optional<std::set<std::string>> first;
    for (int order = 0; order < 5; ++order) {
      std::shuffle(stops.begin(), stops.end(), random.engine());
      State state = life.state();
      for (const Act& act : stops) {
        state = made::after(std::move(state), act, made::erik(), life.now(), catalogue);
      }
      const auto left = allowed(state, catalogue, life.now());
      BOOST_TEST_REQUIRE(holds_all(had, left));
      BOOST_TEST_REQUIRE((!first || *first == left));
      first = left;
    }
  });
}

BOOST_AUTO_TEST_CASE(every_event_and_every_state_is_read_back_as_it_was_written) {
  in_many_lives(20, 200, [](Random&, Life& life, const Catalogue&, int acts) {
    for (int i = 0; i < acts; ++i) {
      for (const Event& event : life.live()) {
        const std::string text = canonical(to_value(event));
        const auto again = event_from(made::json_of(text), "");
        BOOST_TEST_REQUIRE(bool(again), text);
        BOOST_TEST_REQUIRE((*again == event), text);
        BOOST_TEST_REQUIRE(canonical(to_value(*again)) == text);
      }
      const std::string text = canonical(to_value(life.state()));
      const auto again = state_from(made::json_of(text), "");
      BOOST_TEST_REQUIRE(bool(again), text);
      BOOST_TEST_REQUIRE(*again == life.state());
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

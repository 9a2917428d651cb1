/// What no history may break, whatever people try in it. RapidCheck looks for one that does, and
/// tells the shortest it finds.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>

#include "core/evaluate.hpp"
#include "story.hpp"

namespace samtycke {
namespace {

using made::in_every_story;
using made::Move;
using made::Moves;
using made::Story;

bool holds_all(const std::set<std::string>& large, const std::set<std::string>& small) {
  return std::includes(large.begin(), large.end(), small.begin(), small.end());
}

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(L1_silence_is_no_whatever_else_happens) {
  BOOST_TEST(in_every_story("silence is no", [](Story& story, const Moves& moves) {
    std::set<std::string> spoken_for;
    for (const Move& move : moves) {
      for (const Event& event : story.play(move)) {
        if (event.kind == EventKind::granted) spoken_for.insert(event.purpose);
      }
      RC_ASSERT(holds_all(spoken_for, story.allowed()));
    }
  }));
}

BOOST_AUTO_TEST_CASE(L36_L39_after_a_no_nothing_is_allowed_until_a_new_yes) {
  BOOST_TEST(in_every_story("a no holds", [](Story& story, const Moves& moves) {
    std::set<std::string> stopped;
    for (const Move& move : moves) {
      for (const Event& event : story.play(move)) {
        if (event.kind == EventKind::granted) stopped.erase(event.purpose);
        if (event.kind == EventKind::withdrawn || event.kind == EventKind::refused) {
          stopped.insert(event.purpose);
        }
      }
      for (const std::string& id : story.allowed()) RC_ASSERT(!stopped.contains(id));
    }
  }));
}

BOOST_AUTO_TEST_CASE(L36_whoever_is_the_person_is_heard_after_any_history) {
  BOOST_TEST(in_every_story("a withdrawal is taken", [](Story& story, const Moves& moves) {
    for (const Move& move : moves) story.play(move);
    for (const std::string& id : story.purposes()) {
      const Circumstances any{&story.catalogue(), false, story.now(), sha256};
      RC_ASSERT(made::verdict(made::stop(EventKind::withdrawn, id), story.state(), made::erik(),
                              any) == Code::accepted);
    }
  }));
}

BOOST_AUTO_TEST_CASE(L27_a_prefix_of_the_events_is_the_state_of_that_time) {
  BOOST_TEST(in_every_story("a prefix is the past", [](Story& story, const Moves& moves) {
    const State begun = story.state();
    std::vector<State> snapshots = {begun};
    for (const Move& move : moves) {
      for (const Event& event : story.play(move)) {
        snapshots.push_back(apply(snapshots.back(), event));
      }
      RC_ASSERT(snapshots.back() == story.state());
    }
    const auto until = *rc::gen::inRange<std::size_t>(0, snapshots.size());
    State state = begun;
    for (std::size_t i = 0; i < until; ++i) state = apply(std::move(state), story.events()[i]);
    RC_ASSERT(state == snapshots[until]);
  }));
}

BOOST_AUTO_TEST_CASE(L27_what_is_asked_as_of_a_moment_is_that_prefix) {
  BOOST_TEST(in_every_story("as_of is the prefix", [](Story& story, const Moves& moves) {
    for (const Move& move : moves) story.play(move);
    RC_PRE(!story.events().empty());
    const std::size_t index = *rc::gen::inRange<std::size_t>(0, story.events().size());
    const Time moment = story.events()[index].at - *rc::gen::element<Time>(0, 1);
    Value all = array_value();
    Value past = array_value();
    for (const Event& event : story.events()) {
      all.items.push_back(to_value(event));
      if (event.at <= moment) past.items.push_back(to_value(event));
    }
    const auto ask = [&](const Value& events, const std::string& more) {
      Loaded loaded;
      return evaluate("",
                      R"({"call":"state","subject":"sub-erik-bjork","events":)" +
                          canonical(events) + more + "}",
                      loaded, sha256)
          .answer;
    };
    RC_ASSERT(ask(all, R"(,"as_of":")" + format_time(moment) + "\"") == ask(past, ""));
  }));
}

BOOST_AUTO_TEST_CASE(in_whatever_order_withdrawals_arrive_none_raises_a_right_R11) {
  BOOST_TEST(in_every_story("order of withdrawals", [](Story& story, const Moves& moves) {
    for (const Move& move : moves) story.play(move);
    std::vector<std::string> ids = story.purposes();
    ids.push_back(std::string(ids.front()));  // withdrawn twice
    ids.resize(*rc::gen::inRange<std::size_t>(0, ids.size()));
    std::shuffle(ids.begin(), ids.end(), std::mt19937(*rc::gen::arbitrary<unsigned>()));
    State state = story.state();
    auto had = story.allowed();
    for (const std::string& id : ids) {
      state = made::after(std::move(state), made::stop(EventKind::withdrawn, id), made::erik(),
                          story.now(), story.catalogue());
      RC_ASSERT(holds_all(had, story.allowed(state)));
      had = story.allowed(state);
    }
    auto left = story.allowed();
    for (const std::string& id : ids) left.erase(id);
    RC_ASSERT(had == left);
  }));
}

BOOST_AUTO_TEST_CASE(L45_an_import_never_raises_a_right_R12) {
  BOOST_TEST(in_every_story("imports only lower", [](Story& story, const Moves& moves) {
    for (Move move : moves) {
      const bool imported = move.who % 2 == 0;
      if (imported) move.who = 12;
      const State before = story.state();
      const auto events = story.play(move);
      if (!imported) continue;
      RC_ASSERT(holds_all(story.allowed(before), story.allowed()));
      for (const Event& event : events) RC_ASSERT(is_stop(event.kind));
    }
  }));
}

BOOST_AUTO_TEST_CASE(L66_a_gate_never_starts_what_the_person_did_not_want) {
  BOOST_TEST(in_every_story("a gate starts nothing", [](Story& story, const Moves& moves) {
    for (const Move& move : moves) story.play(move);
    State open = story.state();
    for (Gate& gate : open.subscriber.gates) gate.open = true;
    for (const std::string& id : story.purposes()) {
      open = apply(std::move(open), [&] {
        Event event;
        event.kind = EventKind::gate_opened;
        event.subscriber = "sbr-bjork";
        event.purpose = id;
        event.at = story.now();
        event.sequence = open.subscriber.sequence + 1;
        return event;
      }());
    }
    for (const std::string& id : story.allowed(open)) {
      RC_ASSERT(own_choice(*story.catalogue().find(id), story.catalogue(), story.state().subject,
                           story.now()) == Code::consent_given);
    }
    RC_ASSERT(holds_all(story.allowed(open), story.allowed()));
  }));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

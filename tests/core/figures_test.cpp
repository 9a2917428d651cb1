/// What is told of many tells of nobody, whatever is subtracted from it.
#include "core/figures.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "core/decide.hpp"
#include "made.hpp"
#include "random.hpp"

namespace samtycke {
namespace {

constexpr std::int64_t least = 10;
constexpr int people_count = 60;
constexpr int days_count = 120;

Figure told(std::int64_t people, std::int64_t yes, const std::optional<Figure>& before = {}) {
  return figure_of({people, yes}, before, least);
}

/// People who come, go, say yes and take it back, some of them each day.
class Crowd {
 public:
  explicit Crowd(made::Random& random) : random_(random) {}

  void live_a_day() {
    // Some days one person moves, on others a campaign does.
    const std::size_t moves = random_.chance(20) ? random_.below(40) : random_.below(3);
    for (std::size_t i = 0; i < moves; ++i) move(static_cast<int>(random_.below(people_count)));
  }
  const std::set<int>& people() const { return people_; }
  const std::set<int>& yes() const { return yes_; }
  Count count() const { return {std::ssize(people_), std::ssize(yes_)}; }

 private:
  void move(int person) {
    if (!people_.contains(person)) {
      people_.insert(person);
    } else if (random_.chance(10)) {
      people_.erase(person);
      yes_.erase(person);
    } else if (!yes_.insert(person).second) {
      yes_.erase(person);
    }
  }
  made::Random& random_;
  std::set<int> people_, yes_;
};

std::int64_t between(const std::set<int>& a, const std::set<int>& b) {
  std::vector<int> apart;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(apart));
  return std::ssize(apart);
}

BOOST_AUTO_TEST_SUITE(figures)

BOOST_AUTO_TEST_CASE(L69_of_nine_people_nothing_is_told_and_of_ten_ten) {
  BOOST_TEST((told(9, 9).told == Count{0, 0}));
  BOOST_TEST((told(10, 9).told == Count{10, 0}));
  BOOST_TEST((told(10, 10).told == Count{10, 10}));
  BOOST_TEST((told(109, 97).told == Count{100, 90}));
}

BOOST_AUTO_TEST_CASE(L87_one_who_comes_or_goes_moves_no_figure) {
  Figure figure = told(100, 59);
  for (std::int64_t yes = 60; yes <= 68; ++yes) {
    figure = told(100, yes, figure);
    BOOST_TEST(figure.told.yes == 50);
  }
  figure = told(100, 69, figure);
  BOOST_TEST(figure.told.yes == 60);
  for (std::int64_t yes = 68; yes >= 60; --yes) {
    figure = told(100, yes, figure);
    BOOST_TEST(figure.told.yes == 60);
  }
  BOOST_TEST(told(100, 59, figure).told.yes == 50);
}

BOOST_AUTO_TEST_CASE(L69_a_group_that_shrinks_below_ten_is_not_told_any_more) {
  Figure figure = told(100, 12);
  BOOST_TEST(figure.told.yes == 10);
  BOOST_TEST(told(100, 2, figure).told.yes == 0);
}

BOOST_AUTO_TEST_CASE(L87_no_more_are_told_to_have_said_yes_than_could_be_asked) {
  const Figure figure = told(105, 104);
  const Figure next = told(114, 114, figure);
  BOOST_TEST(next.told.yes <= next.told.people);
}

BOOST_AUTO_TEST_CASE(L69_L87_whatever_is_subtracted_of_told_figures_is_nobody_or_a_group) {
  made::Random random;
  for (int round = 0; round < 40; ++round) {
    // Two purposes of one crowd of people, and all that was ever told of both.
    Crowd crowds[] = {Crowd(random), Crowd(random)};
    std::optional<Figure> figures[2];
    std::vector<std::int64_t> ever_told;
    for (int day = 0; day < days_count; ++day) {
      for (int i = 0; i < 2; ++i) {
        crowds[i].live_a_day();
        figures[i] = figure_of(crowds[i].count(), figures[i], least);
        ever_told.push_back(figures[i]->told.people);
        ever_told.push_back(figures[i]->told.yes);
        ever_told.push_back(figures[i]->told.people - figures[i]->told.yes);
      }
    }
    for (int attack = 0; attack < 500; ++attack) {
      std::int64_t sum = 0;
      for (std::size_t parts = 1 + random.below(6); parts > 0; --parts) {
        const auto factor = static_cast<std::int64_t>(random.below(7)) - 3;
        sum += factor * ever_told[random.below(ever_told.size())];
      }
      if (sum != 0 && std::abs(sum) < least) BOOST_FAIL("a difference of " << sum);
    }
  }
}

BOOST_AUTO_TEST_CASE(L87_behind_each_figure_that_moves_stand_ten_people_or_more) {
  made::Random random;
  for (int round = 0; round < 40; ++round) {
    Crowd crowd(random);
    Figure figure = figure_of(crowd.count(), {}, least);
    std::set<int> people = crowd.people(), yes = crowd.yes();  // when each was told last
    for (int day = 0; day < days_count; ++day) {
      crowd.live_a_day();
      const Figure next = figure_of(crowd.count(), figure, least);
      const bool moved_people = next.told.people != figure.told.people;
      const bool moved_yes = next.told.yes != figure.told.yes;
      if (moved_people) BOOST_TEST_REQUIRE(between(people, crowd.people()) >= least);
      if (moved_yes && !moved_people) BOOST_TEST_REQUIRE(between(yes, crowd.yes()) >= least);
      if (next.counted.people != figure.counted.people) people = crowd.people();
      if (next.counted.yes != figure.counted.yes) yes = crowd.yes();
      BOOST_TEST_REQUIRE(std::abs(next.counted.yes - crowd.count().yes) < least);
      BOOST_TEST_REQUIRE(next.told.yes <= next.told.people);
      figure = next;
    }
  }
}

/// Random events of a dozen relations, two of them of one person, and the counts as somebody would
/// count them who looks at every state anew.
class Town {
 public:
  explicit Town(made::Random& random) : random_(random) {
    for (int i = 0; i < relations; ++i) begin(i);
  }

  Event next() {
    now_ += static_cast<Time>(random_.below(20 * day_ms));
    Event event = any_event();
    event.at = now_;
    event.sequence = ++sequence_;
    take(event);
    return event;
  }
  /// Some time goes by without an event.
  Time wait() { return now_ += static_cast<Time>(random_.below(120)) * day_ms; }
  const std::vector<Event>& begun() const { return begun_; }

  Count count(const Purpose& purpose, Time moment) const {
    std::set<std::string> people, yes;
    for (const auto& [id, state] : states_) {
      if (state.subject.ended || state.subject.person.empty()) continue;
      people.insert(state.subject.person);
      if (decide_choice(purpose, made::demo(), state, moment) == Code::consent_given) {
        yes.insert(state.subject.person);
      }
    }
    return {std::ssize(people), std::ssize(yes)};
  }

 private:
  static constexpr int relations = 12;
  static std::string subject(int i) { return "sub-" + std::to_string(i); }
  // The first two relations are one person's, the last is a SIM in a pool.
  static std::string person(int i) {
    return i == relations - 1 ? "" : "prs-" + std::to_string(std::max(i, 1));
  }

  void begin(int i) {
    Event event;
    event.kind = EventKind::relation_begun;
    event.subject = subject(i);
    event.person = person(i);
    event.subscriber = i % 2 == 0 ? "sbr-even" : "sbr-odd";
    event.at = now_;
    event.sequence = 1;
    State state;
    state.subject.id = event.subject;
    state.person.id = event.person;
    state.subscriber.id = event.subscriber;
    states_[event.subject] = apply(std::move(state), event);
    begun_.push_back(event);
  }

  Event any_event() {
    const auto i = static_cast<int>(random_.below(relations));
    Event event;
    event.subject = subject(i);
    event.person = person(i);
    event.subscriber = i % 2 == 0 ? "sbr-even" : "sbr-odd";
    const auto& purposes = made::demo().purposes;
    const Purpose& purpose = purposes[random_.below(purposes.size())];
    event.purpose = purpose.id;
    const EventKind kinds[] = {
        EventKind::granted,     EventKind::granted,     EventKind::granted,
        EventKind::withdrawn,   EventKind::gate_opened, EventKind::gate_opened,
        EventKind::gate_closed, EventKind::restricted,  EventKind::unrestricted};
    event.kind = kinds[random_.below(std::size(kinds))];
    if (random_.below(40) == 0) event.kind = EventKind::relation_ended;
    event.evidence.processing_version = purpose.processing_version;
    if (event.kind == EventKind::granted) {
      event.until = now_ + static_cast<Time>(random_.below(200)) * day_ms;
    }
    return event;
  }

  void take(const Event& event) {
    for (auto& [id, state] : states_) {
      const bool concerns = party_of(event) == Party::subject ? id == event.subject
                            : party_of(event) == Party::person
                                ? !event.person.empty() && state.subject.person == event.person
                                : state.subject.subscriber == event.subscriber;
      if (concerns) state = apply(std::move(state), event);
    }
  }

  made::Random& random_;
  std::map<std::string, State> states_;
  std::vector<Event> begun_;
  Time now_ = made::at("2026-01-01T00:00:00.000Z");
  std::uint64_t sequence_ = 1;
};

BOOST_AUTO_TEST_CASE(L69_people_are_counted_once_and_as_long_as_their_yes_holds) {
  made::Random random;
  for (int round = 0; round < 30; ++round) {
    Town town(random);
    Census census(made::demo());
    for (const Event& event : town.begun()) census.take(event);
    for (int i = 0; i < 80; ++i) {
      census.take(town.next());
      const Time moment = town.wait();
      const std::vector<Count> counts = census.at(moment);
      BOOST_TEST_REQUIRE(counts.size() == census.purposes().size());
      for (std::size_t p = 0; p < counts.size(); ++p) {
        BOOST_TEST_REQUIRE((counts[p] == town.count(*census.purposes()[p], moment)));
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

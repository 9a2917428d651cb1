/// How many people said yes to a purpose, over time, and which of it may be told: never of so few
/// that somebody shows, nor so that two told figures differ by so few (L69, L87, RULINGS 22).
///
/// What is told is a multiple of the least group, rounded down. So whatever is added and subtracted
/// of told figures (a yes from the people, a day from the next, a purpose from another, sums of
/// them) is a multiple of it too: nothing, or at least as many. And a figure stays as it was told
/// until at least so many people more or fewer are counted than when it was told last: one person
/// who comes or goes is never what moves it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"
#include "event.hpp"
#include "state.hpp"

namespace samtycke {

/// `people`: who could be asked, each once, whatever number of subscriptions they have. `yes`:
/// those of them whose consent allows the purpose.
struct Count {
  std::int64_t people = 0;
  std::int64_t yes = 0;

  bool operator==(const Count&) const = default;
};

/// `counted` is what `told` was told of: never shown, and needed for the next.
struct Figure {
  Count told;
  Count counted;

  bool operator==(const Figure&) const = default;
};

/// What may be told of a count behind the figure that was told before it. `told.people` is 0 where
/// there are fewer than `least`, and `told.yes` where fewer than `least` said yes; no more than
/// `told.people` ever.
Figure figure_of(const Count& counted, const std::optional<Figure>& before, std::int64_t least);

/// Counts over the events in the order of the log. A yes counts from its event until a later one or
/// its end, as the catalogue reads it; who takes part without a person counts nowhere.
class Census {
 public:
  explicit Census(const Catalogue& catalogue);

  /// Events come with ascending times, and none before a moment that was asked about.
  void take(const Event& event);
  /// The counts at that moment, in the order of `purposes`.
  std::vector<Count> at(Time moment);
  /// What people can say yes to, in the catalogue's order.
  const std::vector<const Purpose*>& purposes() const { return purposes_; }

 private:
  /// A relation as it counts now: for each purpose until when, 0 for not at all.
  struct Counted {
    std::string person;
    std::vector<Time> until;
  };
  struct Ending {
    Time at = 0;
    std::string subject;
    std::size_t purpose = 0;
    bool operator>(const Ending& other) const { return at > other.at; }
  };

  State state_of_subject(const std::string& subject) const;
  void take_subject(const Event& event);
  void recount(const std::string& subject, Time now);
  void uncount(const std::string& subject);
  void end_until(Time moment);
  void add(const std::string& person, std::size_t purpose, std::int64_t by);

  const Catalogue& catalogue_;
  std::vector<const Purpose*> purposes_;
  std::map<std::string, SubjectState> subjects_;
  std::map<std::string, PersonState> persons_;
  std::map<std::string, SubscriberState> subscribers_;
  std::map<std::string, std::set<std::string>> of_person_, of_subscriber_;  // subjects of each
  std::map<std::string, Counted> counted_;                                  // by subject
  std::map<std::pair<std::string, std::size_t>, std::int64_t> relations_;  // of a person that count
  std::vector<std::int64_t> people_;  // by purpose, and last those who could be asked
  std::priority_queue<Ending, std::vector<Ending>, std::greater<>> endings_;
};

}  // namespace samtycke

/// What a new version of a catalogue means for people: what is added, removed and reworded, where a
/// yes must be asked for anew and of how many, and whether the version may be published.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint.hpp"
#include "state.hpp"

namespace samtycke {

/// What becomes of a purpose. `asked_again`: its processing version rose, so that no older yes
/// holds (L54); `reworded`: a yes goes on (L55); `changed`: something else differs.
enum class Fate : std::uint8_t { added, removed, asked_again, reworded, changed };

constexpr std::string_view fate_names[] = {"added", "removed", "asked_again", "reworded",
                                           "changed"};

struct PurposeFate {
  std::string purpose;
  Fate fate = Fate::changed;
  std::vector<std::string> processing;  // members that a yes is about
  std::vector<std::string> words;       // of the notice
  std::vector<std::string> others;
};

struct CatalogueChange {
  std::vector<PurposeFate> purposes;  // those that differ: the newer one's order, then the removed
  std::vector<Finding> findings;      // about the newer one alone, then about the step to it
};

CatalogueChange catalogue_change(const Catalogue& older, const Catalogue& newer);

/// Whether the newer version may follow: no finding is an error.
bool may_follow(const CatalogueChange& change);

Value to_value(const CatalogueChange& change);

/// Counts whom a new version makes us ask again, from the states of all subjects.
class AskedAgain {
 public:
  /// Both must outlive this.
  AskedAgain(const Catalogue& in_force, const Catalogue& draft, Time now);

  void add(const State& state);

  /// For each purpose that is asked again: how many people said a yes that holds now, rounded down
  /// to whole groups of the least size that may be told; nothing where there is no such group.
  /// Whole groups alone, so that one person less in a later answer does not show (RULINGS 22).
  std::map<std::string, std::optional<std::int64_t>> told() const;

 private:
  const Catalogue& in_force_;
  const Time now_;
  std::map<const Purpose*, std::set<std::string>> people_;  // of each purpose that is asked again
};

}  // namespace samtycke

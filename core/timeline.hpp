/// The timeline: what a person reads about themself, line by line. Says of each event that is
/// theirs to read what was done, when, by whom and by which way, and how long a yes lasts. Which
/// words a line is told in stands in core/text, by the names that are given here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"
#include "event.hpp"

namespace samtycke {

/// Whose deed a line is. `time`: nobody's, a yes ran out.
enum class Doer : std::uint8_t { self, guardian, company, operator_, time };

constexpr std::string_view doer_names[] = {"self", "guardian", "company", "operator", "time"};

struct TimelineItem {
  EventKind kind = EventKind::refused;
  Time at = 0;
  Doer by = Doer::operator_;
  std::optional<Door> door;           // nothing where nobody acted
  std::vector<std::string> purposes;  // several of one act; none of what is about everything
  std::optional<Time> expires_at;     // of a yes
  std::string receipt;                // of the person's own act: the submission it came with

  bool operator==(const TimelineItem&) const = default;
};

/// The lines of one relation as they stood at `now`, the newest first: its own events, those of its
/// person, and what its company did with the gates while the relation lasted. `events` are in the
/// order of the log; those of others, and those after `now`, count for nothing.
///
/// What is between systems (identifiers, mandates, what was passed on) has no line. Purposes that
/// one act was about share one. A yes that ran out has a line of its own also where no event says
/// so: at its end, by today's policy where that is sooner (RULINGS 6), unless a later act or the
/// end of the relation came first.
std::vector<TimelineItem> timeline_of(const std::vector<Event>& events, std::string_view subject,
                                      const Catalogue& catalogue, Time now);

/// With the titles of the purposes in the language; one that the catalogue no longer has, or has no
/// words for, has its id alone.
Value to_value(const TimelineItem& item, const Catalogue& catalogue, std::string_view language);

}  // namespace samtycke

/// What has to be done for one relation, and when. Nothing is done here: whoever keeps the log asks
/// and acts, and what is overdue stays in the list until an event says it was done.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"
#include "state.hpp"

namespace samtycke {

enum class DueKind : std::uint8_t { erase, evidence_end, expiry, notice, reminder };

constexpr std::string_view due_kind_names[] = {"erase", "evidence_end", "expiry", "notice",
                                               "reminder"};

struct Due {
  DueKind kind = DueKind::reminder;
  std::string purpose;
  std::string sink;  // of erase: the system that holds the data, when the catalogue names some
  Time at = 0;

  bool operator==(const Due&) const = default;
};

/// Sorted by time, kind (as it is written), purpose and sink.
///
/// `reminder`: of a consent that runs, `reminder_months` after its grant or its last reminder,
/// while that is before its end (L58). `expiry`: a grant's end (L59). `notice`: `notice_days` after
/// customer systems named the user, until a `reminded` event without a purpose says the user was
/// told (L76). `erase`: a consent's stop, its end or its relation's end, once for each sink; a
/// channel holds no records (L41). `evidence_end`: `evidence_years_after_end` after it (L137).
///
/// `events` are the relation's; without them no reminder, no beginning and no end of the relation
/// is known.
std::vector<Due> due(const State& state, const std::vector<Event>& events,
                     const Catalogue& catalogue, Time now);

Value to_value(const Due& due);

/// From when nothing of a relation that is over has to be kept as evidence any more (L137):
/// `evidence_years_after_end` after the last of its own end and those of its consents. Nothing
/// while it runs, and where no event tells when it ended.
std::optional<Time> evidence_end(const State& state, const std::vector<Event>& events,
                                 const Catalogue& catalogue, Time now);

/// When a request for one's rights must be answered: a calendar month after it was received, three
/// when the time was extended (GDPR 12(3), L124). Errors: `bad_value` at `/received_at` when it
/// lies ahead; at `/extended_at` when that lies ahead, before the request, or not within the first
/// month.
Result<Time> rights_due(Time received_at, std::optional<Time> extended_at, Time now);

}  // namespace samtycke

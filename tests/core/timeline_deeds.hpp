/// Erik's own deeds, of which the tests of the timeline make his life.
#pragma once

#include <string>
#include <string_view>

#include "core/timeline.hpp"
#include "made.hpp"

namespace samtycke::made {

inline const Time begun = at("2026-01-01T00:00:00.000Z");
inline const Time given = at("2026-01-31T10:00:00.000Z");
inline const Time end = at("2028-01-31T10:00:00.000Z");

/// All of one time are of one submission.
inline Event deed(EventKind kind, Time time, std::string_view purpose) {
  Event event;
  event.kind = kind;
  event.subject = "sub-erik-bjork";
  event.person = "prs-erik";
  event.subscriber = "sbr-bjork";
  event.purpose = purpose;
  event.actor = "prs-erik";
  event.roles = {Role::user};
  event.evidence.submission_id = "sbm-" + std::to_string(time);
  event.at = time;
  return event;
}

}  // namespace samtycke::made

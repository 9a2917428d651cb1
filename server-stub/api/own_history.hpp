/// What the log tells a person of themself: one relation's timeline, and the receipts of their own
/// acts.
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "api/person.hpp"
#include "core/timeline.hpp"

namespace samtycke::server {

struct OwnHistory {
  KnownPerson person;
  State state;                         // of the relation
  std::vector<Event> events;           // its own, its person's, its company's, by time
  std::vector<TimelineItem> timeline;  // of them, the newest first
  Time now = 0;
};

/// Of the relation that the request names, or the only one there is; the refusal where it is not
/// that of the person who asks. There is a catalogue.
std::variant<OwnHistory, Response> own_history(const Verifier& verifier, const Request& request);

/// The receipt of an act, as it was given; none where the person made no such act, or it is about
/// others too. Nothing when the store cannot be read.
std::optional<std::optional<Value>> own_receipt(const Verifier& verifier, std::string_view person,
                                                std::string_view submission_id);

}  // namespace samtycke::server

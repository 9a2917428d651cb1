/// May this event stand where it stands? What `accept` guarantees of every event it makes, as far
/// as the events before it show: asked of a log that somebody else wrote.
#pragma once

#include <optional>

#include "result.hpp"
#include "state.hpp"

namespace samtycke {

/// What the events before it amount to, for the parties that an event names; an empty one where it
/// names none, or nothing is known of it.
struct PartiesBefore {
  const SubjectState& subject;
  const PersonState& person;
  const SubscriberState& subscriber;
};

/// Why an event cannot follow; nothing when it can. It is the next one of the party it belongs to
/// (`stale_sequence`); a relation begins once, and before anything else of it (`duplicate_id`,
/// `no_identified_user`), and names the same person and subscriber for ever (`actor_not_subject`);
/// nobody grants by another door than a page (`door_not_permitted`) or after the end of the
/// relation
/// (`relation_ended`); and a gate is moved by who had a mandate then (`no_mandate`), but for the
/// one that a sole trader's yes opens (L74). What a catalogue would have to say is not asked.
std::optional<Error> check_follows(const Event& event, const PartiesBefore& before);

}  // namespace samtycke

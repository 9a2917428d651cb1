/// May this be recorded, and as what? The only way for a choice to become an event.
///
/// Order of tests, the first fault found is the answer.
/// A grant: door (`import_cannot_grant`, `door_not_permitted`) → who acts
/// (`guardian_required`, `employer_cannot_consent`, `actor_not_subject`, also for a role that is
/// not theirs) → the relation (`relation_ended`) → purpose
/// (`wildcard_purpose`, `unknown_purpose`, `purpose_mismatch`, `lek_gate_missing`,
/// `purpose_inactive`) → `personnummer_in_payload` → members that do not belong →
/// `not_affirmative_act` → `catalogue_unsigned` → `stale_sequence` → `evidence_incomplete` →
/// `superseded_processing` → `text_superseded` → `notice_incomplete` → `text_unresolvable` →
/// `consent_before_notice` → `clock_skew`. A stop: door → who acts → purpose known to this
/// catalogue, an earlier one or the state. Nothing else is a reason to refuse it (L36, RULINGS 8).
#pragma once

#include <vector>

#include "act.hpp"
#include "catalogue.hpp"
#include "state.hpp"

namespace samtycke {

/// What is so, whoever asks. `catalogue` is null when it could not be read: then only stops pass.
struct Circumstances {
  const Catalogue* catalogue = nullptr;
  bool catalogue_signed = false;
  Time now = 0;
  Hash hash = nullptr;
};

/// The events an act becomes: one, or two where a sole trader's yes opens the gate as well (L74).
/// Their sequences follow the state's. Errors: a code of the order above, and its place in the act.
Result<std::vector<Event>> accept(const Act& act, const Circumstances& circumstances,
                                  const State& state, const Actor& actor);

}  // namespace samtycke

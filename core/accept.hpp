/// May this be recorded, and as what? The only way for a choice to become an event.
///
/// Order of tests, the first fault found is the answer.
/// A grant: door (`import_cannot_grant`, `door_not_permitted`: L45, RULINGS 12) → who acts
/// (`guardian_required`, `employer_cannot_consent`, `actor_not_subject`, also for a role that is
/// not theirs: L22, L64) → the relation (`relation_ended`: L62) → purpose
/// (`wildcard_purpose`, `unknown_purpose`, `purpose_mismatch`, `lek_gate_missing`,
/// `purpose_inactive`: L5, L81) → `personnummer_in_payload` (L23) → members that do not belong
/// (L33) → `not_affirmative_act` (L3, L15) → `catalogue_unsigned` (L138) → `stale_sequence` (L32) →
/// `evidence_incomplete` (L25) → `superseded_processing` (L54) → `text_superseded` →
/// `notice_incomplete` (L8, L12) → `text_unresolvable` (L26) → `consent_before_notice` (L11) →
/// `clock_skew` (L31). A stop: door → who acts → purpose known to this catalogue, an earlier one or
/// the state. Nothing else is a reason to refuse it (L36, RULINGS 8).
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

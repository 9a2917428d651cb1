/// The calls of `evaluate`, and what each may use. A new one is added by its declaration here, its
/// line in evaluate_every.cpp and its function in the file of its subject.
#pragma once

#include <string>
#include <vector>

#include "accept.hpp"
#include "evaluate.hpp"
#include "fields.hpp"

namespace samtycke {

/// What a call may use: its own members, the loaded catalogue, the events carried so far, and what
/// can be done with events, where anything can.
struct Call {
  Fields& fields;
  Loaded& loaded;
  Hash hash;
  std::vector<Event>& carried;
  const History* history;
};

using Answer = Result<Value>;

struct NamedCall {
  std::string_view name;
  Answer (*run)(Call&);
};

/// What `evaluate` and a call of the page ask about events. They ask through this table, so that a
/// module without one holds nothing that reads, writes or replays an event.
struct History {
  Result<std::vector<Event>> (*read)(const Value& list, const std::string& where);
  Value (*write)(const std::vector<Event>& events);
  Result<State> (*state_as_of)(Call& call);
};

extern const History events_history;

Result<std::vector<Event>> events_from(const Value& list, const std::string& where);
Value events_value(const std::vector<Event>& events);

/// The state a request is about: given as `state`, or built from the events of earlier lines and of
/// the request, for its `subject` or its `subscriber`.
Result<State> state_for(Call& call);
/// The events behind such a state; none where the state itself is given.
Result<std::vector<Event>> events_for(Call& call);
/// The same for a call that may ask about the past: with `as_of`, only events until then, it
/// included, count. A state that is given is of its own time: beside it `as_of` is unknown.
Result<State> state_as_of(Call& call);
Circumstances circumstances_of(Call& call);

// evaluate_catalogue.cpp
Answer call_catalogue(Call& call);
Answer call_notice(Call& call);
Answer call_canonical(Call& call);
Answer call_identifier(Call& call);

// evaluate_lint.cpp
Answer call_lint(Call& call);
Answer call_lint_diff(Call& call);
Answer call_catalogue_change(Call& call);

// evaluate_state.cpp
Answer call_events(Call& call);
Answer call_forget(Call& call);
Answer call_state(Call& call);
Answer call_apply(Call& call);

// evaluate_accept.cpp
Answer call_accept(Call& call);
Answer call_judge(Call& call);

// evaluate_show.cpp
Answer call_gates(Call& call);
Answer call_panel(Call& call);
Answer call_banner(Call& call);

// evaluate_decide.cpp
Answer call_decide_processing(Call& call);
Answer call_subject_at(Call& call);

// evaluate_prepared.cpp
Answer call_plan(Call& call);
Answer call_prepare(Call& call);

// evaluate_contact.cpp
Answer call_decide_contact(Call& call);
Answer call_decide_prompt(Call& call);

// evaluate_sum.cpp
Answer call_decide_cookie(Call& call);
Answer call_decide_sum(Call& call);
Answer call_check_permit(Call& call);

// evaluate_record.cpp
Answer call_decide_record(Call& call);
Answer call_due(Call& call);
Answer call_evidence_end(Call& call);
Answer call_rights_clock(Call& call);

// evaluate_timeline.cpp
Answer call_history(Call& call);

// evaluate_receipt.cpp
Answer call_receipt(Call& call);

// evaluate_proof.cpp
Answer call_check_inclusion(Call& call);
Answer call_check_consistency(Call& call);
Answer call_leaf(Call& call);

// evaluate_receipt.cpp
Answer call_verify_receipt(Call& call);

}  // namespace samtycke

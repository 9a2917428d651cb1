/// May this data be used for this purpose, by this role? The question every system asks first.
///
/// Order of tests, the first hit is the answer: `unknown_purpose` → `lek_gate_missing` /
/// `purpose_inactive` (L81) → `stale` → the store (`store_unknown`, `store_unreadable`,
/// `retention_store_locked`: L84) → `role_not_permitted` (L82) → fields (`special_category`: L20,
/// `content_not_allowed`: L21, `field_not_in_purpose`: L83) → an information purpose: `objected`
/// or `stale` when it is marketing, else allowed with its basis (L91, L92) → `restricted` (L122) →
/// `purpose_mismatch` (offer class: L79) → `objected` (L100) → `no_identified_user` (L75) →
/// `subscriber_gate_closed` (L65, L67) → `stale` for the gate → `relation_ended` (L62), the user's
/// choice (`user_consent_missing` or `no_decision`: L1, L66, RULINGS 1; `refused`, `withdrawn`:
/// L39) → `stale` for their yes → `superseded_processing` (L54) → `expired` (L59) →
/// `outside_consent_interval` (L57) → `record_too_old` (L56) → allowed. No other basis takes the
/// place of a yes (L42).
///
/// `stale` is what was read when it is too old for the asker, and whatever was allowed before a gap
/// in what is known (`SubjectState::proved_from`): a no may lie in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "freshness.hpp"
#include "state.hpp"

namespace samtycke {

/// The reasons to deny in that order, as data: docs/RULES.md is drawn from it, and a test walks it.
constexpr Code decision_order[] = {Code::unknown_purpose,
                                   Code::lek_gate_missing,
                                   Code::purpose_inactive,
                                   Code::stale,
                                   Code::store_unknown,
                                   Code::store_unreadable,
                                   Code::retention_store_locked,
                                   Code::role_not_permitted,
                                   Code::special_category,
                                   Code::content_not_allowed,
                                   Code::field_not_in_purpose,
                                   Code::restricted,
                                   Code::purpose_mismatch,
                                   Code::objected,
                                   Code::no_identified_user,
                                   Code::subscriber_gate_closed,
                                   Code::relation_ended,
                                   Code::user_consent_missing,
                                   Code::no_decision,
                                   Code::refused,
                                   Code::withdrawn,
                                   Code::superseded_processing,
                                   Code::expired,
                                   Code::outside_consent_interval,
                                   Code::record_too_old};

struct Question {
  std::string purpose;
  std::string role;
  std::vector<std::string> fields;  // the data types wanted; none asks about the purpose's own
  std::string source_store;         // where the records lie
  std::string offer_class;          // of what is offered, when something is
  std::optional<Time>
      record_time;      // when the record was made; without it the question is about now
  Freshness freshness;  // of the state; said by the host, never part of the question as sent
};

/// The default is the refusal. `expires` is when the answer must be asked for again; `consent_id`
/// names the grant (`subject/sequence`), on an allow by consent alone.
struct Decision {
  bool allow = false;  // of who said nothing (L1)
  Code reason = Code::store_unreadable;
  std::string basis;
  Time expires = 0;
  std::string consent_id;
};

Decision decide_processing(const Question& question, const Catalogue& catalogue, const State& state,
                           Time now);

/// The part of the order that is about the person alone, from `restricted` to `expired`, without
/// store, role and fields: what the sliders show and what `allows(purpose)` answers in the page.
Code decide_choice(const Purpose& purpose, const Catalogue& catalogue, const State& state,
                   Time now);

/// The user's own choice alone: `no_decision`, `refused`, `withdrawn`, `stale`,
/// `superseded_processing`, `expired` or `consent_given`. Restriction, objection and gate are not
/// looked at.
Code own_choice(const Purpose& purpose, const Catalogue& catalogue, const SubjectState& subject,
                Time now);

/// Reads a question strictly. Errors: the reader's codes.
Result<Question> question_from(const Value& value, std::string where);
Value to_value(const Decision& decision);

/// One span in which an identifier meant one subject.
struct Link {
  std::string subject;
  Time from = 0;
  Time until = time_max;
};

/// Whom the identifier meant at that time (L62, L63), `[from, until)`; nobody when no span or spans
/// of several subjects hold it.
std::optional<std::string> subject_at(const std::vector<Link>& links, Time at);

}  // namespace samtycke

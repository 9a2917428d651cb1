#include "record.hpp"

#include <algorithm>

#include "accept_grant.hpp"
#include "consent.hpp"

namespace samtycke {
namespace {

constexpr Time hour_ms = 3'600'000;

/// What keeps a record, as it is put together.
struct Holding {
  RecordAnswer answer;
  bool by_consent = false;
  Code fell_away = Code::no_decision;  // of the last use that did

  void until(Time end) {
    if (end < time_max) answer.due = std::min(end, answer.due.value_or(end));
  }
};

/// The locked store: its own months, and no purpose of ours (L84, L85).
RecordAnswer decide_locked(const Record& record, const Catalogue& catalogue, Time now) {
  const auto category = static_cast<std::size_t>(*record.category);
  const Time end = add_months(record.made_at, catalogue.crime_retention_months[category]);
  if (now < end || record.hold) {
    return {RecordAction::keep, Code::retention_store_locked, end, {}};
  }
  return {RecordAction::erase, Code::record_too_old, end, {}};
}

/// The catalogue's purposes that keep such records; false when it names none.
bool hold_for(std::string_view keeps, const Catalogue& catalogue, Holding& holding) {
  bool named = false;
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.keeps != keeps) continue;
    holding.answer.purposes.push_back(purpose.id);
    named = true;
  }
  return named;
}

/// What holds a record whatever its person chose (L88).
std::optional<Error> hold_by_law(const Record& record, const Catalogue& catalogue, Time now,
                                 Holding& holding) {
  if (!record.delivered && !hold_for("transmission", catalogue, holding)) {
    return Error{Code::unknown_reference, "/delivered"};
  }
  if (!record.billing) return std::nullopt;
  const Billing& billing = *record.billing;
  const bool paid = billing.paid_at && *billing.paid_at <= now;
  const bool open = billing.objection_until && now < *billing.objection_until;
  if (!paid || open) {
    if (!hold_for("billing", catalogue, holding)) {
      return Error{Code::unknown_reference, "/billing"};
    }
    // When an unpaid bill will be paid is not known.
    if (paid) holding.until(*billing.objection_until);
  }
  if (billing.disputed && !hold_for("dispute", catalogue, holding)) {
    return Error{Code::unknown_reference, "/billing/disputed"};
  }
  return std::nullopt;
}

/// Whether the person's consent still runs. A closed gate vetoes use and not collection, so here it
/// is neither a reason to erase nor to keep (RULINGS 4).
Code consent_runs(const Purpose& purpose, const Catalogue& catalogue, const State& state,
                  Time now) {
  const Code reason = decide_choice(purpose, catalogue, state, now);
  if (reason != Code::subscriber_gate_closed) return reason;
  if (state.subject.ended) return Code::relation_ended;
  const Code own = own_choice(purpose, catalogue, state.subject, now);
  return own == Code::no_decision ? Code::user_consent_missing : own;
}

/// One use: it holds the record, or why it no longer does.
void hold_by_consent(const Purpose& purpose, const Record& record, const Catalogue& catalogue,
                     const State& state, Time now, Holding& holding) {
  const auto inactive = why_inactive(purpose);
  Code reason = inactive ? *inactive : consent_runs(purpose, catalogue, state, now);
  if (reason == Code::consent_given) {
    const Choice& choice = *find_choice(state.subject, purpose.id);
    const auto out = check_record(purpose, choice, record.made_at, now);
    if (!out) {
      holding.answer.purposes.push_back(purpose.id);
      holding.by_consent = true;
      holding.until(consent_end(choice, catalogue));
      holding.until(record_end(purpose, record.made_at));
      return;
    }
    reason = *out;
  }
  holding.fell_away = reason;
}

std::optional<Error> hold_by_uses(const Record& record, const Catalogue& catalogue,
                                  const State& state, Time now, Holding& holding) {
  for (std::size_t i = 0; i < record.uses.size(); ++i) {
    const std::string& use = record.uses[i];
    const Purpose* purpose = catalogue.find(use);
    if (purpose == nullptr) {
      // An earlier version's purpose is over; a name that never was is no reason to erase.
      if (!catalogue.ever_knew(use)) return Error{Code::unknown_purpose, pointer("/uses", i)};
      holding.fell_away = Code::unknown_purpose;
    } else if (purpose->kind != PurposeKind::consent) {
      return Error{Code::purpose_mismatch, pointer("/uses", i)};
    } else {
      hold_by_consent(*purpose, record, catalogue, state, now, holding);
    }
  }
  return std::nullopt;
}

}  // namespace

Result<RecordAnswer> decide_record(const Record& record, const Catalogue& catalogue,
                                   const State& state, Time now) {
  const Store* store = catalogue.find_store(record.store);
  if (store == nullptr) return Error{Code::store_unknown, "/store"};
  if (!store->only_for.empty()) {
    if (!record.category) return Error{Code::missing_member, "/category"};
    if (catalogue.crime_retention_months.empty()) {
      return Error{Code::unknown_reference, "/category"};
    }
    return decide_locked(record, catalogue, now);
  }
  Holding holding;
  if (auto error = hold_by_law(record, catalogue, now, holding)) return *error;
  const bool readable = state.readable && !another_person(state);
  if (readable) {
    if (auto error = hold_by_uses(record, catalogue, state, now, holding)) return *error;
  }
  RecordAnswer& answer = holding.answer;
  if (!answer.purposes.empty()) {
    answer.reason = holding.by_consent ? Code::consent_given : Code::no_consent_needed;
    return answer;
  }
  if (!readable) return answer;
  if (record.hold) {
    answer.reason = Code::no_consent_needed;
    return answer;
  }
  if (state.person.restricted) {
    answer.reason = Code::restricted;
    return answer;
  }
  answer.action = store->de_identifies ? RecordAction::de_identify : RecordAction::erase;
  answer.reason = holding.fell_away;
  answer.due = std::min(now + catalogue.policy.sweep_hours * hour_ms, time_max);
  return answer;
}

}  // namespace samtycke

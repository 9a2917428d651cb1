#include "consent.hpp"

#include <algorithm>

namespace samtycke {

Time consent_end(const Choice& choice, const Catalogue& catalogue) {
  return std::min(choice.until, add_months(choice.at, catalogue.policy.consent_months));
}

std::optional<Time> next_reminder(const Choice& choice, const Catalogue& catalogue, Time now) {
  const Time end = consent_end(choice, catalogue);
  Time next = choice.at;
  do {
    next = add_months(next, catalogue.policy.reminder_months);
  } while (next <= now && next < end);
  if (next >= end) return std::nullopt;
  return next;
}

Time record_end(const Purpose& purpose, Time made) {
  if (purpose.max_age_days == 0) return time_max;
  return std::min(made + purpose.max_age_days * day_ms, time_max);
}

Time record_from(const Purpose& purpose, const Choice& choice) {
  return std::max(choice.since - purpose.look_back_days * day_ms, choice.stopped_at.value_or(0));
}

/// Only what was made while the consent ran counts, or in the look-back that its text states (L57).
std::optional<Code> check_record(const Purpose& purpose, const Choice& choice, Time made,
                                 Time now) {
  if (made < record_from(purpose, choice) || made > now) return Code::outside_consent_interval;
  if (purpose.max_age_days > 0 && now >= made + purpose.max_age_days * day_ms) {
    return Code::record_too_old;
  }
  return std::nullopt;
}

bool another_person(const State& state) {
  return !state.subject.person.empty() && state.person.id != state.subject.person;
}

std::string consent_id(const State& state, const Choice& choice) {
  return state.subject.id + "/" + std::to_string(choice.sequence);
}

Decision deny(Code reason) {
  Decision decision;
  decision.reason = reason;
  return decision;
}

Decision allow(Code reason, const Purpose& purpose, const Catalogue& catalogue, Time now) {
  Decision decision;
  decision.allow = true;
  decision.reason = reason;
  decision.basis = purpose.legal_basis;
  decision.expires = std::min(now + catalogue.policy.permit_cache_seconds * second_ms, time_max);
  return decision;
}

}  // namespace samtycke

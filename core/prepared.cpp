#include "prepared.hpp"

#include <algorithm>

#include "consent.hpp"
#include "use.hpp"

namespace samtycke {
namespace {

/// FNV-1a: it keeps halves apart that were mixed up, not halves that somebody forged.
std::uint32_t binding_of(const Catalogue& catalogue, std::string_view purpose) {
  std::uint32_t hash = 0x811c9dc5;
  const auto take = [&hash](std::string_view text) {
    for (const char c : text) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
    }
  };
  take(catalogue.digest);
  take(purpose);
  return hash;
}

PreparedDecision deny_prepared(Code reason) { return {false, reason, 0}; }

bool known(Code code) { return static_cast<std::size_t>(code) < std::size(code_names); }

}  // namespace

Plan plan(const Question& question, const Catalogue& catalogue) {
  Plan plan;
  const UseFaults faults = use_faults(question, catalogue);
  plan.binding = binding_of(catalogue, question.purpose);
  plan.before_store = faults.before_store.has_value();
  plan.reason = faults.before_store.value_or(faults.behind_store.value_or(Code::consent_given));
  const Purpose* purpose = catalogue.find(question.purpose);
  if (plan.reason != Code::consent_given) return plan;
  plan.permit_ms = static_cast<std::uint32_t>(catalogue.policy.permit_cache_seconds * second_ms);
  if (purpose->kind == PurposeKind::information) {
    plan.reason = Code::no_consent_needed;
    plan.marketing = purpose->marketing;
    return plan;
  }
  plan.offer_mismatch = offers_another_class(question, *purpose);
  plan.max_age_ms = purpose->max_age_days * day_ms;
  return plan;
}

Entry prepare(std::string_view purpose, const Catalogue& catalogue, const State& state) {
  Entry entry;
  entry.binding = binding_of(catalogue, purpose);
  const Purpose* known_purpose = catalogue.find(purpose);
  if (known_purpose == nullptr) return entry;
  const bool marketing =
      known_purpose->marketing || known_purpose->kind == PurposeKind::information;
  entry.flags = static_cast<std::uint8_t>(
      (state.readable ? 0 : Entry::unreadable) | (another_person(state) ? Entry::of_another : 0) |
      (state.person.restricted ? Entry::restricted : 0) |
      (objected_to(state.person, purpose, marketing) ? Entry::objected : 0) |
      (has_acted_since_gap(state.subject) ? 0 : Entry::unheard));
  // Before all time nothing has expired: the end is compared for each record.
  entry.reason = decide_choice(*known_purpose, catalogue, state, std::numeric_limits<Time>::min());
  const Choice* choice = find_choice(state.subject, purpose);
  if (entry.reason != Code::consent_given || choice == nullptr) return entry;
  entry.sequence = choice->sequence;
  entry.from = record_from(*known_purpose, *choice);
  entry.end = consent_end(*choice, catalogue);
  return entry;
}

PreparedDecision decide(const Plan& plan, const Entry& entry, Time record_time, Time now) {
  if (plan.binding != entry.binding) return deny_prepared(Code::purpose_mismatch);
  if (!known(plan.reason) || !known(entry.reason)) return {};
  if (plan.before_store) return deny_prepared(plan.reason);
  if (entry.flags & Entry::unreadable) return deny_prepared(Code::store_unreadable);
  PreparedDecision yes{true, plan.reason, std::min(now + plan.permit_ms, time_max)};
  if (plan.reason == Code::no_consent_needed) {
    if (plan.marketing && entry.flags & Entry::of_another) return {};
    if (plan.marketing && entry.flags & Entry::objected) return deny_prepared(Code::objected);
    if (plan.marketing && entry.flags & Entry::unheard) return deny_prepared(Code::stale);
    return yes;
  }
  if (plan.reason != Code::consent_given) return deny_prepared(plan.reason);
  if (entry.flags & Entry::of_another) return {};
  if (entry.flags & Entry::restricted) return deny_prepared(Code::restricted);
  if (plan.offer_mismatch) return deny_prepared(Code::purpose_mismatch);
  if (entry.reason != Code::consent_given) return deny_prepared(entry.reason);
  if (now >= entry.end) return deny_prepared(Code::expired);
  yes.expires = std::min(yes.expires, entry.end);
  if (record_time == about_now) return yes;
  if (record_time < entry.from || record_time > now) {
    return deny_prepared(Code::outside_consent_interval);
  }
  if (plan.max_age_ms == 0) return yes;
  const Time record_end = std::min(record_time + plan.max_age_ms, time_max);
  if (now >= record_end) return deny_prepared(Code::record_too_old);
  yes.expires = std::min(yes.expires, record_end);
  return yes;
}

}  // namespace samtycke

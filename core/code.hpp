/// Every code the core can answer with: why something was refused, denied or allowed. Stable for
/// ever; the only thing a caller may branch on. The sentences for people stand in core/text/.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace samtycke {

/// One list, so that enumerator, wire name and the test of the texts cannot drift apart.
// clang-format off
#define SAMTYCKE_CODES(X)                                                                        \
  /* answers that are no fault */                                                                \
  X(accepted) X(consent_given) X(no_consent_needed)                                              \
  /* the reader: the bytes or their shape */                                                     \
  X(not_json) X(bad_utf8) X(duplicate_key) X(too_deep) X(too_large) X(too_long) X(too_many)      \
  X(not_integer) X(number_out_of_range) X(wrong_type) X(missing_member) X(unknown_member)        \
  X(bad_value) X(bad_time) X(bad_id) X(duplicate_id) X(unknown_reference) X(unknown_call)        \
  X(no_catalogue)                                                                                \
  /* who acts, through which door */                                                             \
  X(actor_not_subject) X(employer_cannot_consent) X(no_mandate) X(guardian_required)             \
  X(door_not_permitted) X(import_cannot_grant) X(no_identified_user) X(relation_ended)           \
  /* what is asked */                                                                            \
  X(unknown_purpose) X(wildcard_purpose) X(purpose_mismatch) X(purpose_inactive)                 \
  X(lek_gate_missing) X(catalogue_unsigned)                                                      \
  /* a grant's evidence */                                                                       \
  X(not_affirmative_act) X(consent_before_notice) X(notice_incomplete) X(text_unresolvable)      \
  X(text_superseded) X(evidence_incomplete) X(personnummer_in_payload) X(msisdn_not_e164)        \
  X(stale_sequence) X(clock_skew)                                                                \
  /* a decision */                                                                               \
  X(no_decision) X(refused) X(withdrawn) X(expired) X(superseded_processing)                     \
  X(subscriber_gate_closed) X(user_consent_missing) X(restricted) X(objected) X(store_unknown)   \
  X(store_unreadable) X(retention_store_locked) X(role_not_permitted) X(field_not_in_purpose)    \
  X(special_category) X(content_not_allowed) X(outside_consent_interval) X(record_too_old)       \
  X(stale)                                                                                       \
  /* a contact */                                                                                \
  X(channel_not_consented) X(channel_objected) X(soft_opt_in_unavailable) X(nix_listed)          \
  X(outside_office_hours) X(private_marketing_to_work_number)                                    \
  /* a sum, a permit */                                                                          \
  X(group_too_small) X(permit_expired)
// clang-format on

enum class Code : std::uint8_t {
#define SAMTYCKE_CODE(name) name,
  SAMTYCKE_CODES(SAMTYCKE_CODE)
#undef SAMTYCKE_CODE
};

constexpr std::string_view code_names[] = {
#define SAMTYCKE_CODE(name) #name,
    SAMTYCKE_CODES(SAMTYCKE_CODE)
#undef SAMTYCKE_CODE
};

constexpr std::string_view name_of(Code code) {
  return code_names[static_cast<std::uint8_t>(code)];
}

/// The code of that name, or nothing.
std::optional<Code> code_named(std::string_view name);

}  // namespace samtycke

/// The rules of lint: each has a code, which is stable, and the row of the law table that it bears.
/// Their sentences stand in core/text/ under `lint`.
#pragma once

#include <cstdint>
#include <string_view>

namespace samtycke {

/// One list, so that enumerator, code, row and the test of the texts cannot drift apart.
// clang-format off
#define SAMTYCKE_LINT_RULES(X)                                                                   \
  /* a purpose: what it asks, and how */                                                         \
  X(on_by_default, L2) X(operations_joined, L7) X(notice_minimum_missing, L8)                    \
  X(data_or_age_missing, L9) X(processing_kind_missing, L10) X(incentive, L17)                   \
  X(fallback_basis, L42) X(offer_class_not_telecom, L79) X(service_or_need_missing, L80)         \
  X(lek_gate_missing, L81) X(legal_signoff_missing, L81) X(automated_decision, L125)             \
  X(more_than_least, L128) X(dpia_missing, L132) X(too_many_switches, D3)                        \
  X(legitimate_interest_choice, D21)                                                             \
  /* its data */                                                                                 \
  X(special_category_data, L20) X(forbidden_data_type, L21) X(personnummer_in_catalogue, L23)    \
  X(evidence_field_not_allowed, L33) X(counterparty_data, L73) X(location_data, L89)             \
  X(temporary_refusal_missing, L89)                                                              \
  /* who gets them */                                                                            \
  X(company_recipient, L77) X(recipient_not_processor, L90) X(data_sold, L90)                    \
  X(processing_agreement_missing, L129) X(service_role_missing, L130)                            \
  X(processor_service_asks, L130) X(transfer_ground_missing, L136)                               \
  X(transfer_not_told, L136)                                                                     \
  /* texts */                                                                                    \
  X(language_missing, L12) X(vague_word, L13) X(hard_to_read, L13) X(incentive_word, L17)        \
  X(voluntary_note_missing, L19) X(required_word, L19) X(withdraw_note_missing, L50)             \
  X(refuse_all_missing, D3) X(steering_word, D6) X(exclamation_or_emoji, D6)                     \
  X(label_not_plain, D7) X(title_negated, D13) X(sale_claim_contradicted, D18)                   \
  X(consent_claim_contradicted, D18) X(days_contradicted, D18) X(ambiguous_word, D19)            \
  X(service_needs_consent, D23) X(pressure_at_work, D25)                                         \
  /* information, and where it leads */                                                          \
  X(legal_basis_missing, L78) X(lek_section_unknown, L78) X(link_missing, L126)                  \
  X(complaint_missing, L126)                                                                     \
  /* messages */                                                                                 \
  X(opt_out_missing, L96) X(sender_or_ad_label_missing, L103) X(offer_in_service_message, L104)  \
  X(objection_block_missing, L106)                                                               \
  /* cookies */                                                                                  \
  X(category_not_named, L112) X(cookie_facts_missing, L113) X(exemption_missing, L114)           \
  X(legitimate_interest_cookies, L118)                                                           \
  /* receipts */                                                                                 \
  X(receipt_missing, L34) X(receipt_field_missing, L34) X(receipt_unreadable, L34)               \
  /* two versions side by side */                                                                \
  X(purpose_vanished, L36) X(processing_version_not_raised, L54)                                 \
  X(processing_version_lowered, L54) X(catalogue_version_not_raised, L54)                        \
  X(other_catalogue, L54) X(text_version_not_raised, L55) X(text_version_lowered, L55)
// clang-format on

enum class Rule : std::uint8_t {
#define SAMTYCKE_LINT_RULE(code, row) code,
  SAMTYCKE_LINT_RULES(SAMTYCKE_LINT_RULE)
#undef SAMTYCKE_LINT_RULE
};

struct RuleNames {
  std::string_view code;
  std::string_view row;
};

constexpr RuleNames lint_rules[] = {
#define SAMTYCKE_LINT_RULE(code, row) {#code, #row},
    SAMTYCKE_LINT_RULES(SAMTYCKE_LINT_RULE)
#undef SAMTYCKE_LINT_RULE
};

/// A warning is told and stops nothing; everything else is an error.
constexpr bool is_warning(Rule rule) { return rule == Rule::hard_to_read; }

}  // namespace samtycke

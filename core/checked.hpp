/// One line of what was checked of a receipt, a log or two heads: what it is about, what came of it
/// and where. Its sentence stands in core/text under `checks`.
#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "json.hpp"

namespace samtycke {

// clang-format off
/// What holds.
#define SAMTYCKE_CHECKS_OK(X)                                                                     \
  X(signature_holds) X(event_canonical) X(inclusion_holds) X(checkpoint_signed)                   \
  X(quorum_reached) X(text_matches) X(times_fit)                                                  \
  X(schema_current) X(events_follow) X(columns_agree) X(log_complete) X(heads_signed)             \
  X(heads_reached) X(head_reached) X(answers_agree) X(answers_signed) X(catalogues_whole)         \
  X(texts_resolve) X(file_whole) X(checkpoints_consistent) X(manifest_signed) X(files_whole)        \
  X(table_agrees) X(publication_holds)
/// What nobody looked at, and why.
#define SAMTYCKE_CHECKS_OPEN(X)                                                                   \
  X(witnesses_not_asked) X(text_not_asked) X(text_not_named) X(text_of_a_stop)                    \
  X(times_not_asked) X(answers_not_asked) X(names_not_proved)                                     \
  X(cosignatures_not_asked) X(events_erased) X(events_sealed) X(log_begun_anew)
/// What does not hold.
#define SAMTYCKE_CHECKS_WRONG(X)                                                                  \
  X(receipt_misformed) X(signature_misformed) X(signature_algorithm) X(signature_unknown_key)     \
  X(signature_wrong) X(event_misformed) X(event_not_canonical) X(salt_misformed)                  \
  X(position_wrong) X(proof_misformed) X(index_wrong) X(inclusion_wrong) X(checkpoint_foreign)    \
  X(checkpoint_wrong) X(policy_of_another_log) X(cosignature_wrong) X(quorum_missed)              \
  X(catalogue_is_another) X(text_wrong) X(times_wrong)                                            \
  X(schema_wrong) X(file_damaged) X(event_unreadable) X(position_missing) X(event_follows_not)    \
  X(column_wrong) X(tile_wrong) X(tile_missing) X(tile_too_many) X(head_misformed)                \
  X(head_foreign) X(head_wrong) X(head_not_signed) X(head_missing) X(count_wrong)                 \
  X(log_rolled_back) X(answer_misformed) X(answer_missing) X(answer_events_wrong)                 \
  X(answer_state_wrong) X(answer_of_another) X(answer_verdicts_wrong) X(catalogue_damaged)        \
  X(text_missing) X(checkpoints_backwards) X(checkpoints_inconsistent)                            \
  X(archive_misformed) X(manifest_misformed) X(export_file_missing) X(export_file_wrong)          \
  X(export_file_unlisted) X(notice_misnamed) X(table_wrong) X(publication_missing)                 \
  X(publication_wrong)
// clang-format on

enum class Check : std::uint8_t {
#define SAMTYCKE_CHECK_ONE(name) name,
  SAMTYCKE_CHECKS_OK(SAMTYCKE_CHECK_ONE) SAMTYCKE_CHECKS_OPEN(SAMTYCKE_CHECK_ONE)
      SAMTYCKE_CHECKS_WRONG(SAMTYCKE_CHECK_ONE)
#undef SAMTYCKE_CHECK_ONE
};

constexpr std::string_view check_names[] = {
#define SAMTYCKE_CHECK_ONE(name) #name,
    SAMTYCKE_CHECKS_OK(SAMTYCKE_CHECK_ONE) SAMTYCKE_CHECKS_OPEN(SAMTYCKE_CHECK_ONE)
        SAMTYCKE_CHECKS_WRONG(SAMTYCKE_CHECK_ONE)
#undef SAMTYCKE_CHECK_ONE
};

enum class CheckResult : std::uint8_t { ok, not_checked, wrong };
constexpr std::string_view check_result_names[] = {"ok", "not_checked", "wrong"};

constexpr std::string_view name_of(Check check) { return check_names[static_cast<int>(check)]; }
/// Each check has one result; the lists above say which.
CheckResult result_of(Check check);

struct CheckLine {
  Check check;
  std::string where;                      // a JSON Pointer, a tile's name or a table; may be empty
  std::optional<std::uint64_t> position;  // of an event
  std::optional<std::uint64_t> size;      // of the log, at a head
  std::optional<std::uint64_t> count, of;
  std::string words = {};  // of a publication: what, edited by whom, approved by whom

  bool operator==(const CheckLine&) const = default;
};

/// `{"check", "result"}` and those of `where`, `position`, `size`, `count`, `of`, `words` that it
/// has.
Value to_value(const CheckLine& line);

}  // namespace samtycke

#include <algorithm>

#include "lint_subjects.hpp"
#include "lint_word_lists.hpp"
#include "plain_words.hpp"

namespace samtycke {
namespace {

/// Whether anybody but a processor gets data, or anything is sold.
bool has_third_party(const Catalogue& catalogue) {
  for (const Purpose& purpose : catalogue.purposes) {
    const auto& recipients = purpose.parts.recipients;
    if (std::any_of(recipients.begin(), recipients.end(),
                    [](const Recipient& one) { return one.sale || one.type != "processor"; })) {
      return true;
    }
  }
  return false;
}

bool has_information(const Catalogue& catalogue) {
  return std::any_of(
      catalogue.purposes.begin(), catalogue.purposes.end(),
      [](const Purpose& purpose) { return purpose.kind == PurposeKind::information; });
}

bool is_contradicted(Rule claim, const Catalogue& catalogue) {
  // What needs no yes is told; a text that says "only with your yes" must have that beside it.
  return claim == Rule::sale_claim_contradicted ? has_third_party(catalogue)
                                                : !has_information(catalogue);
}

/// The number before a word for days, wherever the words have one that is not among `allowed`.
bool names_other_days(std::string_view words, std::int64_t max_age_days,
                      std::int64_t look_back_days) {
  for (std::size_t at = words.find(" da"); at != std::string_view::npos;
       at = words.find(" da", at + 1)) {
    const std::string_view rest = words.substr(at);
    if (phrase_in(rest.substr(0, rest.find(' ', 1) + 1), "dag|dagar|dagarna|day|days").empty()) {
      continue;
    }
    std::int64_t number = 0;
    std::int64_t power = 1;
    for (std::size_t i = at; i > 0 && words[i - 1] >= '0' && words[i - 1] <= '9'; --i) {
      number += power * (words[i - 1] - '0');
      power *= power < 1'000'000 ? 10 : 1;
    }
    if (number != 0 && number != max_age_days && number != look_back_days) return true;
  }
  return false;
}

}  // namespace

void lint_claims(const Catalogue& catalogue, const Purpose* purpose, std::string_view words,
                 std::string_view language, const std::string& where, Findings& out) {
  for (const Claim& claim : claims) {
    if (claim.language != language) continue;
    const std::string_view phrase = phrase_in(words, claim.phrases);
    if (!phrase.empty() && is_contradicted(claim.rule, catalogue)) {
      found(out, claim.rule, where, phrase);
    }
  }
  if (purpose != nullptr && purpose->max_age_days > 0 &&
      names_other_days(words, purpose->max_age_days, purpose->look_back_days)) {
    found(out, Rule::days_contradicted, where);
  }
}

}  // namespace samtycke

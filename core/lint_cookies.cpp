#include "lint_subjects.hpp"
#include "plain_words.hpp"

namespace samtycke {
namespace {

/// The first layer names every category that asks, in each language (L112).
void lint_first_layer(const Catalogue& catalogue, const Purpose& category, Findings& out) {
  for (const auto& [language, note] : catalogue.parts.cookie_note.by_language) {
    const std::string title = words_of(category.title.in(language));
    if (words_of(note).find(title) == std::string::npos) {
      found(out, Rule::category_not_named, "/cookie_note/" + language, category.id);
    }
  }
}

/// The two grounds of LEK 9:28 second paragraph are the only ones without a yes; that something is
/// not personal is none (L114), nor is a balance of interests (L118).
void lint_ground(const Purpose& category, Findings& out) {
  if (is_legitimate_interest(category.parts.basis)) {
    found(out, Rule::legitimate_interest_cookies, category.where + "/basis");
  }
  if (is_legitimate_interest(category.legal_basis)) {
    found(out, Rule::legitimate_interest_cookies, category.where + "/legal_basis");
  }
  const std::string& exemption = category.parts.exemption;
  if (!category.active && exemption != "transmission" && exemption != "requested-service") {
    found(out, Rule::exemption_missing, category.where + "/exemption");
  }
}

}  // namespace

void lint_cookies(const Catalogue& catalogue, Findings& out) {
  for (const Purpose& category : catalogue.purposes) {
    if (category.kind != PurposeKind::cookie) continue;
    if (category.on_by_default && category.active) {
      found(out, Rule::on_by_default, category.where + "/default");
    }
    lint_ground(category, out);
    if (category.active) lint_first_layer(catalogue, category, out);
    for (const CookieItem& item : category.parts.items) {
      if (item.lifetime.empty()) {
        found(out, Rule::cookie_facts_missing, item.where + "/lifetime");
      }
      if (!item.tells_third_party) {
        found(out, Rule::cookie_facts_missing, item.where + "/third_party");
      }
    }
  }
}

}  // namespace samtycke

#include "lint.hpp"

#include <algorithm>

#include "lint_subjects.hpp"

namespace samtycke {

void found(Findings& out, Rule rule, std::string where, std::string_view name) {
  const RuleNames& names = lint_rules[static_cast<std::uint8_t>(rule)];
  out.push_back({names.code, names.row, std::move(where), std::string(name), is_warning(rule)});
}

std::vector<Finding> lint(const Catalogue& catalogue) {
  Findings out;
  lint_languages(catalogue, out);
  for (const Purpose& purpose : catalogue.purposes) {
    if (!takes_choices(purpose)) continue;
    lint_choice(purpose, out);
    if (purpose.kind == PurposeKind::consent) {
      lint_traffic(catalogue, purpose, out);
      lint_recipients(purpose, out);
    }
  }
  lint_groups(catalogue, out);
  lint_words(catalogue, out);
  lint_labels(catalogue, out);
  lint_services(catalogue, out);
  lint_information(catalogue, out);
  lint_links(catalogue, out);
  lint_templates(catalogue, out);
  lint_cookies(catalogue, out);
  lint_personnummer(catalogue, out);
  lint_receipt(catalogue, out);
  return out;
}

bool has_error(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return !finding.warning; });
}

Value to_value(const Finding& finding) {
  Value out = object_value();
  add_text(out, "code", finding.code);
  add_text(out, "row", finding.row);
  add(out, "where", text_value(finding.where));
  add_text(out, "name", finding.name);
  if (finding.warning) add_text(out, "level", "warning");
  return out;
}

Value to_value(const LintDiff& diff) {
  Value changes = array_value();
  for (const PurposeChange& change : diff.changes) {
    Value one = object_value();
    add_text(one, "purpose", change.purpose);
    add(one, "processing", texts_value(change.processing));
    add(one, "words", texts_value(change.words));
    changes.items.push_back(std::move(one));
  }
  Value findings = array_value();
  for (const Finding& finding : diff.findings) findings.items.push_back(to_value(finding));
  Value out = object_value();
  add(out, "changes", std::move(changes));
  add(out, "findings", std::move(findings));
  return out;
}

}  // namespace samtycke

#include "lint.hpp"

#include <algorithm>

namespace samtycke {
namespace {

using Findings = std::vector<Finding>;

bool has_all_languages(const Texts& texts, const Catalogue& catalogue) {
  return std::all_of(catalogue.languages.begin(), catalogue.languages.end(),
                     [&texts](const std::string& l) { return !texts.in(l).empty(); });
}

void lint_texts(const Catalogue& catalogue, Findings& out) {
  const Notes& notes = catalogue.notes;
  if (!has_all_languages(notes.voluntary, catalogue)) {
    out.push_back({"voluntary_note_missing", "L19", "/notes/voluntary_note"});
  }
  if (!has_all_languages(notes.withdraw, catalogue)) {
    out.push_back({"withdraw_note_missing", "L50", "/notes/withdraw_note"});
  }
  for (const std::string_view language : {"sv", "en"}) {
    if (std::find(catalogue.languages.begin(), catalogue.languages.end(), language) ==
        catalogue.languages.end()) {
      out.push_back({"language_missing", "L12", "/languages"});
    }
  }
  for (const Purpose& purpose : catalogue.purposes) {
    if (!has_all_languages(purpose.title, catalogue) ||
        !has_all_languages(purpose.text, catalogue)) {
      out.push_back({"language_missing", "L12", purpose.where});
    }
  }
}

void lint_notice(const Purpose& purpose, Findings& out) {
  if (purpose.automated_decision.empty() || purpose.third_country.empty()) {
    out.push_back({"notice_minimum_missing", "L8", purpose.where});
  }
  if (!purpose.automated_decision.empty() && purpose.automated_decision != "none") {
    out.push_back({"automated_decision", "L125", purpose.where + "/automated_decision"});
  }
  if (purpose.on_by_default) {
    out.push_back({"on_by_default", "L2", purpose.where + "/default"});
  }
}

void lint_traffic(const Catalogue& catalogue, const Purpose& purpose, Findings& out) {
  if (purpose.data_types.empty() || purpose.max_age_days == 0) {
    out.push_back({"data_or_age_missing", "L9", purpose.where});
  }
  if (purpose.processing_kinds.empty()) {
    out.push_back({"processing_kind_missing", "L10", purpose.where});
  }
  for (const std::string& type : purpose.data_types) {
    const auto forbidden =
        std::find_if(catalogue.forbidden_data_types.begin(), catalogue.forbidden_data_types.end(),
                     [&type](const ForbiddenDataType& f) { return f.id == type; });
    if (forbidden != catalogue.forbidden_data_types.end()) {
      out.push_back({"forbidden_data_type", "L21", purpose.where + "/data_types"});
    }
  }
  constexpr std::string_view gates[] = {"9:2-marketing", "9:2-service", "9:27"};
  if (std::find(std::begin(gates), std::end(gates), purpose.lek_gate) == std::end(gates)) {
    out.push_back({"lek_gate_missing", "L81", purpose.where + "/lek_gate"});
  }
  if (purpose.lek_gate == "9:27" && purpose.active && purpose.legal_signoff.empty()) {
    out.push_back({"legal_signoff_missing", "L81", purpose.where + "/legal_signoff"});
  }
  if (purpose.active && purpose.dpia_ref.empty()) {
    out.push_back({"dpia_missing", "L132", purpose.where + "/dpia_ref"});
  }
}

}  // namespace

std::vector<Finding> lint(const Catalogue& catalogue) {
  Findings out;
  lint_texts(catalogue, out);
  for (const Purpose& purpose : catalogue.purposes) {
    if (!takes_choices(purpose)) continue;
    lint_notice(purpose, out);
    if (purpose.kind == PurposeKind::consent) lint_traffic(catalogue, purpose, out);
  }
  return out;
}

Value to_value(const Finding& finding) {
  Value out = object_value();
  add_text(out, "code", finding.code);
  add_text(out, "row", finding.row);
  add(out, "where", text_value(finding.where));
  return out;
}

}  // namespace samtycke

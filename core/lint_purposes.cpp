#include <algorithm>

#include "lint_subjects.hpp"
#include "plain_words.hpp"

namespace samtycke {
namespace {

constexpr std::size_t switches_max = 8;  // of one group (D3)

bool holds(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

/// A gate of chapter 9, and what it asks for (L79, L80, L81).
void lint_gate(const Purpose& purpose, Findings& out) {
  constexpr std::string_view gates[] = {"9:2-marketing", "9:2-service", "9:27"};
  if (std::find(std::begin(gates), std::end(gates), purpose.lek_gate) == std::end(gates)) {
    found(out, Rule::lek_gate_missing, purpose.where + "/lek_gate");
  }
  if (purpose.lek_gate == "9:27" && purpose.active && purpose.legal_signoff.empty()) {
    found(out, Rule::legal_signoff_missing, purpose.where + "/legal_signoff");
  }
  if (purpose.lek_gate == "9:2-marketing") {
    for (std::size_t i = 0; i < purpose.marketed_classes.size(); ++i) {
      if (purpose.marketed_classes[i] == "electronic-communications-service") continue;
      found(out, Rule::offer_class_not_telecom, pointer(purpose.where + "/marketed_classes", i));
    }
  }
  if (purpose.lek_gate == "9:2-service") {
    if (purpose.parts.service_name.empty()) {
      found(out, Rule::service_or_need_missing, purpose.where + "/service_name");
    }
    if (purpose.parts.need.empty()) {
      found(out, Rule::service_or_need_missing, purpose.where + "/need");
    }
  }
}

void lint_least(const Purpose& purpose, Findings& out) {
  const Least& least = purpose.parts.least;
  if (least.max_age_days > 0 && purpose.max_age_days > least.max_age_days) {
    found(out, Rule::more_than_least, purpose.where + "/max_age_days");
  }
  if (least.data_types.empty()) return;
  for (std::size_t i = 0; i < purpose.data_types.size(); ++i) {
    if (holds(least.data_types, purpose.data_types[i])) continue;
    found(out, Rule::more_than_least, pointer(purpose.where + "/data_types", i));
  }
}

}  // namespace

bool is_legitimate_interest(std::string_view basis) {
  if (basis.find("6(1)(f)") != std::string_view::npos) return true;
  const std::string words = words_of(basis);
  return !phrase_in(words,
                    "legitimate interest|legitimate interests|ber\u00e4ttigat intresse|"
                    "intresseavv\u00e4gning")
              .empty();
}

void lint_choice(const Purpose& purpose, Findings& out) {
  if (purpose.automated_decision.empty() || purpose.third_country.empty()) {
    found(out, Rule::notice_minimum_missing, purpose.where);
  }
  if (!purpose.automated_decision.empty() && purpose.automated_decision != "none") {
    found(out, Rule::automated_decision, purpose.where + "/automated_decision");
  }
  if (purpose.on_by_default) found(out, Rule::on_by_default, purpose.where + "/default");
  if (is_legitimate_interest(purpose.legal_basis)) {
    found(out, Rule::legitimate_interest_choice, purpose.where + "/legal_basis");
  }
}

void lint_traffic(const Catalogue& catalogue, const Purpose& purpose, Findings& out) {
  if (purpose.data_types.empty() || purpose.max_age_days == 0) {
    found(out, Rule::data_or_age_missing, purpose.where);
  }
  if (purpose.processing_kinds.empty()) {
    found(out, Rule::processing_kind_missing, purpose.where);
  }
  lint_data_types(catalogue, purpose, out);
  lint_gate(purpose, out);
  if (purpose.active && purpose.dpia_ref.empty()) {
    found(out, Rule::dpia_missing, purpose.where + "/dpia_ref");
  }
  if (purpose.parts.operations.size() > 1 && purpose.parts.inseparable_reason.empty()) {
    found(out, Rule::operations_joined, purpose.where + "/operations");
  }
  if (!purpose.parts.incentive.empty()) {
    found(out, Rule::incentive, purpose.where + "/incentive");
  }
  if (!purpose.parts.fallback_basis.empty()) {
    found(out, Rule::fallback_basis, purpose.where + "/fallback_basis");
  }
  lint_least(purpose, out);
}

void lint_groups(const Catalogue& catalogue, Findings& out) {
  for (std::size_t i = 0; i < catalogue.groups.size(); ++i) {
    const auto count =
        std::count_if(catalogue.purposes.begin(), catalogue.purposes.end(),
                      [&](const Purpose& one) { return one.group == catalogue.groups[i].id; });
    if (static_cast<std::size_t>(count) <= switches_max) continue;
    found(out, Rule::too_many_switches, pointer("/groups", i));
  }
}

}  // namespace samtycke

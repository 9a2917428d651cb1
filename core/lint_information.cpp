#include <algorithm>

#include "lint_subjects.hpp"
#include "plain_words.hpp"

namespace samtycke {
namespace {

/// The sections of LEK chapter 9 that allow traffic data without consent: a closed list (L78).
constexpr std::int64_t open_sections[] = {1, 2, 3, 4, 11, 15, 19, 20, 21, 22, 33};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether every `9:n` of a text is one of them.
bool has_open_sections_only(std::string_view basis) {
  for (std::size_t at = basis.find("9:"); at != std::string_view::npos;
       at = basis.find("9:", at + 1)) {
    std::int64_t section = 0;
    for (std::size_t i = at + 2; i < basis.size() && is_digit(basis[i]) && section < 100; ++i) {
      section = section * 10 + (basis[i] - '0');
    }
    if (std::find(std::begin(open_sections), std::end(open_sections), section) ==
        std::end(open_sections)) {
      return false;
    }
  }
  return true;
}

bool is_link(std::string_view url) {
  return url.substr(0, 1) == "/" || url.substr(0, 8) == "https://";
}

bool names_authority(const std::vector<std::string>& complaint, std::string_view names) {
  return std::any_of(complaint.begin(), complaint.end(), [names](const std::string& one) {
    return !phrase_in(words_of(one), names).empty();
  });
}

}  // namespace

void lint_information(const Catalogue& catalogue, Findings& out) {
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::information) continue;
    const std::string where = purpose.where + "/legal_basis";
    const std::string words = words_of(purpose.legal_basis);
    const bool is_lek = !phrase_in(words, "lek").empty();
    if (purpose.legal_basis.empty()) {
      found(out, Rule::legal_basis_missing, where);
    } else if (is_lek ? !has_open_sections_only(purpose.legal_basis)
                      : !purpose.data_types.empty()) {
      found(out, Rule::lek_section_unknown, where);
    }
  }
}

void lint_links(const Catalogue& catalogue, Findings& out) {
  if (!is_link(catalogue.operator_.privacy_url)) {
    found(out, Rule::link_missing, "/operator/privacy_url");
  }
  const auto& links = catalogue.parts.rights_links;
  for (const RightsLink& link : links) {
    if (!is_link(link.url)) found(out, Rule::link_missing, link.where + "/url", link.right);
  }
  for (const std::string_view right : {"access", "rectification", "erasure", "restriction",
                                       "portability", "objection", "withdrawal", "complaint"}) {
    if (links.empty() || std::any_of(links.begin(), links.end(), [right](const RightsLink& link) {
          return link.right == right;
        })) {
      continue;
    }
    found(out, Rule::link_missing, "/operator/rights_links", right);
  }
  const auto& complaint = catalogue.operator_.complaint;
  if (!names_authority(complaint, "imy|integritetsskyddsmyndigheten")) {
    found(out, Rule::complaint_missing, "/operator/complaint", "IMY");
  }
  const bool has_traffic =
      std::any_of(catalogue.purposes.begin(), catalogue.purposes.end(),
                  [](const Purpose& purpose) { return !purpose.lek_gate.empty(); });
  if (has_traffic && !names_authority(complaint, "pts|post och telestyrelsen")) {
    found(out, Rule::complaint_missing, "/operator/complaint", "PTS");
  }
}

}  // namespace samtycke

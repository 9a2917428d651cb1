#include <algorithm>

#include "lint_subjects.hpp"

namespace samtycke {
namespace {

/// The European Economic Area: transfers inside it need no ground (L136).
constexpr std::string_view eea_countries =
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE";

bool is_in_eea(std::string_view country) {
  for (std::size_t i = 0; i < eea_countries.size(); i += 3) {
    if (eea_countries.substr(i, 2) == country) return true;
  }
  return false;
}

/// An agreement covers every letter of GDPR 28(3) (L129).
void lint_agreement(const Recipient& recipient, Findings& out) {
  if (recipient.dpa_ref.empty()) {
    found(out, Rule::processing_agreement_missing, recipient.where + "/dpa_ref");
  }
  const auto& points = recipient.dpa_points;
  std::string lacking;
  for (const char letter : {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'}) {
    if (std::find(points.begin(), points.end(), std::string(1, letter)) == points.end()) {
      lacking += letter;
    }
  }
  if (lacking.empty()) return;
  found(out, Rule::processing_agreement_missing, recipient.where + "/dpa_points", lacking);
}

void lint_transfer(const Purpose& purpose, const Recipient& recipient, Findings& out) {
  if (recipient.country.empty() || is_in_eea(recipient.country)) return;
  if (recipient.transfer_ground.empty()) {
    found(out, Rule::transfer_ground_missing, recipient.where + "/transfer_ground");
  }
  if (purpose.third_country.empty() || purpose.third_country == "none") {
    found(out, Rule::transfer_not_told, purpose.where + "/third_country");
  }
}

}  // namespace

void lint_recipients(const Purpose& purpose, Findings& out) {
  for (const Recipient& recipient : purpose.parts.recipients) {
    if (recipient.type == "customer-company") {
      found(out, Rule::company_recipient, recipient.where + "/type");
    } else if (recipient.type != "processor") {
      found(out, Rule::recipient_not_processor, recipient.where + "/type");
    } else {
      lint_agreement(recipient, out);
    }
    if (recipient.sale) found(out, Rule::data_sold, recipient.where + "/sale");
    lint_transfer(purpose, recipient, out);
  }
}

void lint_services(const Catalogue& catalogue, Findings& out) {
  for (const Service& service : catalogue.parts.services) {
    if (service.role != "controller" && service.role != "processor") {
      found(out, Rule::service_role_missing, service.where + "/role");
    }
    if (service.role != "processor") continue;
    for (std::size_t i = 0; i < service.purposes.size(); ++i) {
      const Purpose* purpose = catalogue.find(service.purposes[i]);
      if (purpose == nullptr || purpose->kind != PurposeKind::consent) continue;
      found(out, Rule::processor_service_asks, pointer(service.where + "/purposes", i));
    }
  }
}

}  // namespace samtycke

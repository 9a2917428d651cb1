#include "permit.hpp"

#include <algorithm>

#include "consent.hpp"

namespace samtycke {

Decision check_permit(const Permit& permit, std::string_view purpose, std::string_view subject,
                      const Catalogue& catalogue, Time now) {
  if (permit.purpose != purpose || permit.subject != subject) return deny(Code::purpose_mismatch);
  const Time life = catalogue.policy.permit_cache_seconds * second_ms;
  if (now < permit.issued_at || now >= permit.issued_at + life) {
    return deny(Code::permit_expired);
  }
  Decision decision;
  decision.allow = true;
  decision.reason = Code::consent_given;
  if (const Purpose* known = catalogue.find(purpose)) decision.basis = known->legal_basis;
  decision.expires = std::min(permit.issued_at + life, time_max);
  return decision;
}

}  // namespace samtycke

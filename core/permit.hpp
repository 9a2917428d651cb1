/// Does a permit that was issued still hold for what is asked now? A permit is an allow that a
/// system keeps for a moment; for another purpose or another subject it is worth nothing (L24), and
/// it ends by itself, so that a withdrawal is never late by more than that moment (L39).
///
/// Order of tests, the first hit is the answer: `purpose_mismatch` (another purpose or subject) →
/// `permit_expired` (not yet issued, or too old) → allowed.
#pragma once

#include <string>

#include "decide.hpp"

namespace samtycke {

struct Permit {
  std::string purpose, subject;
  Time issued_at = 0;
};

Decision check_permit(const Permit& permit, std::string_view purpose, std::string_view subject,
                      const Catalogue& catalogue, Time now);

}  // namespace samtycke

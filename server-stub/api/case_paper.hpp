/// The evidence of one case, for whoever has to be convinced: as a paper with its proofs in it, and
/// as a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/case.hpp"
#include "api/looks.hpp"
#include "api/verifier.hpp"
#include "paper/paper.hpp"

namespace samtycke::server {

/// What both tell: the case as it stood when it was read, and what was answered at one moment.
struct Proven {
  const Opened& opened;
  const Case& one;
  Time moment = 0;
  const std::vector<PurposeAnswer>& answers;
  std::string_view officer;
};

/// With `evidence.json` in it (the events with their salts and proofs of the log, the answers, the
/// head), our signature over it, and the receipts of the person's own acts. Nothing when the store
/// or the log cannot be read.
std::optional<Paper> case_paper(const Verifier& verifier, const Proven& proven,
                                std::string_view language);

/// One row for each event and then one for each answer; the names of the columns do not depend on
/// the language.
std::string case_csv(const Verifier& verifier, const Proven& proven, std::string_view language);

}  // namespace samtycke::server

/// The part of a decision that is about the use and not about anybody: purpose, store, role,
/// fields.
#pragma once

#include <optional>

#include "decide.hpp"

namespace samtycke {

/// The first fault of a question on either side of the one test between them that needs a state,
/// `store_unreadable`.
struct UseFaults {
  std::optional<Code> before_store;  // `unknown_purpose` to `store_unknown`
  std::optional<Code> behind_store;  // `retention_store_locked` to `field_not_in_purpose`
};

UseFaults use_faults(const Question& question, const Catalogue& catalogue);

/// Whether what is offered is of a class that the purpose may not be used for (L79).
bool offers_another_class(const Question& question, const Purpose& purpose);

}  // namespace samtycke

/// The receipt as a document that a person keeps. All that it says of the choice is read from the
/// signed receipt itself; names, which no receipt holds, are told as such.
#pragma once

#include <string>
#include <string_view>

#include "api/verifier.hpp"
#include "core/json.hpp"
#include "paper/paper.hpp"

namespace samtycke::server {

/// Who reads it, by the names that stand beside the log; either may be empty.
struct PaperReader {
  std::string_view person, subscriber;
};

/// `receipt` is one as `proved_receipt` gives it. In the language of its words, else in `language`.
Paper receipt_paper(const Verifier& verifier, const Value& receipt, const PaperReader& reader,
                    std::string_view language);

}  // namespace samtycke::server

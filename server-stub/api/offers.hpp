/// What a person is offered: the offers of web/portal/offers.json that the core lets through.
#pragma once

#include <string_view>

#include "api/page_answers.hpp"
#include "api/verifier.hpp"
#include "core/json.hpp"

namespace samtycke::server {

/// For one relation: whether offers may be shown at all (`open`, else `why`), each group with the
/// core's answer (`shown`, `code`, `why`) and its `offers` where they may be shown, and their
/// `count`. Needs a catalogue. Errors: those of reading a question.
Result<Value> offers_of(const Verifier& verifier, std::string_view subject,
                        std::string_view language);

}  // namespace samtycke::server

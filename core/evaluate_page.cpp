#include <iterator>

#include "evaluate_call.hpp"

namespace samtycke {
namespace {

constexpr NamedCall calls[] = {
    {"catalogue", call_catalogue},
    {"panel", call_panel},
    {"banner", call_banner},
    {"notice", call_notice},
    {"gates", call_gates},
    {"decide_processing", call_decide_processing},
    {"decide_prompt", call_decide_prompt},
    {"decide_cookie", call_decide_cookie},
};

}  // namespace

const Calls page_calls{calls, std::size(calls)};

}  // namespace samtycke

#include <iterator>

#include "evaluate_call.hpp"

namespace samtycke {
namespace {

constexpr NamedCall calls[] = {
    {"catalogue", call_catalogue},
    {"panel", call_panel},
    {"banner", call_banner},
};

}  // namespace

const Calls page_calls{calls, std::size(calls), nullptr};

}  // namespace samtycke

#include <iterator>

#include "evaluate_call.hpp"

namespace samtycke {
namespace {

constexpr NamedCall of_panel[] = {
    {"catalogue", call_catalogue},
    {"panel", call_panel},
};

constexpr NamedCall of_banner[] = {
    {"catalogue", call_catalogue},
    {"banner", call_banner},
};

}  // namespace

const Calls panel_calls{of_panel, std::size(of_panel), nullptr};
const Calls banner_calls{of_banner, std::size(of_banner), nullptr};

}  // namespace samtycke

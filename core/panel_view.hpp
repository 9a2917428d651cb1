/// What the panel shows for a model: the words of the catalogue, each purpose once and in those of
/// its notice (D14), the place of each switch, and codes for everything whose sentence stands in
/// core/text/.
#pragma once

#include "panel.hpp"

namespace samtycke {

/// Whether a purpose has a switch: it takes choices, and it is in force or there is still a yes to
/// take back.
bool has_switch(const Purpose& purpose, const Model& model);

/// Where the thumb is: where the person put it while that is being saved, or for a stop that could
/// not be sent; else what the state says.
bool switch_on(const Model& model, const Purpose& purpose, const Catalogue& catalogue, Time now);

/// As it is at the act's time. With `dates`, a yes that runs also tells when it ends and when the
/// person is reminded of it next.
Value view_of(const Model& model, const PanelAct& act, const Catalogue& catalogue);

}  // namespace samtycke

/// For whoever may take their time: all relations, one after the other.
#pragma once

#include <functional>
#include <string>

#include "store/store.hpp"

namespace samtycke::server {

/// Looks at every subject that is known and not erased, by nobody's order. False when the store
/// cannot be read, or as soon as `look` says so.
[[nodiscard]] bool every_subject(Store& store, const std::function<bool(const std::string&)>& look);

}  // namespace samtycke::server

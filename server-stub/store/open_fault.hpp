/// What went wrong with a part of a store, as its opening tells it.
#pragma once

#include <optional>

#include "store/party_keys.hpp"
#include "store/schema.hpp"
#include "store/sqlite_store.hpp"

namespace samtycke::server {

/// Nothing when the tables are of this version.
std::optional<OpenFault> fault_of(Migration migration);
OpenFault fault_of(KeysFault fault);
OpenFault fault_of(HandoverFault fault);

}  // namespace samtycke::server

/// Erasing a party: what names it goes with the transaction, its key right after. What is left is
/// its number, which tells nothing, and sealed bytes that nobody can open (L35, L121).
#pragma once

#include <cstdint>
#include <string_view>

#include "core/time.hpp"
#include "store/party_keys.hpp"

namespace samtycke::server {

class Connection;

/// Takes away names, numbers and answers of a party, and writes down that it was erased.
bool erase_rows(Connection& connection, Party kind, std::int64_t number);

/// Keeps the keyed hash of every number the subject has or had (L102).
bool suppress_identifiers(Connection& connection, std::int64_t subject, Time at);
std::optional<bool> is_suppressed(Connection& connection, const PartyKeys& keys,
                                  std::string_view kind, std::string_view value);

/// Before anything is served: takes away keys of whom the database says they were erased (the
/// process died in between, or older keys were put back), and rows of whom the keys say so (an
/// older database was put back).
bool finish_erasures(Connection& connection, PartyKeys& keys);

}  // namespace samtycke::server

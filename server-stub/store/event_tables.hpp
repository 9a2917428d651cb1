/// The events in the database: each sealed with the key of the party it belongs to, and found by
/// the numbers of the parties it names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/party_keys.hpp"
#include "store/store.hpp"

namespace samtycke::server {

class Connection;

bool write_event(Connection& connection, PartyKeys& keys, std::int64_t position,
                 const StoredEvent& event);

/// The canonical bytes of a party's own events among the first `before` positions, in order. None
/// when the party was erased.
std::optional<std::vector<std::string>> read_events_of(Connection& connection, PartyKeys& keys,
                                                       Party party, std::string_view id,
                                                       std::uint64_t before);
/// The ids, sorted, of parties that ever had an event of their own naming this person.
std::optional<std::vector<std::string>> read_parties_naming(Connection& connection, PartyKeys& keys,
                                                            Party party, std::string_view person);
/// The events from a position to before another; an erased one without its bytes.
std::optional<std::vector<StoredEvent>> read_events(Connection& connection, PartyKeys& keys,
                                                    std::uint64_t from, std::uint64_t until);

}  // namespace samtycke::server

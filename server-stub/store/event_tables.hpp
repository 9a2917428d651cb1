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
class Query;

/// Whether these are the keys of this database. Beside others all of it would look erased.
bool are_sealed_with(Connection& connection, const PartyKeys& keys);
/// The head and the last event say the same; a file where they differ was changed by another hand.
bool head_agrees(Connection& connection);
/// How many events the head says there are.
std::optional<std::uint64_t> read_count(Connection& connection);

/// The columns of an event's row, in the order that `event_in` takes them.
constexpr std::string_view event_columns = "position, party, subject, person, subscriber, sealed";
/// The event of the row that `row` has reached; one whose key is gone without its bytes. Nothing
/// when its seal is broken, or the keys cannot be read.
std::optional<StoredEvent> event_in(const Query& row, PartyKeys& keys);

bool write_event(Connection& connection, PartyKeys& keys, std::int64_t position,
                 const StoredEvent& event);

/// A party's own events among the first `before` positions, in order. None when the party was
/// erased.
std::optional<std::vector<PlacedEvent>> read_placed_events_of(Connection& connection,
                                                              PartyKeys& keys, Party party,
                                                              std::string_view id,
                                                              std::uint64_t before);
/// Their canonical bytes alone.
std::optional<std::vector<std::string>> read_events_of(Connection& connection, PartyKeys& keys,
                                                       Party party, std::string_view id,
                                                       std::uint64_t before);
/// Those of a party, opened with a key that may be no longer among the others.
std::optional<std::vector<PlacedEvent>> read_events_with(Connection& connection, Party party,
                                                         const PartyKey& key, std::uint64_t before);
/// The ids, sorted, of parties that ever had an event of their own naming this person.
std::optional<std::vector<std::string>> read_parties_naming(Connection& connection, PartyKeys& keys,
                                                            Party party, std::string_view person);
/// The events from a position to before another; an erased one without its bytes.
std::optional<std::vector<StoredEvent>> read_events(Connection& connection, PartyKeys& keys,
                                                    std::uint64_t from, std::uint64_t until);

}  // namespace samtycke::server

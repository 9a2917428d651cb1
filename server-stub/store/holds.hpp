/// Legal holds, and what is kept under one of somebody who was erased. To everything else they are
/// erased: their names are gone, and their keys from among the others. Events alone stay readable,
/// with keys that are kept for the claim and go when the hold ends (L121, L137).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/party_keys.hpp"
#include "store/store.hpp"

namespace samtycke::server {

class Connection;

/// False too when nobody of that name is known.
bool write_hold(Connection& connection, PartyKeys& keys, std::string_view subject,
                const Hold& hold);
std::optional<std::optional<Hold>> read_hold(Connection& connection, PartyKeys& keys,
                                             std::string_view subject);
bool remove_hold(Connection& connection, const PartyKeys& keys, std::string_view subject);

bool write_claim(Connection& connection, Party kind, std::int64_t number, std::int64_t subject);
/// By position; none where there is no claim.
std::optional<std::vector<PlacedEvent>> read_claimed_events(Connection& connection, PartyKeys& keys,
                                                            std::string_view subject);

/// Takes every key away that is kept for a claim of which this database knows nothing: of a hold
/// that ended, or a commit that did not happen. Outside any transaction.
bool finish_claims(Connection& connection, PartyKeys& keys);

}  // namespace samtycke::server

/// Who of the operator's own people looked at what is kept of somebody, and which figures were
/// told. Whom a look was at, and why, is sealed with that subject's key and goes with it; who
/// looked, when and at what stays.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "store/party_keys.hpp"
#include "store/store.hpp"

namespace samtycke::server {

class Connection;

/// The number it has from now on; nothing when it could not be written, or the subject has no key.
std::optional<std::int64_t> write_look(Connection& connection, PartyKeys& keys, const Look& look);
/// The newest first, those with a number below `before`.
std::optional<std::vector<Look>> read_looks(Connection& connection, PartyKeys& keys,
                                            std::int64_t before, std::int64_t count);

/// A figure that was told for that moment before stays.
bool write_figure(Connection& connection, const KeptFigure& figure);
/// By purpose, then by time.
std::optional<std::vector<KeptFigure>> read_figures(Connection& connection);

}  // namespace samtycke::server

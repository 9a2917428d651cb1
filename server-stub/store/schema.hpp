/// The tables of the verifier's SQLite file, as a list of steps: step N leads from version N to
/// N + 1 (`PRAGMA user_version`). A step that was released is never changed; a later need is a
/// further step.
#pragma once

#include <cstdint>

namespace samtycke::server {

class Connection;
class PartyKeys;

constexpr std::int64_t schema_version = 8;

enum class Migration : std::uint8_t {
  current,  // brought to `schema_version`, or there already
  newer,    // made by a later verifier, whose rules this one does not know: hands off
  failed,
};

/// Each step is one transaction with its version: after a crash it was either made or not.
Migration migrate(Connection& connection, PartyKeys& keys);

}  // namespace samtycke::server

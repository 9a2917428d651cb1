/// From rows in the clear to sealed ones: the step of the schema from version 2 to 3.
#pragma once

namespace samtycke::server {

class Connection;
class PartyKeys;

/// Copies every row of the tables `clear_…` into those that take their place. Inside the step's
/// transaction: after a crash either all is in the clear or all is sealed.
bool seal_rows(Connection& connection, PartyKeys& keys);

}  // namespace samtycke::server

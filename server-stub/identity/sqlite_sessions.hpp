/// Sessions in SQLite (WAL, synchronous=FULL): they survive a restart, and a sign-out does too.
#pragma once

#include <memory>
#include <string>

#include "identity/session.hpp"

namespace samtycke::server {

/// Opens the file, or makes it with mode 0600, and its two tables when they are missing. Has a
/// connection of its own, also in a file shared with other tables. Nothing when it cannot.
std::unique_ptr<SessionStore> open_sqlite_sessions(const std::string& path);

}  // namespace samtycke::server

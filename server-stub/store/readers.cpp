#include "store/readers.hpp"

namespace samtycke::server {

bool set_up(Connection& connection) {
  if (!connection.run("PRAGMA busy_timeout = 2000")) return false;
  {
    // Answers with the mode there is, which is another one where WAL cannot be had.
    Query journal(connection, "PRAGMA journal_mode = WAL");
    if (journal.step() != Step::row || journal.bytes(0) != "wal") return false;
  }
  // A page that a day of answers changes again and again is copied into the file once in 32 MB of
  // them.
  return connection.run("PRAGMA wal_autocheckpoint = 8000") &&
         connection.run("PRAGMA cache_size = -8192") &&
         connection.run("PRAGMA temp_store = MEMORY") &&
         connection.run("PRAGMA synchronous = FULL") &&
         connection.run("PRAGMA foreign_keys = ON") &&
         // What is dropped or deleted leaves no bytes behind.
         connection.run("PRAGMA secure_delete = ON") &&
         connection.run("PRAGMA trusted_schema = OFF");
}

std::unique_ptr<Connection> Readers::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  auto connection = Connection::open(path_);
  if (!connection || !set_up(*connection) || !connection->run("PRAGMA query_only = ON")) {
    return nullptr;
  }
  return connection;
}

void Readers::give_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(connection));
}

}  // namespace samtycke::server

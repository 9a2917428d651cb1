/// The rows that a transaction changes, gathered while it runs and put into another copy of the
/// database later: SQLite's session extension with an owner.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3_session;

namespace samtycke::server {

class Connection;

class RowChanges {
 public:
  /// Gathers from now on, of every table but the log's and the second place's own: those follow
  /// from what else a frame holds. Nothing when it cannot.
  static std::unique_ptr<RowChanges> gather(Connection& connection);
  ~RowChanges();
  RowChanges(const RowChanges&) = delete;
  RowChanges& operator=(const RowChanges&) = delete;

  /// What differs since, whatever was undone meanwhile.
  std::optional<std::string> taken() const;

 private:
  explicit RowChanges(sqlite3_session* session) : session_(session) {}
  sqlite3_session* session_;
};

/// Makes the same changes in the transaction of this connection. False when a row is in the way
/// that cannot be there. A row that is to go and is gone was erased meanwhile.
[[nodiscard]] bool put_rows(Connection& connection, std::string_view changes);

}  // namespace samtycke::server

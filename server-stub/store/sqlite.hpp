/// SQLite with owners: a connection that closes itself, statements prepared once and bound, never
/// written together from values. Errors are values; nothing here throws.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace samtycke::server {

/// Bytes, where a plain string would be text.
struct Blob {
  std::string_view bytes;
};
using Bound = std::variant<std::int64_t, std::string_view, Blob>;

enum class Step : std::uint8_t { row, done, failed };

/// One connection, for one thread at a time.
class Connection {
 public:
  /// Opens an existing file. Nothing when it cannot.
  static std::unique_ptr<Connection> open(const std::string& path);
  /// The same to read from alone: nothing in the file changes. One without a write-ahead log beside
  /// it is taken to be changed by nobody else meanwhile, and nothing is made in its folder.
  static std::unique_ptr<Connection> open_read_only(const std::string& path);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Runs a statement whose rows, if any, are of no interest.
  [[nodiscard]] bool run(const char* sql, std::initializer_list<Bound> values = {});
  /// Runs a script of several statements without values: the schema.
  [[nodiscard]] bool run_script(const char* sql);

  std::int64_t changes() const;
  bool in_transaction() const;
  /// The result code of the last failure: a name for the operator's log, without data.
  std::string_view failure() const;
  /// For what SQLite offers beyond statements; stays ours.
  sqlite3* handle() { return database_; }

 private:
  friend class Query;
  explicit Connection(sqlite3* database) : database_(database) {}
  static std::unique_ptr<Connection> open_with(const std::string& name, int flags);
  sqlite3_stmt* prepared(const char* sql);

  sqlite3* database_;
  std::map<std::string, sqlite3_stmt*, std::less<>> prepared_;
};

/// One use of a prepared statement; afterwards it is free for the next. Values must outlive it.
class Query {
 public:
  Query(Connection& connection, const char* sql, std::initializer_list<Bound> values = {});
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Step step();

  // Of the row that `step` has reached.
  std::int64_t integer(int column) const;
  /// Text or blob alike.
  std::string bytes(int column) const;
  /// The same without a copy: until the next step.
  std::string_view view(int column) const;

 private:
  sqlite3_stmt* statement_;
  bool bound_ = true;
};

/// Asks, and lets `take` add each row to the result, which begins empty. Nothing when it failed.
template <typename T, typename Take>
std::optional<T> rows_of(Connection& connection, const char* sql,
                         std::initializer_list<Bound> values, Take take) {
  T result{};
  Query query(connection, sql, values);
  Step step = query.step();
  for (; step == Step::row; step = query.step()) take(query, result);
  if (step == Step::failed) return std::nullopt;
  return result;
}

}  // namespace samtycke::server

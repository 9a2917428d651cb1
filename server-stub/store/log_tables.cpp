#include "store/log_tables.hpp"

#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

std::int64_t number_of(std::uint64_t number) { return static_cast<std::int64_t>(number); }

std::optional<KeptCheckpoint> one_checkpoint(Connection& connection, const char* sql,
                                             std::initializer_list<Bound> values) {
  return rows_of<KeptCheckpoint>(
      connection, sql, values, [](const Query& row, KeptCheckpoint& found) {
        found = {static_cast<std::uint64_t>(row.integer(0)), row.bytes(1)};
      });
}

}  // namespace

std::optional<std::string> read_tile(Connection& connection, int level, std::uint64_t number) {
  return rows_of<std::string>(connection,
                              "SELECT bytes FROM log_tiles WHERE level = ? AND number = ?",
                              {std::int64_t{level}, number_of(number)},
                              [](const Query& row, std::string& bytes) { bytes = row.bytes(0); });
}

bool write_tile(Connection& connection, int level, std::uint64_t number, std::string_view bytes) {
  return connection.run(
      "INSERT INTO log_tiles VALUES (?,?,?) "
      "ON CONFLICT (level, number) DO UPDATE SET bytes = excluded.bytes",
      {std::int64_t{level}, number_of(number), Blob{bytes}});
}

std::optional<KeptCheckpoint> read_checkpoint_over(Connection& connection, std::uint64_t position) {
  return one_checkpoint(connection,
                        "SELECT size, note FROM checkpoints WHERE size > ? ORDER BY size LIMIT 1",
                        {number_of(position)});
}

std::optional<KeptCheckpoint> read_last_checkpoint(Connection& connection) {
  return one_checkpoint(connection, "SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1",
                        {});
}

bool write_checkpoint(Connection& connection, const KeptCheckpoint& checkpoint) {
  return connection.run("INSERT INTO checkpoints VALUES (?,?)",
                        {number_of(checkpoint.size), Blob{checkpoint.note}});
}

std::optional<std::vector<std::string>> read_cosignatures(Connection& connection,
                                                          std::uint64_t size) {
  return rows_of<std::vector<std::string>>(
      connection, "SELECT line FROM cosignatures WHERE size = ? ORDER BY rowid", {number_of(size)},
      [](const Query& row, std::vector<std::string>& lines) { lines.push_back(row.bytes(0)); });
}

std::optional<KeptCheckpoint> read_cosigned_over(Connection& connection, std::uint64_t position,
                                                 std::size_t least) {
  return one_checkpoint(connection,
                        "SELECT size, note FROM checkpoints WHERE size = "
                        "(SELECT size FROM cosignatures WHERE size > ? GROUP BY size "
                        "HAVING count(*) >= ? ORDER BY size LIMIT 1)",
                        {number_of(position), number_of(least)});
}

std::optional<std::vector<LogOpening>> read_log_openings(Connection& connection) {
  return rows_of<std::vector<LogOpening>>(
      connection, "SELECT number, size, at_ms, previous FROM log_openings ORDER BY number", {},
      [](const Query& row, std::vector<LogOpening>& openings) {
        openings.push_back({row.integer(0), static_cast<std::uint64_t>(row.integer(1)),
                            row.integer(2), row.bytes(3)});
      });
}

bool write_log_opening(Connection& connection, const LogOpening& opening) {
  return connection.run(
      "INSERT INTO log_openings VALUES (?,?,?,?)",
      {opening.number, number_of(opening.size), opening.at, Blob{opening.previous}});
}

bool write_cosignature(Connection& connection, std::uint64_t size, std::string_view line) {
  return connection.run("INSERT OR IGNORE INTO cosignatures VALUES (?,?)", {number_of(size), line});
}

}  // namespace samtycke::server

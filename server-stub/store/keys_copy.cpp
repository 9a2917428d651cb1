#include "store/keys_copy.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "store/database_file.hpp"

namespace samtycke::server {
namespace {

namespace fs = std::filesystem;

using Rows = std::vector<KeyRow>;

std::optional<Rows> rows_in(Connection& connection) {
  return rows_of<Rows>(
      connection, "SELECT number, kind, id, key FROM parties", {},
      [](const Query& row, Rows& rows) {
        rows.push_back({row.integer(0), row.integer(1), row.bytes(2), row.bytes(3)});
      });
}

/// A copy of keys from before there were claims.
constexpr const char* claims_table =
    "CREATE TABLE IF NOT EXISTS claims (number INTEGER PRIMARY KEY CHECK (number > 0), "
    "key BLOB NOT NULL CHECK (length(key) = 32)) STRICT;";

/// What is kept for claims in one and not in the other; which of it is to stay, the database says.
bool claims_meet(Connection& from, Connection& to) {
  const auto rows =
      rows_of<Rows>(from, "SELECT number, key FROM claims", {}, [](const Query& row, Rows& all) {
        all.push_back({row.integer(0), 0, {}, row.bytes(1)});
      });
  return rows && std::all_of(rows->begin(), rows->end(), [&](const KeyRow& row) {
           return to.run("INSERT OR IGNORE INTO claims VALUES (?,?)", {row.number, Blob{row.key}});
         });
}

/// As the keys themselves are kept: what is taken away leaves no bytes behind.
bool prepare(Connection& connection) {
  Query journal(connection, "PRAGMA journal_mode = TRUNCATE");
  Query erased(connection, "PRAGMA secure_delete = ON");
  return journal.step() == Step::row && journal.bytes(0) == "truncate" &&
         erased.step() == Step::row && erased.integer(0) == 1;
}

bool set_up(Connection& connection) {
  return prepare(connection) && connection.run("PRAGMA busy_timeout = 2000") &&
         connection.run("PRAGMA synchronous = FULL") &&
         connection.run("PRAGMA trusted_schema = OFF");
}

/// A whole copy at once: whoever looks finds it whole or not at all.
bool copy_file_of(const std::string& from, const std::string& to, const char* script) {
  const std::string draft = to + ".new";
  std::error_code ignored;
  fs::remove(draft, ignored);
  if (!make_file(draft)) return false;
  {
    const auto source = Connection::open(from);
    if (!source || !source->run("VACUUM INTO ?", {std::string_view(draft)})) return false;
    const auto copy = Connection::open(draft);
    if (!copy || !set_up(*copy) || !copy->run_script(script)) return false;
  }
  // A journal of the file that stood there would be played into this one.
  fs::remove(to + "-journal", ignored);
  return sync_file(draft) && ::rename(draft.c_str(), to.c_str()) == 0 && make_file(to);
}

bool insert_all(Connection& connection, const Rows& rows) {
  for (const KeyRow& row : rows) {
    if (!connection.run("INSERT OR IGNORE INTO parties VALUES (?,?,?,?)",
                        {row.number, row.kind, row.id, Blob{row.key}})) {
      return false;
    }
  }
  return true;
}

template <typename Change>
bool in_transaction(Connection& connection, Change change) {
  if (connection.run("BEGIN IMMEDIATE") && change() && connection.run("COMMIT")) return true;
  if (connection.in_transaction()) (void)connection.run("ROLLBACK");
  return false;
}

}  // namespace

bool release_claims(Connection& keys, const std::vector<std::int64_t>& but) {
  const auto kept = rows_of<std::vector<std::int64_t>>(
      keys, "SELECT number FROM claims", {},
      [](const Query& row, std::vector<std::int64_t>& all) { all.push_back(row.integer(0)); });
  if (!kept) return false;
  return std::all_of(kept->begin(), kept->end(), [&](std::int64_t number) {
    return std::find(but.begin(), but.end(), number) != but.end() ||
           keys.run("DELETE FROM claims WHERE number = ?", {number});
  });
}

std::unique_ptr<KeysCopy> KeysCopy::open(const std::string& path, std::string_view name) {
  auto connection = Connection::open(path);
  if (!connection || !set_up(*connection) || !connection->run_script(claims_table)) return nullptr;
  const auto found =
      rows_of<std::string>(*connection, "SELECT name FROM names, (SELECT count(*) FROM gone)", {},
                           [](const Query& row, std::string& text) { text = row.bytes(0); });
  if (found != std::string(name)) return nullptr;
  return std::unique_ptr<KeysCopy>(new KeysCopy(std::move(connection)));
}

bool KeysCopy::make(const std::string& keys_path, const std::string& path) {
  if (fs::exists(path)) {
    const auto keys = Connection::open(keys_path);
    const auto name = keys ? rows_of<std::string>(
                                 *keys, "SELECT name FROM names", {},
                                 [](const Query& row, std::string& text) { text = row.bytes(0); })
                           : std::nullopt;
    if (!name || !open(path, *name)) return false;
  }
  return copy_file_of(keys_path, path, "CREATE TABLE gone (number INTEGER PRIMARY KEY) STRICT;");
}

bool KeysCopy::restore(const std::string& path, const std::string& keys_path) {
  return !fs::exists(keys_path) && copy_file_of(path, keys_path, "DROP TABLE gone;");
}

bool KeysCopy::put(const std::vector<KeyRow>& rows) {
  return rows.empty() ||
         in_transaction(*connection_, [&] { return insert_all(*connection_, rows); });
}

bool KeysCopy::erase(const std::vector<std::int64_t>& numbers) {
  std::vector<std::int64_t> left;
  for (const std::int64_t number : numbers) {
    const auto is_gone = rows_of<bool>(*connection_, "SELECT 1 FROM gone WHERE number = ?",
                                       {number}, [](const Query&, bool& found) { found = true; });
    if (is_gone != true) left.push_back(number);
  }
  if (left.empty()) return true;
  return in_transaction(*connection_, [&] {
    return std::all_of(left.begin(), left.end(), [&](std::int64_t number) {
      return connection_->run("DELETE FROM parties WHERE number = ?", {number}) &&
             connection_->run("INSERT OR IGNORE INTO gone VALUES (?)", {number});
    });
  });
}

bool KeysCopy::keep_for_claim(std::int64_t number, std::string_view key) {
  return connection_->run("INSERT OR IGNORE INTO claims VALUES (?,?)", {number, Blob{key}});
}

bool KeysCopy::release_all_but(const std::vector<std::int64_t>& numbers) {
  return release_claims(*connection_, numbers);
}

bool KeysCopy::reconcile(Connection& keys) {
  const auto gone =
      rows_of<std::vector<std::int64_t>>(*connection_, "SELECT number FROM gone", {},
                                         [](const Query& row, std::vector<std::int64_t>& numbers) {
                                           numbers.push_back(row.integer(0));
                                         });
  if (!gone) return false;
  const bool went = in_transaction(keys, [&] {
    for (const std::int64_t number : *gone) {
      if (!keys.run("DELETE FROM parties WHERE number = ?", {number})) return false;
      if (keys.changes() > 0 && !keys.run("UPDATE names SET erased_count = erased_count + 1")) {
        return false;
      }
    }
    return true;
  });
  if (!went || !claims_meet(keys, *connection_) || !claims_meet(*connection_, keys)) return false;
  const auto here = rows_in(keys);
  const auto there = rows_in(*connection_);
  return here && there && put(*here) &&
         in_transaction(keys, [&] { return insert_all(keys, *there); });
}

}  // namespace samtycke::server

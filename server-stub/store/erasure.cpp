#include "store/erasure.hpp"

#include <vector>

#include "store/name_tables.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

using Numbers = std::vector<std::int64_t>;

std::optional<Numbers> numbers_from(Connection& connection, const char* sql) {
  return rows_of<Numbers>(connection, sql, {}, [](const Query& row, Numbers& numbers) {
    numbers.push_back(row.integer(0));
  });
}

/// Of whom something is left although their key is gone.
bool erase_unkeyed(Connection& connection, PartyKeys& keys, Party kind, const char* sql) {
  const auto numbers = numbers_from(connection, sql);
  if (!numbers) return false;
  for (const std::int64_t number : *numbers) {
    const auto party = keys.find(number);
    if (!party) return false;
    if (party->id.empty() && !erase_rows(connection, kind, number)) return false;
  }
  return true;
}

/// Looks at whoever is named anywhere: once, when the keys know of erasures that this database
/// does not.
bool erase_all_unkeyed(Connection& connection, PartyKeys& keys, std::int64_t erased_count) {
  return connection.run("BEGIN IMMEDIATE") &&
         erase_unkeyed(connection, keys, Party::subject,
                       "SELECT subject FROM events WHERE subject != 0 "
                       "UNION SELECT subject FROM identifiers") &&
         erase_unkeyed(connection, keys, Party::person,
                       "SELECT person FROM events WHERE person != 0 "
                       "UNION SELECT number FROM persons") &&
         erase_unkeyed(connection, keys, Party::subscriber,
                       "SELECT subscriber FROM events WHERE subscriber != 0 "
                       "UNION SELECT number FROM subscribers") &&
         connection.run("UPDATE sealed_with SET erased_count = ?", {erased_count}) &&
         connection.run("COMMIT");
}

}  // namespace

bool erase_rows(Connection& connection, Party kind, std::int64_t number) {
  constexpr const char* by_kind[] = {"DELETE FROM identifiers WHERE subject = ?",
                                     "DELETE FROM persons WHERE number = ?",
                                     "DELETE FROM subscribers WHERE number = ?"};
  return connection.run(by_kind[static_cast<std::size_t>(kind)], {number}) &&
         connection.run("DELETE FROM submissions WHERE owner = ?", {number}) &&
         connection.run("INSERT OR IGNORE INTO erasures VALUES (?)", {number}) &&
         connection.run("UPDATE sealed_with SET erased_count = erased_count + 1");
}

bool suppress_identifiers(Connection& connection, std::int64_t subject, Time at) {
  return connection.run(
      "INSERT OR IGNORE INTO suppressions SELECT by_value, ? FROM identifiers WHERE subject = ?",
      {at, subject});
}

std::optional<bool> is_suppressed(Connection& connection, const PartyKeys& keys,
                                  std::string_view kind, std::string_view value) {
  const std::string by_value = identifier_lookup(keys, kind, value);
  return rows_of<bool>(connection, "SELECT 1 FROM suppressions WHERE by_value = ?",
                       {Blob{by_value}}, [](const Query&, bool& found) { found = true; });
}

bool finish_erasures(Connection& connection, PartyKeys& keys) {
  const auto erased = numbers_from(connection, "SELECT number FROM erasures");
  if (!erased || !keys.erase(*erased)) return false;
  const auto known =
      rows_of<std::int64_t>(connection, "SELECT erased_count FROM sealed_with", {},
                            [](const Query& row, std::int64_t& count) { count = row.integer(0); });
  const auto keys_say = keys.erased_count();
  if (!known || !keys_say) return false;
  if (*keys_say > *known) return erase_all_unkeyed(connection, keys, *keys_say);
  return *keys_say == *known || keys.raise_erased_count(*known);
}

}  // namespace samtycke::server

#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include "store/row_changes.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

/// Follow from the events, the entries and the note; or say how far the second place is.
constexpr std::string_view left_out[] = {"head",         "log_tiles", "checkpoints",
                                         "cosignatures", "outgoing",  "second_place"};

int is_gathered(void*, const char* table) {
  return std::find(std::begin(left_out), std::end(left_out), table) == std::end(left_out) ? 1 : 0;
}

/// An erasure that was finished before the rows came: its number is known, its rows are gone.
int on_conflict(void*, int kind, sqlite3_changeset_iter* row) {
  const char* table = nullptr;
  int columns = 0, operation = 0, indirect = 0;
  if (kind == SQLITE_CHANGESET_NOTFOUND) return SQLITE_CHANGESET_OMIT;
  if (kind == SQLITE_CHANGESET_CONFLICT &&
      sqlite3changeset_op(row, &table, &columns, &operation, &indirect) == SQLITE_OK &&
      std::string_view(table) == "erasures") {
    return SQLITE_CHANGESET_OMIT;
  }
  return SQLITE_CHANGESET_ABORT;
}

}  // namespace

std::unique_ptr<RowChanges> RowChanges::gather(Connection& connection) {
  sqlite3_session* session = nullptr;
  if (sqlite3session_create(connection.handle(), "main", &session) != SQLITE_OK) return nullptr;
  std::unique_ptr<RowChanges> changes(new RowChanges(session));
  sqlite3session_table_filter(session, is_gathered, nullptr);
  if (sqlite3session_attach(session, nullptr) != SQLITE_OK) return nullptr;
  return changes;
}

RowChanges::~RowChanges() { sqlite3session_delete(session_); }

std::optional<std::string> RowChanges::taken() const {
  int size = 0;
  void* bytes = nullptr;
  if (sqlite3session_patchset(session_, &size, &bytes) != SQLITE_OK) return std::nullopt;
  std::string taken(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  return taken;
}

bool put_rows(Connection& connection, std::string_view changes) {
  // Takes no constant bytes, and does not write to them.
  std::string bytes(changes);
  return bytes.empty() ||
         sqlite3changeset_apply(connection.handle(), static_cast<int>(bytes.size()), bytes.data(),
                                nullptr, on_conflict, nullptr) == SQLITE_OK;
}

}  // namespace samtycke::server

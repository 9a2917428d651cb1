#include "store/sqlite.hpp"

#include <sqlite3.h>

#include <filesystem>

namespace samtycke::server {

namespace {

/// A path as a URI takes it.
std::string escaped(std::string_view path) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char byte : path) {
    if (byte != '%' && byte != '?' && byte != '#') {
      out += byte;
      continue;
    }
    const auto code = static_cast<unsigned char>(byte);
    out += '%';
    out += digits[code >> 4];
    out += digits[code & 15];
  }
  return out;
}

}  // namespace

std::unique_ptr<Connection> Connection::open(const std::string& path) {
  return open_with(path, SQLITE_OPEN_READWRITE);
}

std::unique_ptr<Connection> Connection::open_read_only(const std::string& path) {
  std::error_code failed;
  const auto absolute = std::filesystem::absolute(path, failed).string();
  const bool has_wal = std::filesystem::exists(absolute + "-wal", failed);
  const std::string uri = "file://" + escaped(absolute) + (has_wal ? "" : "?immutable=1");
  return open_with(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

std::unique_ptr<Connection> Connection::open_with(const std::string& name, int flags) {
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(name.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
    sqlite3_close(database);
    return nullptr;
  }
  sqlite3_extended_result_codes(database, 1);
  return std::unique_ptr<Connection>(new Connection(database));
}

Connection::~Connection() {
  for (const auto& entry : prepared_) sqlite3_finalize(entry.second);
  sqlite3_close(database_);
}

sqlite3_stmt* Connection::prepared(const char* sql) {
  const auto found = prepared_.find(sql);
  if (found != prepared_.end()) return found->second;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
      SQLITE_OK) {
    return nullptr;
  }
  prepared_.emplace(sql, statement);
  return statement;
}

bool Connection::run(const char* sql, std::initializer_list<Bound> values) {
  Query query(*this, sql, values);
  Step step = query.step();
  while (step == Step::row) step = query.step();
  return step == Step::done;
}

bool Connection::run_script(const char* sql) {
  return sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::int64_t Connection::changes() const { return sqlite3_changes64(database_); }

bool Connection::in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }

std::string_view Connection::failure() const {
  return sqlite3_errstr(sqlite3_extended_errcode(database_));
}

namespace {

bool bind(sqlite3_stmt* statement, int place, const Bound& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return sqlite3_bind_int64(statement, place, *number) == SQLITE_OK;
  }
  // An empty view may be null, which SQLite would store as NULL.
  if (const auto* blob = std::get_if<Blob>(&value)) {
    const char* data = blob->bytes.empty() ? "" : blob->bytes.data();
    return sqlite3_bind_blob64(statement, place, data, blob->bytes.size(), SQLITE_STATIC) ==
           SQLITE_OK;
  }
  const auto text = std::get<std::string_view>(value);
  return sqlite3_bind_text64(statement, place, text.empty() ? "" : text.data(), text.size(),
                             SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
}

}  // namespace

Query::Query(Connection& connection, const char* sql, std::initializer_list<Bound> values)
    : statement_(connection.prepared(sql)) {
  int place = 0;
  for (const Bound& value : values) bound_ = bound_ && bind(statement_, ++place, value);
}

Query::~Query() {
  if (statement_ == nullptr) return;
  // Tells the error of the step again, which was told.
  (void)sqlite3_reset(statement_);
  (void)sqlite3_clear_bindings(statement_);
}

Step Query::step() {
  if (statement_ == nullptr || !bound_) return Step::failed;
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return Step::row;
  return result == SQLITE_DONE ? Step::done : Step::failed;
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Query::bytes(int column) const { return std::string(view(column)); }

std::string_view Query::view(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return data == nullptr ? std::string_view()
                         : std::string_view(data, static_cast<std::size_t>(size));
}

}  // namespace samtycke::server

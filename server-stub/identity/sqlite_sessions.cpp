#include "identity/sqlite_sessions.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

namespace samtycke::server {
namespace {

constexpr int busy_deadline_ms = 2'000;

constexpr const char* schema = R"(
CREATE TABLE IF NOT EXISTS session (
  id_hash BLOB PRIMARY KEY, issuer TEXT NOT NULL, subject TEXT NOT NULL,
  provider_session TEXT NOT NULL, name TEXT NOT NULL, id_token TEXT NOT NULL,
  created_ms INTEGER NOT NULL, idle_until_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL,
  roles TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS session_by_provider_session ON session (issuer, provider_session);
CREATE INDEX IF NOT EXISTS session_by_subject ON session (issuer, subject);
CREATE TABLE IF NOT EXISTS used_token (
  token_hash BLOB PRIMARY KEY, until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)";

struct Bytes {
  std::string_view bytes;
};
using Bound = std::variant<Bytes, std::string_view, std::int64_t>;

std::string text_at(sqlite3_stmt* statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)))
              : std::string();
}

// Names of roles hold no space.
std::string joined(const std::vector<std::string>& roles) {
  std::string text;
  for (const std::string& role : roles) text += (text.empty() ? "" : " ") + role;
  return text;
}

std::vector<std::string> separated(const std::string& text) {
  std::vector<std::string> roles;
  std::istringstream words(text);
  for (std::string role; words >> role;) roles.push_back(role);
  return roles;
}

// A connection and what was prepared on it: to prepare a look-up takes longer than to make it.
class Database {
 public:
  explicit Database(sqlite3* db) : db_(db) {}
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() {
    for (const auto& entry : prepared_) sqlite3_finalize(entry.second);
    sqlite3_close(db_);
  }

  sqlite3* handle() { return db_; }
  // Null when it cannot be prepared.
  sqlite3_stmt* prepared(const char* sql) {
    const auto found = prepared_.find(sql);
    if (found != prepared_.end()) return found->second;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) != SQLITE_OK) return nullptr;
    return prepared_.emplace(sql, statement).first->second;
  }

 private:
  sqlite3* db_;
  std::map<std::string, sqlite3_stmt*, std::less<>> prepared_;
};

// One use of a statement; every value is bound, none is written into the SQL.
class Statement {
 public:
  Statement(Database& db, const char* sql, std::initializer_list<Bound> values)
      : statement_(db.prepared(sql)), ready_(statement_ != nullptr) {
    int place = 0;
    for (const Bound& value : values) ready_ = ready_ && bind(++place, value);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

  int step() { return ready_ ? sqlite3_step(statement_) : SQLITE_ERROR; }
  bool done() { return step() == SQLITE_DONE; }
  sqlite3_stmt* row() { return statement_; }

 private:
  bool bind(int place, const Bound& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      return sqlite3_bind_int64(statement_, place, *number) == SQLITE_OK;
    }
    if (const auto* blob = std::get_if<Bytes>(&value)) {
      return sqlite3_bind_blob64(statement_, place, blob->bytes.data(), blob->bytes.size(),
                                 SQLITE_STATIC) == SQLITE_OK;
    }
    const auto text = std::get<std::string_view>(value);
    return sqlite3_bind_text64(statement_, place, text.data(), text.size(), SQLITE_STATIC,
                               SQLITE_UTF8) == SQLITE_OK;
  }

  sqlite3_stmt* statement_;
  bool ready_;
};

class SqliteSessions : public SessionStore {
 public:
  explicit SqliteSessions(std::unique_ptr<Database> db) : own_(std::move(db)), db_(*own_) {}

  bool put(std::string_view id_hash, const Session& s) override {
    const std::string roles = joined(s.roles);
    return run("INSERT INTO session VALUES (?,?,?,?,?,?,?,?,?,?)",
               {Bytes{id_hash}, std::string_view(s.issuer), std::string_view(s.subject),
                std::string_view(s.provider_session), std::string_view(s.name),
                std::string_view(s.id_token), s.created_ms, s.idle_until_ms, s.until_ms,
                std::string_view(roles)});
  }

  std::optional<std::optional<Session>> find(std::string_view id_hash) override {
    const std::lock_guard lock(mutex_);
    Statement statement(db_,
                        "SELECT issuer, subject, provider_session, name, id_token, created_ms, "
                        "idle_until_ms, until_ms, roles FROM session WHERE id_hash = ?",
                        {Bytes{id_hash}});
    const int result = statement.step();
    if (result == SQLITE_DONE) return std::optional<Session>();
    if (result != SQLITE_ROW) return std::nullopt;
    sqlite3_stmt* row = statement.row();
    return Session{text_at(row, 0),
                   text_at(row, 1),
                   text_at(row, 2),
                   text_at(row, 3),
                   text_at(row, 4),
                   sqlite3_column_int64(row, 5),
                   sqlite3_column_int64(row, 6),
                   sqlite3_column_int64(row, 7),
                   separated(text_at(row, 8))};
  }

  bool set_idle_until(std::string_view id_hash, std::int64_t idle_until_ms) override {
    return run("UPDATE session SET idle_until_ms = ? WHERE id_hash = ?",
               {idle_until_ms, Bytes{id_hash}});
  }

  bool erase(std::string_view id_hash) override {
    return run("DELETE FROM session WHERE id_hash = ?", {Bytes{id_hash}});
  }

  Ended end_at_providers_word(const ProvidersWord& word) override {
    const std::lock_guard lock(mutex_);
    if (!change("BEGIN IMMEDIATE")) return Ended::failed;
    const Ended ended = end_inside(word);
    if (ended == Ended::yes && change("COMMIT")) return Ended::yes;
    // A failed COMMIT may have rolled back already; then this has nothing to do and says so.
    (void)change("ROLLBACK");
    return ended == Ended::said_before ? ended : Ended::failed;
  }

  bool erase_of(std::string_view issuer, std::string_view subject) override {
    const std::lock_guard lock(mutex_);
    if (!change("DELETE FROM session WHERE issuer = ? AND subject = ?", {issuer, subject})) {
      return false;
    }
    // Names and tokens go from the write-ahead log too.
    Statement emptied(db_, "PRAGMA wal_checkpoint(TRUNCATE)", {});
    return emptied.step() == SQLITE_ROW && sqlite3_column_int(emptied.row(), 0) == 0;
  }

  bool erase_ended(std::int64_t now_ms) override {
    return run("DELETE FROM session WHERE until_ms <= ? OR idle_until_ms <= ?", {now_ms, now_ms}) &&
           run("DELETE FROM used_token WHERE until_ms <= ?", {now_ms});
  }

 private:
  // With the lock held.
  bool change(const char* sql, std::initializer_list<Bound> values = {}) {
    return Statement(db_, sql, values).done();
  }

  bool run(const char* sql, std::initializer_list<Bound> values) {
    const std::lock_guard lock(mutex_);
    return change(sql, values);
  }

  // Inside the transaction.
  Ended end_inside(const ProvidersWord& word) {
    if (!change("INSERT OR IGNORE INTO used_token VALUES (?,?)",
                {Bytes{word.token_hash}, word.until_ms})) {
      return Ended::failed;
    }
    if (sqlite3_changes(db_.handle()) == 0) return Ended::said_before;
    const std::string_view issuer = word.issuer;
    const std::string_view subject = word.subject;
    const std::string_view sid = word.provider_session;
    const bool done =
        sid.empty()
            ? change("DELETE FROM session WHERE issuer = ? AND subject = ?", {issuer, subject})
            : change("DELETE FROM session WHERE issuer = ? AND provider_session = ?",
                     {issuer, sid});
    return done ? Ended::yes : Ended::failed;
  }

  std::mutex mutex_;
  const std::unique_ptr<Database> own_;
  Database& db_;
};

// A file from before there were roles.
bool add_roles(Database& db) {
  Statement there(db, "SELECT 1 FROM pragma_table_info('session') WHERE name = 'roles'", {});
  const int result = there.step();
  if (result == SQLITE_ROW) return true;
  return result == SQLITE_DONE &&
         sqlite3_exec(db.handle(), "ALTER TABLE session ADD COLUMN roles TEXT NOT NULL DEFAULT ''",
                      nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool prepare(Database& db) {
  sqlite3_busy_timeout(db.handle(), busy_deadline_ms);
  Statement journal(db, "PRAGMA journal_mode=WAL", {});
  if (journal.step() != SQLITE_ROW || text_at(journal.row(), 0) != "wal") return false;
  return sqlite3_exec(db.handle(), "PRAGMA synchronous=FULL", nullptr, nullptr, nullptr) ==
             SQLITE_OK &&
         sqlite3_exec(db.handle(), "PRAGMA secure_delete=ON", nullptr, nullptr, nullptr) ==
             SQLITE_OK &&
         sqlite3_exec(db.handle(), schema, nullptr, nullptr, nullptr) == SQLITE_OK && add_roles(db);
}

}  // namespace

std::unique_ptr<SessionStore> open_sqlite_sessions(const std::string& path) {
  // SQLite would make the file readable for everybody; names and tokens are in it.
  const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made < 0) return nullptr;
  ::close(made);
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  const bool opened = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr) == SQLITE_OK;
  auto db = std::make_unique<Database>(handle);
  if (!opened || !prepare(*db)) return nullptr;
  return std::make_unique<SqliteSessions>(std::move(db));
}

}  // namespace samtycke::server

#include "witness/cosigned.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

namespace samtycke::server {
namespace {

constexpr const char* schema = R"(
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS cosigned (
  origin TEXT PRIMARY KEY,
  size INTEGER NOT NULL CHECK (size >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  note BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS a_log_only_grows BEFORE UPDATE ON cosigned
WHEN NEW.origin IS NOT OLD.origin OR NEW.size < OLD.size
  OR (NEW.size = OLD.size AND NEW.root IS NOT OLD.root)
BEGIN SELECT raise(ABORT, 'a log only grows'); END;
CREATE TRIGGER IF NOT EXISTS a_log_is_never_forgotten BEFORE DELETE ON cosigned
BEGIN SELECT raise(ABORT, 'a log is never forgotten'); END;
COMMIT;
)";

/// Durable when COMMIT has returned, the new file's name in its folder included.
bool make_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return false;
  ::close(file);
  std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return false;
  const bool synced = ::fsync(directory) == 0;
  ::close(directory);
  return synced;
}

bool prepare(Connection& connection) {
  if (!connection.run("PRAGMA busy_timeout = 10000")) return false;
  {
    Query journal(connection, "PRAGMA journal_mode = WAL");
    if (journal.step() != Step::row || journal.bytes(0) != "wal") return false;
  }
  return connection.run("PRAGMA synchronous = FULL") &&
         connection.run("PRAGMA trusted_schema = OFF") && connection.run_script(schema);
}

std::string_view view_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

std::unique_ptr<CosignedStore> CosignedStore::open(const std::string& path) {
  if (!make_file(path)) return nullptr;
  auto connection = Connection::open(path);
  if (!connection || !prepare(*connection)) return nullptr;
  return std::unique_ptr<CosignedStore>(new CosignedStore(std::move(connection)));
}

std::optional<std::optional<Cosigned>> CosignedStore::read(std::string_view origin) {
  return rows_of<std::optional<Cosigned>>(
      *connection_, "SELECT size, root, note FROM cosigned WHERE origin = ?", {origin},
      [](Query& row, std::optional<Cosigned>& found) {
        found.emplace();
        found->size = static_cast<std::uint64_t>(row.integer(0));
        const std::string root = row.bytes(1);
        std::copy_n(root.begin(), std::min(root.size(), found->root.size()), found->root.begin());
        found->note = row.bytes(2);
      });
}

bool CosignedStore::write(std::string_view origin, const Cosigned& cosigned) {
  return connection_->run(
      "INSERT INTO cosigned VALUES (?1, ?2, ?3, ?4) ON CONFLICT (origin) DO UPDATE "
      "SET size = ?2, root = ?3, note = ?4",
      {origin, static_cast<std::int64_t>(cosigned.size), Blob{view_of(cosigned.root)},
       Blob{cosigned.note}});
}

bool CosignedStore::update_inside(std::string_view origin, const Judge& judge) {
  const auto kept = read(origin);
  if (!kept) return false;
  const auto next = judge(*kept);
  return !next || write(origin, *next);
}

bool CosignedStore::update(std::string_view origin, const Judge& judge) {
  const std::lock_guard lock(mutex_);
  // IMMEDIATE: whoever reads in order to write is alone from here on, in every process.
  if (!connection_->run("BEGIN IMMEDIATE")) return false;
  if (update_inside(origin, judge) && connection_->run("COMMIT")) return true;
  if (connection_->in_transaction()) (void)connection_->run("ROLLBACK");
  return false;
}

std::optional<std::optional<Cosigned>> CosignedStore::find(std::string_view origin) {
  const std::lock_guard lock(mutex_);
  return read(origin);
}

}  // namespace samtycke::server

#include "store/party_keys.hpp"

#include "identity/sealed.hpp"
#include "identity/secrets.hpp"
#include "store/database_file.hpp"
#include "store/keys_copy.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

constexpr std::int64_t keys_version = 2;
constexpr std::size_t name_size = 16;

// Numbers are drawn, not counted: they tell nothing of when somebody came, and none is ever used
// for a second party, also after an older copy of this file was put back.
constexpr const char* tables = R"(
BEGIN IMMEDIATE;
CREATE TABLE names (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name BLOB NOT NULL,
  lookup_key BLOB NOT NULL,
  common_key BLOB NOT NULL,
  erased_count INTEGER NOT NULL
) STRICT;
CREATE TABLE parties (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
  id TEXT NOT NULL,
  key BLOB NOT NULL CHECK (length(key) = 32),
  UNIQUE (kind, id)
) STRICT;
PRAGMA user_version = 1;
COMMIT;
)";

/// Keys that are gone for everything but one use: evidence of somebody who was erased, kept for a
/// claim (L121).
constexpr const char* to_claims = R"(
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS claims (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;
PRAGMA user_version = 2;
COMMIT;
)";

std::int64_t kind_of(Party kind) { return static_cast<std::int64_t>(kind); }

std::int64_t drawn_number() {
  std::int64_t number = 0;
  for (const char byte : random_bytes(sizeof number)) {
    number = static_cast<std::int64_t>(static_cast<std::uint64_t>(number) << 8 |
                                       static_cast<unsigned char>(byte));
  }
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(number) >> 1 | 1);
}

std::optional<std::int64_t> version_of(Connection& connection) {
  return rows_of<std::int64_t>(
      connection, "PRAGMA user_version", {},
      [](const Query& row, std::int64_t& version) { version = row.integer(0); });
}

/// A key that is taken away must be gone from the file: its bytes are overwritten, and the journal
/// that could bring them back is emptied with each commit.
bool prepare_keys(Connection& connection) {
  {
    Query journal(connection, "PRAGMA journal_mode = TRUNCATE");
    if (journal.step() != Step::row || journal.bytes(0) != "truncate") return false;
  }
  {
    Query erased(connection, "PRAGMA secure_delete = ON");
    if (erased.step() != Step::row || erased.integer(0) != 1) return false;
  }
  return connection.run("PRAGMA busy_timeout = 2000") &&
         connection.run("PRAGMA synchronous = FULL") &&
         connection.run("PRAGMA trusted_schema = OFF");
}

bool make_tables(Connection& connection) {
  return connection.run_script(tables) &&
         connection.run("INSERT INTO names VALUES (1,?,?,?,0)",
                        {Blob{random_bytes(name_size)}, Blob{random_bytes(sealing_key_size)},
                         Blob{random_bytes(sealing_key_size)}});
}

}  // namespace

PartyKeys::PartyKeys(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
PartyKeys::~PartyKeys() = default;

std::variant<std::unique_ptr<PartyKeys>, KeysFault> PartyKeys::open(const std::string& path) {
  if (!make_file(path)) return KeysFault::unreadable;
  auto connection = Connection::open(path);
  if (!connection || !prepare_keys(*connection)) return KeysFault::unreadable;
  const auto version = version_of(*connection);
  if (!version) return KeysFault::unreadable;
  if (*version > keys_version) return KeysFault::newer_schema;
  if (*version == 0 && !make_tables(*connection)) return KeysFault::unreadable;
  if (*version < keys_version && !connection->run_script(to_claims)) return KeysFault::unreadable;
  std::unique_ptr<PartyKeys> keys(new PartyKeys(std::move(connection)));
  if (!keys->read_names()) return KeysFault::unreadable;
  return keys;
}

std::unique_ptr<PartyKeys> PartyKeys::open_read_only(const std::string& path) {
  auto connection = Connection::open_read_only(path);
  const auto version = connection ? version_of(*connection) : std::nullopt;
  if (!version || *version < 1 || *version > keys_version) return nullptr;
  std::unique_ptr<PartyKeys> keys(new PartyKeys(std::move(connection)));
  if (!keys->read_names()) return nullptr;
  return keys;
}

bool PartyKeys::keep_copy(const std::string& path) {
  copy_ = KeysCopy::open(path, name_);
  return copy_ && copy_->reconcile(*connection_);
}

bool PartyKeys::read_names() {
  const auto read = rows_of<int>(*connection_, "SELECT name, lookup_key, common_key FROM names", {},
                                 [this](const Query& row, int& count) {
                                   name_ = row.bytes(0);
                                   lookup_key_ = row.bytes(1);
                                   common_key_ = row.bytes(2);
                                   ++count;
                                 });
  return read == 1 && lookup_key_.size() == sealing_key_size &&
         common_key_.size() == sealing_key_size;
}

PartyKey PartyKeys::remember(Party kind, std::string_view id, PartyKey key) {
  numbered_[key.number] = {kind, std::string(id), key.key};
  return known_[kind_of(kind)][std::string(id)] = std::move(key);
}

std::optional<PartyKey> PartyKeys::found(Party kind, std::string_view id) {
  const Known& known = known_[kind_of(kind)];
  if (const auto place = known.find(id); place != known.end()) return place->second;
  auto key =
      rows_of<PartyKey>(*connection_, "SELECT number, key FROM parties WHERE kind = ? AND id = ?",
                        {kind_of(kind), id}, [](const Query& row, PartyKey& read) {
                          read = {row.integer(0), row.bytes(1)};
                        });
  if (!key || key->number == 0) return key;
  return remember(kind, id, std::move(*key));
}

std::optional<PartyKey> PartyKeys::find(Party kind, std::string_view id) {
  if (id.empty()) return PartyKey{};
  const std::lock_guard lock(mutex_);
  return found(kind, id);
}

std::optional<NumberedParty> PartyKeys::find(std::int64_t number) {
  if (number == 0) return NumberedParty{};
  const std::lock_guard lock(mutex_);
  if (const auto place = numbered_.find(number); place != numbered_.end()) return place->second;
  auto party = rows_of<NumberedParty>(
      *connection_, "SELECT kind, id, key FROM parties WHERE number = ?", {number},
      [](const Query& row, NumberedParty& read) {
        read = {static_cast<Party>(row.integer(0)), row.bytes(1), row.bytes(2)};
      });
  if (!party || party->id.empty()) return party;
  (void)remember(party->kind, party->id, {number, party->key});
  return party;
}

std::optional<std::vector<std::pair<std::int64_t, std::string>>> PartyKeys::subjects_after(
    std::int64_t after, std::int64_t count) {
  using Subjects = std::vector<std::pair<std::int64_t, std::string>>;
  const std::lock_guard lock(mutex_);
  return rows_of<Subjects>(
      *connection_,
      "SELECT number, id FROM parties WHERE number > ? AND kind = 0 ORDER BY number LIMIT ?",
      {after, count}, [](const Query& row, Subjects& subjects) {
        subjects.emplace_back(row.integer(0), row.bytes(1));
      });
}

std::optional<PartyKey> PartyKeys::find_or_make(Party kind, std::string_view id) {
  if (id.empty()) return PartyKey{};
  const std::lock_guard lock(mutex_);
  auto key = found(kind, id);
  if (!key || key->number != 0) return key;
  if (!has_made_ && !connection_->run("BEGIN IMMEDIATE")) return std::nullopt;
  has_made_ = true;
  PartyKey made{drawn_number(), random_bytes(sealing_key_size)};
  if (!connection_->run("INSERT INTO parties VALUES (?,?,?,?)",
                        {made.number, kind_of(kind), id, Blob{made.key}})) {
    return std::nullopt;
  }
  if (copy_) uncopied_.push_back({made.number, kind_of(kind), std::string(id), made.key});
  return remember(kind, id, std::move(made));
}

bool PartyKeys::copy() {
  const std::lock_guard lock(mutex_);
  if (!copy_ || uncopied_.empty()) return true;
  if (!copy_->put(uncopied_)) return false;
  uncopied_.clear();
  return true;
}

bool PartyKeys::commit() {
  const std::lock_guard lock(mutex_);
  if (!has_made_) return true;
  has_made_ = !connection_->run("COMMIT");
  return !has_made_;
}

bool PartyKeys::erase(const std::vector<std::int64_t>& numbers) {
  std::vector<std::pair<std::int64_t, NumberedParty>> there;
  for (const std::int64_t number : numbers) {
    auto party = find(number);
    if (!party) return false;
    if (!party->id.empty()) there.emplace_back(number, std::move(*party));
  }
  if (!erase_from_copy(numbers)) return false;
  if (there.empty()) return true;
  const std::lock_guard lock(mutex_);
  if (!has_made_ && !connection_->run("BEGIN IMMEDIATE")) return false;
  has_made_ = true;
  for (const auto& [number, party] : there) {
    if (!connection_->run("DELETE FROM parties WHERE number = ?", {number})) return false;
  }
  if (!connection_->run("UPDATE names SET erased_count = erased_count + ?",
                        {static_cast<std::int64_t>(there.size())}) ||
      !connection_->run("COMMIT")) {
    return false;
  }
  has_made_ = false;
  for (const auto& [number, party] : there) {
    known_[kind_of(party.kind)].erase(party.id);
    numbered_.erase(number);
  }
  return true;
}

/// First there: a crash in between leaves the keys here, where the next start finds them once more.
bool PartyKeys::erase_from_copy(const std::vector<std::int64_t>& numbers) {
  const std::lock_guard lock(mutex_);
  return !copy_ || copy_->erase(numbers);
}

bool PartyKeys::keep_for_claim(std::int64_t number) {
  const auto party = find(number);
  if (!party || party->id.empty()) return false;
  const std::lock_guard lock(mutex_);
  if (copy_ && !copy_->keep_for_claim(number, party->key)) return false;
  if (!has_made_ && !connection_->run("BEGIN IMMEDIATE")) return false;
  has_made_ = true;
  return connection_->run("INSERT OR IGNORE INTO claims VALUES (?,?)", {number, Blob{party->key}});
}

std::optional<std::string> PartyKeys::claimed_key(std::int64_t number) {
  const std::lock_guard lock(mutex_);
  return rows_of<std::string>(*connection_, "SELECT key FROM claims WHERE number = ?", {number},
                              [](const Query& row, std::string& key) { key = row.bytes(0); });
}

bool PartyKeys::release_all_but(const std::vector<std::int64_t>& numbers) {
  const std::lock_guard lock(mutex_);
  return (!copy_ || copy_->release_all_but(numbers)) && release_claims(*connection_, numbers);
}

std::optional<std::int64_t> PartyKeys::erased_count() {
  const std::lock_guard lock(mutex_);
  return rows_of<std::int64_t>(
      *connection_, "SELECT erased_count FROM names", {},
      [](const Query& row, std::int64_t& count) { count = row.integer(0); });
}

bool PartyKeys::raise_erased_count(std::int64_t count) {
  const std::lock_guard lock(mutex_);
  return connection_->run("UPDATE names SET erased_count = max(erased_count, ?)", {count});
}

}  // namespace samtycke::server

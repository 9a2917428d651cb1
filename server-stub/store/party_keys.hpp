/// The keys that make the database readable, in a file of their own: one for each subject, person
/// and subscriber. In the database a party is a number, and all that tells of it is sealed with its
/// key. To erase somebody is to take their key away here: what the database, its write-ahead log
/// and its backups hold of them is then bytes that nobody can read (L35).
///
/// So this file is never in a backup of the database, and its own backups live at most 30 days.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "core/event.hpp"

namespace samtycke::server {

class Connection;
class KeysCopy;
struct KeyRow;

struct PartyKey {
  std::int64_t number = 0;  // what the party goes by in the database; 0: nobody
  std::string key;          // 32 bytes
};

/// Whose a number is.
struct NumberedParty {
  Party kind = Party::subject;
  std::string id;
  std::string key;
};

enum class KeysFault : std::uint8_t { unreadable, newer_schema };

/// Nothing instead of an answer means that the file could not be read or written.
class PartyKeys {
 public:
  /// Opens the file, or makes it with mode 0600.
  static std::variant<std::unique_ptr<PartyKeys>, KeysFault> open(const std::string& path);
  /// Opens a copy of it to read from alone. Nothing when it is none of this version.
  static std::unique_ptr<PartyKeys> open_read_only(const std::string& path);
  ~PartyKeys();
  PartyKeys(const PartyKeys&) = delete;
  PartyKeys& operator=(const PartyKeys&) = delete;

  /// 16 random bytes: which keys these are. A database says which it was sealed with.
  const std::string& name() const { return name_; }
  /// Under which look-ups are hashed, so that the database cannot be searched for a number.
  const std::string& lookup_key() const { return lookup_key_; }
  /// For what is about nobody.
  const std::string& common_key() const { return common_key_; }

  /// From now on each key is also at that second place before `copy` returns, and gone from there
  /// before `erase` does. False when it is no copy of these keys.
  [[nodiscard]] bool keep_copy(const std::string& path);

  // From any thread.
  /// Number 0 when there is none, be it erased or never known. For no id at all too.
  std::optional<PartyKey> find(Party kind, std::string_view id);
  /// The other way round; an empty id when there is none.
  std::optional<NumberedParty> find(std::int64_t number);
  /// Subjects with a number above `after`, at most `count`, by number.
  std::optional<std::vector<std::pair<std::int64_t, std::string>>> subjects_after(
      std::int64_t after, std::int64_t count);

  // Of the writer's thread.
  /// Made when there is none; counts once `commit` has said so.
  std::optional<PartyKey> find_or_make(Party kind, std::string_view id);
  /// Puts what was made at the second place, if there is one, before `commit`. After a failure what
  /// was made stands to be put there by the next.
  [[nodiscard]] bool copy();
  /// Makes durable what was made. Before the database's own commit: keys of nobody do no harm,
  /// events without a key would be lost.
  [[nodiscard]] bool commit();
  /// Takes keys away for good, all with one durable commit. True also where there was none.
  [[nodiscard]] bool erase(const std::vector<std::int64_t>& numbers);
  /// Keeps a key for a claim (L121) beside the others, where `find` does not see it: `erase` may
  /// take it from them then. Counts once `commit` has said so.
  [[nodiscard]] bool keep_for_claim(std::int64_t number);
  /// Empty when there is none.
  std::optional<std::string> claimed_key(std::int64_t number);
  /// Takes every key away for good that is kept for a claim, but these. Durably.
  [[nodiscard]] bool release_all_but(const std::vector<std::int64_t>& numbers);
  /// How many were taken away so far: a database that knows of fewer erasures is an older copy.
  std::optional<std::int64_t> erased_count();
  /// Of older keys, put back beside a database that knows of more.
  [[nodiscard]] bool raise_erased_count(std::int64_t count);

 private:
  using Known = std::map<std::string, PartyKey, std::less<>>;

  explicit PartyKeys(std::unique_ptr<Connection> connection);
  bool read_names();
  bool erase_from_copy(const std::vector<std::int64_t>& numbers);
  std::optional<PartyKey> found(Party kind, std::string_view id);
  PartyKey remember(Party kind, std::string_view id, PartyKey key);

  std::mutex mutex_;
  const std::unique_ptr<Connection> connection_;
  std::unique_ptr<KeysCopy> copy_;
  std::vector<KeyRow> uncopied_;
  bool has_made_ = false;
  std::string name_, lookup_key_, common_key_;
  Known known_[3];
  std::unordered_map<std::int64_t, NumberedParty> numbered_;
};

}  // namespace samtycke::server

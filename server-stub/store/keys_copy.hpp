/// The second place of the party keys: a copy that has each key before anything that is sealed with
/// it is committed, and loses each as it is erased. It lies apart from the database's second place,
/// as the keys lie apart from the database; and it is no backup with an age: it holds the keys of
/// now, and the numbers of those that were erased.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace samtycke::server {

struct KeyRow {
  std::int64_t number = 0;
  std::int64_t kind = 0;
  std::string id;
  std::string key;
};

/// Deletes what is kept for claims, but these.
[[nodiscard]] bool release_claims(Connection& keys, const std::vector<std::int64_t>& but);

class KeysCopy {
 public:
  /// Opens a copy that was made; nothing when it is none of the keys of that name.
  static std::unique_ptr<KeysCopy> open(const std::string& path, std::string_view name);
  /// Makes one of the keys in that file; anew, should there be one of the same keys already.
  [[nodiscard]] static bool make(const std::string& keys_path, const std::string& path);
  /// The other way round, after the keys were lost: `keys_path` must not be there.
  [[nodiscard]] static bool restore(const std::string& path, const std::string& keys_path);

  /// Durably; true also for those that it has.
  [[nodiscard]] bool put(const std::vector<KeyRow>& rows);
  [[nodiscard]] bool erase(const std::vector<std::int64_t>& numbers);
  /// As the keys themselves keep them (PartyKeys).
  [[nodiscard]] bool keep_for_claim(std::int64_t number, std::string_view key);
  [[nodiscard]] bool release_all_but(const std::vector<std::int64_t>& numbers);
  /// Brings the keys up to it: those that they lack come, those that were erased go. And the copy
  /// up to the keys. In no transaction of `keys`.
  [[nodiscard]] bool reconcile(Connection& keys);

 private:
  explicit KeysCopy(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

  const std::unique_ptr<Connection> connection_;
};

}  // namespace samtycke::server

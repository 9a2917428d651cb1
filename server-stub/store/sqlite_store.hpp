/// The store in one SQLite file: write-ahead log, synchronous=FULL.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "store/frame.hpp"
#include "store/handover.hpp"
#include "store/store.hpp"

namespace samtycke::server {

/// `off` acknowledges what a power cut takes away. It exists so that a test can show that it would
/// notice.
enum class Synchronous : std::uint8_t { full, off };

enum class OpenFault : std::uint8_t {
  unreadable,    // no such folder, no right, not a database, or a damaged one
  newer_schema,  // made by a later verifier
  keys_unreadable,
  foreign_keys,      // the keys are not those that the database was sealed with
  copy_unreadable,   // no copy of those keys at the second place
  place_unreadable,  // as `HandoverFault` has them
  place_foreign,
  place_behind,
  place_ahead,
  database_lost,  // there is none, and a second place that knows of one
};

/// Opens the file and that of its keys (store/party_keys.hpp), or makes them with mode 0600, and
/// brings their tables to this version. With a second place each commit is handed on to it.
std::variant<std::unique_ptr<Store>, OpenFault> open_sqlite_store(
    const std::string& path, const std::string& keys_path,
    Synchronous synchronous = Synchronous::full, const SecondPlaceSettings* second_place = nullptr);

/// A store that takes in what a second place has, or is about to be told to one. Not for serving:
/// erasures are finished when it is opened the usual way.
class RecoveringStore : public Store {
 public:
  /// The number of the last frame that it knows, and its digest; empty: it is in no chain.
  virtual std::optional<std::pair<std::uint64_t, std::string>> chain() = 0;
  /// In the writer's transaction: what the frame changed, but for tiles and checkpoint. False when
  /// it is not the one that comes next, or does not fit.
  [[nodiscard]] virtual bool take(const Frame& frame, std::string_view digest) = 0;
  /// In a transaction of its own.
  [[nodiscard]] virtual bool begin_chain(std::string_view name) = 0;
  /// Writes a whole copy of the database into a file that is not there, durably.
  [[nodiscard]] virtual bool copy_to(const std::string& path) = 0;
};

/// `keys_copy`: that at the second place; empty: none.
std::variant<std::unique_ptr<RecoveringStore>, OpenFault> open_for_recovery(
    const std::string& path, const std::string& keys_path, const std::string& keys_copy);

}  // namespace samtycke::server

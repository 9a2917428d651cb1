/// The store in one SQLite file: write-ahead log, synchronous=FULL.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "store/store.hpp"

namespace samtycke::server {

/// `off` acknowledges what a power cut takes away. It exists so that a test can show that it would
/// notice.
enum class Synchronous : std::uint8_t { full, off };

enum class OpenFault : std::uint8_t {
  unreadable,    // no such folder, no right, not a database, or a damaged one
  newer_schema,  // made by a later verifier
  keys_unreadable,
  foreign_keys,  // the keys are not those that the database was sealed with
};

/// Opens the file and that of its keys (store/party_keys.hpp), or makes them with mode 0600, and
/// brings their tables to this version.
std::variant<std::unique_ptr<Store>, OpenFault> open_sqlite_store(
    const std::string& path, const std::string& keys_path,
    Synchronous synchronous = Synchronous::full);

}  // namespace samtycke::server

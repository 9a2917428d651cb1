/// Connections to the database, set up alike, and those that read, of which there are as many as
/// are ever needed at once.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace samtycke::server {

/// Settings that belong to a connection, not to the file; each one said, none left to a default.
[[nodiscard]] bool set_up(Connection& connection);

/// From any thread.
class Readers {
 public:
  explicit Readers(std::string path) : path_(std::move(path)) {}

  /// Null when none can be had.
  std::unique_ptr<Connection> take();
  /// One that failed is not given back.
  void give_back(std::unique_ptr<Connection> connection);

 private:
  const std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace samtycke::server

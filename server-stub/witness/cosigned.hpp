/// What a witness must never forget: of each log, the newest checkpoint that it has cosigned. Kept
/// in a file of SQLite's, in which a trigger holds that no log shrinks or turns into another.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/sha256.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {

struct Cosigned {
  std::uint64_t size = 0;
  Digest root{};
  std::string note;  // with the log's signatures and our cosignature
};

class CosignedStore {
 public:
  /// Makes the file when there is none, for its owner alone. Null when it cannot be used.
  static std::unique_ptr<CosignedStore> open(const std::string& path);

  /// Given what is kept of the log (nothing: it was never cosigned), what is to be kept from now
  /// on, or nothing: then nothing changes.
  using Judge = std::function<std::optional<Cosigned>(const std::optional<Cosigned>&)>;

  /// Reads, judges and writes as one: neither a thread nor another process on the same file gets
  /// between. When it returns true, what the judge returned is durable. A crash or a false in the
  /// commit: it is kept or it is not, and nobody was told; the log's next request finds out which.
  [[nodiscard]] bool update(std::string_view origin, const Judge& judge);

  /// Outer nothing: cannot be read. Inner nothing: never cosigned.
  std::optional<std::optional<Cosigned>> find(std::string_view origin);

 private:
  explicit CosignedStore(std::unique_ptr<Connection> connection)
      : connection_(std::move(connection)) {}
  std::optional<std::optional<Cosigned>> read(std::string_view origin);
  bool write(std::string_view origin, const Cosigned& cosigned);
  bool update_inside(std::string_view origin, const Judge& judge);

  std::mutex mutex_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace samtycke::server

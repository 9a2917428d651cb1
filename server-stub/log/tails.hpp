/// The last tile of each level as it grows, the entries' among them: what the next leaf is written
/// into, and what a proof of a recent leaf reads.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/tree.hpp"
#include "store/store.hpp"

namespace samtycke::server {

class Tails {
 public:
  /// Reads those of a log of that size. Nothing when one cannot be read, or is shorter than its
  /// size says.
  static std::optional<Tails> read(LogStore& store, std::uint64_t size);

  /// Puts bytes behind the last of a level: a hash or an entry that is the `index`-th there. A tile
  /// that is full and left behind is written at once.
  [[nodiscard]] bool add(LogStore& store, int level, std::uint64_t index, std::string_view bytes);
  /// Writes those that have grown since, and reads them back: a bit that changed on the way is to
  /// be found before anybody signs it.
  [[nodiscard]] bool write(LogStore& store);

  /// Null when the last tile of that level is another one.
  const std::string* find(int level, std::uint64_t number) const;

 private:
  struct Tail {
    std::uint64_t number = 0;
    std::string bytes;
    bool has_grown = false;
  };
  static bool write(LogStore& store, int level, Tail& tail);
  Tail& at(int level) { return tails_[static_cast<std::size_t>(level - entries_level)]; }

  std::array<Tail, tile_level_max - entries_level + 1> tails_;
};

}  // namespace samtycke::server

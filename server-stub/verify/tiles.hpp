/// The tiles of a stored log, worked out again from its entries and held against those stored.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/tree.hpp"
#include "verify/answers.hpp"

namespace samtycke::server {

class TileCheck {
 public:
  TileCheck(Connection& connection, const Tell& tell) : connection_(connection), tell_(tell) {}

  /// The next entry, as its event gives it; nothing where the event is missing: then the stored one
  /// stands for it, so that what comes later still has its place.
  void take(const std::optional<Digest>& entry);
  /// The tiles that are not full, and those that should not be there.
  void finish();

  const Frontier& frontier() const { return frontier_; }

 private:
  struct Growing {
    std::uint64_t number = 0;
    std::string bytes;
  };

  Growing& at(int level) { return growing_[static_cast<std::size_t>(level - entries_level)]; }
  void add(int level, std::uint64_t index, std::string_view bytes);
  void compare(int level, std::size_t width);
  std::string stored(int level, std::uint64_t number);
  void load(std::uint64_t number);

  Connection& connection_;
  const Tell& tell_;
  Frontier frontier_;
  std::array<Growing, tile_level_max - entries_level + 1> growing_;
  std::string stored_entries_, stored_leaves_;  // of the tile that grows
  std::uint64_t tiles_count_ = 0;
};

}  // namespace samtycke::server

/// The Merkle tree of a log that grows (RFC 6962 section 2.1): its leaves are added one by one, and
/// it is kept in tiles of 256 hashes, as C2SP tlog-tiles serves them. A proof is made by reading a
/// few of them. Nothing here reads a disk: whoever keeps the tiles hands over how to read one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sha256.hpp"
#include "tile_name.hpp"

namespace samtycke {

constexpr std::size_t digest_size = 32;

/// What the log serves of an event: a hash that tells nothing to whoever lacks the 32 bytes of
/// salt, and keeps telling nothing once they are erased (L35).
Digest log_entry(Hash hash, std::string_view salt, std::string_view event_bytes);

/// Where a hash stands: at `level` of the tiles (0: the leaves' hashes; 1: the roots of full tiles
/// of level 0; …), the `index`-th of that level.
struct TileHash {
  int level = 0;
  std::uint64_t index = 0;
  Digest digest{};
};

/// A tree that only grows, as the roots of its full subtrees: a number of hashes that is at most
/// the number of bits of its size.
class Frontier {
 public:
  std::uint64_t size() const { return size_; }
  Digest root(Hash hash) const;
  /// Adds a leaf's hash, and tells each hash that now has a place in a tile, lowest level first.
  void append(Hash hash, const Digest& leaf, std::vector<TileHash>& placed);

  /// The full subtrees of a tree of `size` leaves, the largest first, as they were read.
  static Frontier of(std::uint64_t size, std::vector<Digest> roots);

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> roots_;  // of full subtrees, the largest first
};

/// The hashes that a tile holds, at least the first `width` of them, one behind the other. Nothing
/// when it cannot be read.
using ReadTile =
    std::function<std::optional<std::string>(int level, std::uint64_t number, std::uint64_t width)>;

/// A tree of `size` leaves whose tiles can be read. Every answer is nothing when a tile is missing,
/// or is shorter than was asked for, or when what is asked is not in the tree.
class TiledTree {
 public:
  TiledTree(Hash hash, std::uint64_t size, ReadTile read)
      : hash_(hash), size_(size), read_(std::move(read)) {}

  std::optional<Digest> root();
  std::optional<Frontier> frontier();
  /// That the leaf at `index` is in the tree (section 2.1.1): what `check_inclusion` checks.
  std::optional<std::vector<Digest>> inclusion_proof(std::uint64_t index);
  /// That the tree began with its first `old_size` leaves (section 2.1.2): what `check_consistency`
  /// checks. Of none and of all there is nothing to prove.
  std::optional<std::vector<Digest>> consistency_proof(std::uint64_t old_size);

 private:
  struct Tile {
    int level;
    std::uint64_t number;
    std::string bytes;
  };

  std::optional<Digest> full_subtree(int height, std::uint64_t index);
  std::optional<std::vector<Digest>> full_subtrees(std::uint64_t begin, std::uint64_t end);
  bool path(std::uint64_t index, std::uint64_t begin, std::uint64_t end,
            std::vector<Digest>& proof);
  bool older(std::uint64_t old_end, std::uint64_t begin, std::uint64_t end, bool is_known,
             std::vector<Digest>& proof);
  bool add_range(std::uint64_t begin, std::uint64_t end, std::vector<Digest>& proof);
  const std::string* tile(int level, std::uint64_t number);

  Hash hash_;
  std::uint64_t size_;
  ReadTile read_;
  std::vector<Tile> tiles_;  // those read so far: an answer needs two or three
};

/// Entries as a tile of them holds each: two bytes of length, high byte first, and its own.
std::string to_bundle(const Digest& entry);

}  // namespace samtycke

#include "tree.hpp"

#include <algorithm>
#include <bit>

#include "merkle.hpp"

namespace samtycke {
namespace {

/// The largest power of two below `count`, which is at least 2: where a tree is parted.
std::uint64_t part_of(std::uint64_t count) { return std::bit_floor(count - 1); }

Digest digest_at(const std::string& bytes, std::uint64_t place) {
  Digest digest{};
  const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(place * digest_size);
  std::copy(first, first + digest_size, digest.begin());
  return digest;
}

/// From the smallest on, as RFC 6962 nests them.
Digest folded(Hash hash, const std::vector<Digest>& roots) {
  Digest root = roots.back();
  for (auto left = roots.rbegin() + 1; left != roots.rend(); ++left) {
    root = node_hash(hash, *left, root);
  }
  return root;
}

}  // namespace

Digest log_entry(Hash hash, std::string_view salt, std::string_view event_bytes) {
  std::string input(salt);
  input += event_bytes;
  return hash(input);
}

Digest Frontier::root(Hash hash) const {
  return roots_.empty() ? hash(std::string_view()) : folded(hash, roots_);
}

void Frontier::append(Hash hash, const Digest& leaf, std::vector<TileHash>& placed) {
  Digest digest = leaf;
  placed.push_back({0, size_, digest});
  // Each trailing one of the size is a full subtree that the new one completes a larger one with.
  for (int height = 1; (size_ >> (height - 1) & 1) != 0; ++height) {
    digest = node_hash(hash, roots_.back(), digest);
    roots_.pop_back();
    if (height % tile_height == 0) {
      placed.push_back({height / tile_height, size_ >> height, digest});
    }
  }
  roots_.push_back(digest);
  ++size_;
}

Frontier Frontier::of(std::uint64_t size, std::vector<Digest> roots) {
  Frontier frontier;
  frontier.size_ = size;
  frontier.roots_ = std::move(roots);
  return frontier;
}

const std::string* TiledTree::tile(int level, std::uint64_t number) {
  for (const Tile& known : tiles_) {
    if (known.level == level && known.number == number) return &known.bytes;
  }
  const std::uint64_t held = size_ >> (level * tile_height);
  if (number > held / tile_width) return nullptr;
  const std::uint64_t width = std::min(tile_width, held - number * tile_width);
  auto bytes = read_(level, number, width);
  if (!bytes || bytes->size() < width * digest_size) return nullptr;
  tiles_.push_back({level, number, std::move(*bytes)});
  return &tiles_.back().bytes;
}

/// The root of the `index`-th subtree of 2^height leaves, all of them in the tree: folded from the
/// hashes of the tile that holds its lower nodes.
std::optional<Digest> TiledTree::full_subtree(int height, std::uint64_t index) {
  const int within = height % tile_height;
  const std::uint64_t first = index << within;
  const std::string* bytes = tile(height / tile_height, first / tile_width);
  const std::uint64_t place = first % tile_width;
  const std::uint64_t count = std::uint64_t{1} << within;
  if (bytes == nullptr || bytes->size() < (place + count) * digest_size) return std::nullopt;
  std::vector<Digest> row;
  for (std::uint64_t i = 0; i < count; ++i) row.push_back(digest_at(*bytes, place + i));
  for (; row.size() > 1; row.resize(row.size() / 2)) {
    for (std::size_t i = 0; i < row.size() / 2; ++i) {
      row[i] = node_hash(hash_, row[2 * i], row[2 * i + 1]);
    }
  }
  return row.front();
}

/// The full subtrees that the leaves from `begin` to before `end` are parted into, each smaller
/// than the one before it (section 2.1).
std::optional<std::vector<Digest>> TiledTree::full_subtrees(std::uint64_t begin,
                                                            std::uint64_t end) {
  std::vector<Digest> roots;
  while (begin < end) {
    const int height = static_cast<int>(std::bit_width(end - begin)) - 1;
    const auto root = full_subtree(height, begin >> height);
    if (!root) return std::nullopt;
    roots.push_back(*root);
    begin += std::uint64_t{1} << height;
  }
  return roots;
}

std::optional<Digest> TiledTree::root() {
  const auto roots = full_subtrees(0, size_);
  if (!roots) return std::nullopt;
  return Frontier::of(size_, *roots).root(hash_);
}

std::optional<Frontier> TiledTree::frontier() {
  auto roots = full_subtrees(0, size_);
  if (!roots) return std::nullopt;
  return Frontier::of(size_, std::move(*roots));
}

bool TiledTree::add_range(std::uint64_t begin, std::uint64_t end, std::vector<Digest>& proof) {
  const auto roots = full_subtrees(begin, end);
  if (roots) proof.push_back(folded(hash_, *roots));
  return roots.has_value();
}

bool TiledTree::path(std::uint64_t index, std::uint64_t begin, std::uint64_t end,
                     std::vector<Digest>& proof) {
  if (end - begin == 1) return true;
  const std::uint64_t middle = begin + part_of(end - begin);
  if (index < middle) return path(index, begin, middle, proof) && add_range(middle, end, proof);
  return path(index, middle, end, proof) && add_range(begin, middle, proof);
}

/// Section 2.1.2's SUBPROOF; `is_known` as long as the older tree's own root covers what is left.
bool TiledTree::older(std::uint64_t old_end, std::uint64_t begin, std::uint64_t end, bool is_known,
                      std::vector<Digest>& proof) {
  if (old_end == end) return is_known || add_range(begin, end, proof);
  const std::uint64_t middle = begin + part_of(end - begin);
  if (old_end <= middle) {
    return older(old_end, begin, middle, is_known, proof) && add_range(middle, end, proof);
  }
  return older(old_end, middle, end, false, proof) && add_range(begin, middle, proof);
}

std::optional<std::vector<Digest>> TiledTree::inclusion_proof(std::uint64_t index) {
  std::vector<Digest> proof;
  if (index >= size_ || !path(index, 0, size_, proof)) return std::nullopt;
  return proof;
}

std::optional<std::vector<Digest>> TiledTree::consistency_proof(std::uint64_t old_size) {
  std::vector<Digest> proof;
  if (old_size > size_) return std::nullopt;
  if (old_size == 0 || old_size == size_) return proof;
  if (!older(old_size, 0, size_, true, proof)) return std::nullopt;
  return proof;
}

std::string to_bundle(const Digest& entry) {
  std::string bytes = {'\0', static_cast<char>(digest_size)};
  for (const std::uint8_t byte : entry) bytes += static_cast<char>(byte);
  return bytes;
}

}  // namespace samtycke

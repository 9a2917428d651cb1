#include "merkle.hpp"

#include <string>

namespace samtycke {
namespace {

void append(std::string& bytes, const Digest& digest) {
  for (const std::uint8_t byte : digest) bytes += static_cast<char>(byte);
}

/// The way from a leaf or a whole subtree up to the root, as both checks walk it: at each step
/// whether the next hash of the proof stands to the left.
struct Climb {
  std::uint64_t place;  // among the nodes of this level
  std::uint64_t last;   // the level's last node

  bool at_root() const { return last == 0; }
  bool sibling_is_left() const { return (place & 1) != 0 || place == last; }
  void up() {
    place >>= 1;
    last >>= 1;
  }
  /// Past the levels where the last node has no sibling and is carried up as it is.
  void skip_lone() {
    while ((place & 1) == 0 && place != 0) up();
  }
};

}  // namespace

Digest leaf_hash(Hash hash, std::string_view bytes) {
  std::string input(1, '\0');
  input += bytes;
  return hash(input);
}

Digest node_hash(Hash hash, const Digest& left, const Digest& right) {
  std::string input(1, '\1');
  append(input, left);
  append(input, right);
  return hash(input);
}

bool check_inclusion(Hash hash, const Digest& leaf, std::uint64_t index, std::uint64_t size,
                     const std::vector<Digest>& proof, const Digest& root) {
  if (index >= size) return false;
  Climb climb{index, size - 1};
  Digest reached = leaf;
  for (const Digest& sibling : proof) {
    if (climb.at_root()) return false;
    if (climb.sibling_is_left()) {
      reached = node_hash(hash, sibling, reached);
      climb.skip_lone();
    } else {
      reached = node_hash(hash, reached, sibling);
    }
    climb.up();
  }
  return climb.at_root() && reached == root;
}

bool check_consistency(Hash hash, std::uint64_t old_size, const Digest& old_root,
                       std::uint64_t size, const Digest& root, const std::vector<Digest>& proof) {
  if (old_size == 0 || old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  // An older tree that is a whole subtree is its own first hash; its proof leaves it out.
  const bool whole = (old_size & (old_size - 1)) == 0;
  if (proof.empty()) return false;
  Climb climb{old_size - 1, size - 1};
  while ((climb.place & 1) != 0) climb.up();
  Digest older = whole ? old_root : proof.front();
  Digest newer = older;
  for (std::size_t i = whole ? 0 : 1; i < proof.size(); ++i) {
    if (climb.at_root()) return false;
    if (climb.sibling_is_left()) {
      older = node_hash(hash, proof[i], older);
      newer = node_hash(hash, proof[i], newer);
      climb.skip_lone();
    } else {
      newer = node_hash(hash, newer, proof[i]);
    }
    climb.up();
  }
  return climb.at_root() && older == old_root && newer == root;
}

}  // namespace samtycke

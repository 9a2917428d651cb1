// Log proofs: whatever the bytes say, a proof of another leaf or another place shows nothing.
#include <cstring>
#include <vector>

#include "core/merkle.hpp"
#include "promise.hpp"

using namespace samtycke;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::uint64_t index = 0;
  std::uint64_t tree_size = 0;
  if (size < 2 * sizeof index + sizeof(Digest)) return 0;
  std::memcpy(&index, data, sizeof index);
  std::memcpy(&tree_size, data + sizeof index, sizeof tree_size);
  const auto* hashes = reinterpret_cast<const char*>(data) + 2 * sizeof index;
  std::vector<Digest> proof((size - 2 * sizeof index) / sizeof(Digest));
  for (std::size_t i = 0; i < proof.size(); ++i) {
    std::memcpy(proof[i].data(), hashes + i * sizeof(Digest), sizeof(Digest));
  }
  const Digest leaf = proof.back();
  proof.pop_back();
  // The root is taken from no tree: that it is reached by chance would be a collision of SHA-256.
  const bool alone = tree_size == 1 && index == 0 && proof.empty();
  const bool shown = check_inclusion(samtycke::sha256, leaf, index, tree_size, proof,
                                     leaf_hash(samtycke::sha256, "root"));
  fuzz::promise(!shown, "no proof leads to a root it does not belong to");
  fuzz::promise(check_inclusion(samtycke::sha256, leaf, index, tree_size, proof, leaf) == alone,
                "a leaf is a root only of itself");
  (void)check_consistency(samtycke::sha256, index, leaf, tree_size, leaf, proof);
  return 0;
}

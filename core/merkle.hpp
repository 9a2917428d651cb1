/// Merkle trees as logs build them (RFC 6962 section 2.1), and the proofs that a leaf is in one and
/// that one grew out of another. The hash function is given; no tree is kept.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sha256.hpp"

namespace samtycke {

/// A leaf and a node are hashed with a first byte of their own, so that neither passes for the
/// other.
Digest leaf_hash(Hash hash, std::string_view bytes);
Digest node_hash(Hash hash, const Digest& left, const Digest& right);

/// Whether the proof shows that the leaf stands at `index` (from 0) in the tree of that size and
/// root (RFC 9162 section 2.1.3.2). A proof of another length than the place demands shows nothing.
/// Size and root belong to one signed head: a root alone does not always tell its size.
bool check_inclusion(Hash hash, const Digest& leaf, std::uint64_t index, std::uint64_t size,
                     const std::vector<Digest>& proof, const Digest& root);

/// Whether the proof shows that the tree of `size` and `root` begins with the leaves of the older
/// one, unchanged (RFC 9162 section 2.1.4.2). Of an empty older tree nothing is to be shown, so
/// nothing is.
bool check_consistency(Hash hash, std::uint64_t old_size, const Digest& old_root,
                       std::uint64_t size, const Digest& root, const std::vector<Digest>& proof);

}  // namespace samtycke

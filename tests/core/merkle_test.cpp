/// Trees and proofs: held to transparency-dev's vectors, to the reference tree of Certificate
/// Transparency, and to a tree built here the slow way, as RFC 6962 section 2.1 defines it.
#include "core/merkle.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <limits>

#include "core/base64.hpp"
#include "made.hpp"
#include "random.hpp"

namespace samtycke {
namespace {

const std::string folder = std::string(SAMTYCKE_VECTORS) + "/tlog-merkle-proofs/";

Digest from_hex(std::string_view hex) {
  Digest out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(2 * i, 2)), nullptr, 16));
  }
  return out;
}

std::string bytes_from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return out;
}

using Leaves = std::vector<Digest>;

std::size_t split_of(std::size_t size) {
  std::size_t left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

Leaves part(const Leaves& leaves, std::size_t from, std::size_t until) {
  return {leaves.begin() + static_cast<std::ptrdiff_t>(from),
          leaves.begin() + static_cast<std::ptrdiff_t>(until)};
}

Digest root_of(const Leaves& leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves.front();
  const std::size_t left = split_of(leaves.size());
  return node_hash(sha256, root_of(part(leaves, 0, left)),
                   root_of(part(leaves, left, leaves.size())));
}

Leaves path_of(const Leaves& leaves, std::size_t index) {
  if (leaves.size() == 1) return {};
  const std::size_t left = split_of(leaves.size());
  const Leaves first = part(leaves, 0, left);
  const Leaves second = part(leaves, left, leaves.size());
  Leaves path = index < left ? path_of(first, index) : path_of(second, index - left);
  path.push_back(root_of(index < left ? second : first));
  return path;
}

Leaves grown(const Leaves& leaves, std::size_t old_size, bool whole) {
  if (old_size == leaves.size()) return whole ? Leaves() : Leaves{root_of(leaves)};
  const std::size_t left = split_of(leaves.size());
  const Leaves first = part(leaves, 0, left);
  const Leaves second = part(leaves, left, leaves.size());
  const bool in_first = old_size <= left;
  Leaves proof = in_first ? grown(first, old_size, whole) : grown(second, old_size - left, false);
  proof.push_back(root_of(in_first ? second : first));
  return proof;
}

Leaves some_leaves(std::size_t count) {
  Leaves leaves;
  for (std::size_t i = 0; i < count; ++i) {
    leaves.push_back(leaf_hash(sha256, "leaf " + std::to_string(i)));
  }
  return leaves;
}

/// One vector file. A hash that is none, or a number no counter holds, proves nothing.
struct Vector {
  Value value;
  bool readable = true;
  bool wanted = false;
  bool largest_index = false;

  explicit Vector(const std::string& path) {
    std::string text = made::bytes_of(path);
    const std::string largest = "18446744073709551615";
    if (const auto at = text.find(largest); at != std::string::npos) {
      BOOST_TEST(!read_json(text));
      text.replace(at, largest.size(), "0");
      largest_index = true;
    }
    value = made::json_of(text);
    wanted = !value.find("wantErr")->truth;
  }
  std::uint64_t number(std::string_view name) const {
    return static_cast<std::uint64_t>(value.find(name)->integer);
  }
  Digest hash(const std::string& text) {
    const auto digest = digest_from_base64(text);
    readable = readable && digest;
    return digest.value_or(Digest{});
  }
  Digest hash_of(std::string_view name) { return hash(value.find(name)->text); }
  Leaves proof() {
    Leaves out;
    for (const Value& item : value.find("proof")->items) out.push_back(hash(item.text));
    return out;
  }
};

std::vector<std::string> files_of(const std::string& name) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder + name)) {
    if (entry.path().extension() == ".json") out.push_back(entry.path().string());
  }
  return out;
}

BOOST_AUTO_TEST_SUITE(merkle)

BOOST_AUTO_TEST_CASE(every_inclusion_vector_is_judged_as_its_authors_do) {
  int proved = 0;
  const auto files = files_of("inclusion");
  BOOST_TEST(files.size() == 98u);
  for (const std::string& file : files) {
    Vector vector(file);
    const Digest leaf = vector.hash_of("leafHash");
    const Digest root = vector.hash_of("root");
    const Leaves proof = vector.proof();
    const std::uint64_t index =
        vector.largest_index ? std::numeric_limits<std::uint64_t>::max() : vector.number("leafIdx");
    const bool truth = vector.readable &&
                       check_inclusion(sha256, leaf, index, vector.number("treeSize"), proof, root);
    BOOST_TEST(truth == vector.wanted, file);
    if (truth) ++proved;
  }
  BOOST_TEST(proved == 6);
}

BOOST_AUTO_TEST_CASE(every_consistency_vector_is_judged_as_its_authors_do) {
  int proved = 0;
  const auto files = files_of("consistency");
  BOOST_TEST(files.size() == 98u);
  for (const std::string& file : files) {
    Vector vector(file);
    const Digest older = vector.hash_of("root1");
    const Digest newer = vector.hash_of("root2");
    const Leaves proof = vector.proof();
    const bool truth = vector.readable && check_consistency(sha256, vector.number("size1"), older,
                                                            vector.number("size2"), newer, proof);
    // Its authors take two equal roots of 12 bytes; no hash of ours has them.
    const bool stricter = file.ends_with("/sizes-are-equal-one-and-proof-is-empty.json");
    if (stricter) BOOST_TEST(!vector.readable);
    BOOST_TEST(truth == (vector.wanted && !stricter), file);
    if (truth) ++proved;
  }
  BOOST_TEST(proved == 5);
}

BOOST_AUTO_TEST_CASE(the_reference_tree_has_its_leaves_roots_and_proofs) {
  const Value tree = made::json_of(made::bytes_of(folder + "ct-reference-tree.json"));
  Leaves leaves;
  const Value& texts = *tree.find("leaves_hex");
  const Value& roots = *tree.find("roots_hex");
  BOOST_TEST_REQUIRE(texts.items.size() == 8u);
  for (std::size_t i = 0; i < texts.items.size(); ++i) {
    leaves.push_back(leaf_hash(sha256, bytes_from_hex(texts.items[i].text)));
    BOOST_TEST((leaves.back() == from_hex(tree.find("leaf_hashes_hex")->items[i].text)));
    BOOST_TEST((root_of(leaves) == from_hex(roots.find(std::to_string(i + 1))->text)));
  }
  const auto read = [](const Value& one) {
    Leaves out;
    for (const Value& item : one.find("proof_hex")->items) out.push_back(from_hex(item.text));
    return out;
  };
  const auto root = [&](std::int64_t size) {
    return from_hex(roots.find(std::to_string(size))->text);
  };
  BOOST_TEST(tree.find("inclusion")->items.size() == 36u);
  for (const Value& one : tree.find("inclusion")->items) {
    const std::int64_t index = one.find("index")->integer;
    const std::int64_t size = one.find("size")->integer;
    BOOST_TEST(check_inclusion(sha256, leaves[static_cast<std::size_t>(index)],
                               static_cast<std::uint64_t>(index), static_cast<std::uint64_t>(size),
                               read(one), root(size)));
  }
  BOOST_TEST(!tree.find("consistency")->items.empty());
  for (const Value& one : tree.find("consistency")->items) {
    const std::int64_t old_size = one.find("old")->integer;
    const std::int64_t size = one.find("new")->integer;
    BOOST_TEST(check_consistency(sha256, static_cast<std::uint64_t>(old_size), root(old_size),
                                 static_cast<std::uint64_t>(size), root(size), read(one)));
  }
}

BOOST_AUTO_TEST_CASE(the_hashes_are_those_that_are_known) {
  BOOST_TEST((leaf_hash(sha256, "") == from_hex("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768"
                                                "511a30617afa01d")));
  BOOST_TEST((leaf_hash(sha256, "L123456") == from_hex("395aa064aa4c29f7010acfe3f25db9485bbd4b9189"
                                                       "7b6ad7ad547639252b4d56")));
}

BOOST_AUTO_TEST_CASE(every_leaf_of_every_small_tree_is_proved_and_at_its_place_alone_L28) {
  for (std::size_t size = 1; size <= 33; ++size) {
    const Leaves leaves = some_leaves(size);
    const Digest root = root_of(leaves);
    for (std::size_t index = 0; index < size; ++index) {
      const Leaves proof = path_of(leaves, index);
      BOOST_TEST(check_inclusion(sha256, leaves[index], index, size, proof, root));
      for (std::size_t other = 0; other <= size; ++other) {
        if (other == index) continue;
        BOOST_TEST(!check_inclusion(sha256, leaves[index], other, size, proof, root));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(every_growth_of_every_small_tree_is_proved_and_no_other_L28) {
  for (std::size_t size = 1; size <= 33; ++size) {
    const Leaves leaves = some_leaves(size);
    const Digest root = root_of(leaves);
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const Digest old_root = root_of(part(leaves, 0, old_size));
      const Leaves proof = grown(leaves, old_size, true);
      BOOST_TEST(check_consistency(sha256, old_size, old_root, size, root, proof));
      for (std::size_t other = 0; other <= size + 1; ++other) {
        if (other == old_size) continue;
        BOOST_TEST(!check_consistency(sha256, other, old_root, size, root, proof));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(one_bit_turned_anywhere_is_seen_L28) {
  made::Random random;
  for (int i = 0; i < 300; ++i) {
    const std::size_t size = 2 + random.below(60);
    const std::size_t index = random.below(size);
    Leaves leaves = some_leaves(size);
    Digest root = root_of(leaves);
    Leaves proof = path_of(leaves, index);
    std::vector<Digest*> parts = {&root, &leaves[index]};
    for (Digest& one : proof) parts.push_back(&one);
    Digest& turned = *parts[random.below(parts.size())];
    turned[random.below(32)] ^= static_cast<std::uint8_t>(1u << random.below(8));
    BOOST_TEST(!check_inclusion(sha256, leaves[index], index, size, proof, root));
  }
}

BOOST_AUTO_TEST_CASE(a_proof_one_hash_too_long_or_too_short_proves_nothing_L28) {
  for (std::size_t size = 2; size <= 20; ++size) {
    const Leaves leaves = some_leaves(size);
    const Digest root = root_of(leaves);
    for (std::size_t index = 0; index < size; ++index) {
      Leaves proof = path_of(leaves, index);
      proof.push_back(root);
      BOOST_TEST(!check_inclusion(sha256, leaves[index], index, size, proof, root));
      proof.resize(proof.size() - 2);
      BOOST_TEST(!check_inclusion(sha256, leaves[index], index, size, proof, root));
    }
    for (std::size_t old_size = 1; old_size < size; ++old_size) {
      const Digest old_root = root_of(part(leaves, 0, old_size));
      Leaves proof = grown(leaves, old_size, true);
      proof.push_back(root);
      BOOST_TEST(!check_consistency(sha256, old_size, old_root, size, root, proof));
      proof.resize(proof.size() - 2);
      BOOST_TEST(!check_consistency(sha256, old_size, old_root, size, root, proof));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_root_above_the_trees_own_proves_nothing_L28) {
  const Digest above = leaf_hash(sha256, "above");
  const auto over = [&](const Digest& root, bool is_left) {
    return is_left ? node_hash(sha256, above, root) : node_hash(sha256, root, above);
  };
  for (std::size_t size = 1; size <= 20; ++size) {
    const Leaves leaves = some_leaves(size);
    const Digest root = root_of(leaves);
    for (const bool is_left : {true, false}) {
      for (std::size_t index = 0; index < size; ++index) {
        Leaves proof = path_of(leaves, index);
        proof.push_back(above);
        BOOST_TEST(
            !check_inclusion(sha256, leaves[index], index, size, proof, over(root, is_left)));
      }
      for (std::size_t old_size = 1; old_size < size; ++old_size) {
        const Digest old_root = root_of(part(leaves, 0, old_size));
        Leaves proof = grown(leaves, old_size, true);
        proof.push_back(above);
        BOOST_TEST(!check_consistency(sha256, old_size, over(old_root, is_left), size,
                                      over(root, is_left), proof));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(no_tree_shrinks_whatever_hashes_are_shown_L28) {
  Leaves proof = some_leaves(2);
  Digest root = node_hash(sha256, proof[0], proof[1]);
  // The hashes that would lead from 3 leaves up to 2, from 5 up to 4, and so on.
  for (std::uint64_t size = 2; size <= 64; size *= 2) {
    BOOST_TEST(!check_consistency(sha256, size + 1, proof.front(), size, root, proof));
    proof.push_back(leaf_hash(sha256, std::to_string(size)));
    root = node_hash(sha256, root, proof.back());
  }
}

BOOST_AUTO_TEST_CASE(nothing_is_proved_of_an_empty_tree) {
  const Digest empty = sha256("");
  BOOST_TEST(!check_inclusion(sha256, empty, 0, 0, {}, empty));
  BOOST_TEST(!check_consistency(sha256, 0, empty, 0, empty, {}));
  BOOST_TEST(!check_consistency(sha256, 0, empty, 1, empty, {empty}));
}

BOOST_AUTO_TEST_CASE(a_digest_has_one_base64_text) {
  made::Random random;
  for (int i = 0; i < 1'000; ++i) {
    const Digest digest = sha256(std::to_string(random.below(1'000'000)));
    const std::string text = base64(digest);
    BOOST_TEST_REQUIRE(text.size() == 44u);
    BOOST_TEST_REQUIRE((digest_from_base64(text).value() == digest));
  }
  const std::string good = base64(sha256(""));
  BOOST_TEST(good == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  for (const std::string& bad :
       {std::string(), good.substr(0, 43), good + "=", good.substr(0, 43) + "A",
        // The last character says two bits that are no part of the 32 bytes.
        good.substr(0, 42) + "V=", "-" + good.substr(1), "_" + good.substr(1), " " + good.substr(1),
        "=" + good.substr(1), good.substr(0, 42) + "=="}) {
    BOOST_TEST(!digest_from_base64(bad), bad);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// The tree that grows, and the proofs read from its tiles: held to a reference log made elsewhere,
/// to every size of a small tree, and to what `check_inclusion` and `check_consistency` accept.
#include "core/tree.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "core/base64.hpp"
#include "core/merkle.hpp"
#include "made.hpp"
#include "random.hpp"

namespace samtycke {
namespace {

const std::string folder = std::string(SAMTYCKE_VECTORS) + "/tlog-generated/";

/// A log in memory: its tiles as they stand, and its root at every size.
struct Grown {
  Frontier frontier;
  std::map<std::pair<int, std::uint64_t>, std::string> tiles;
  std::vector<Digest> leaves, roots{sha256("")};

  void append(const std::string& entry) {
    leaves.push_back(leaf_hash(sha256, entry));
    std::vector<TileHash> placed;
    frontier.append(sha256, leaves.back(), placed);
    for (const TileHash& one : placed) {
      std::string& bytes = tiles[{one.level, one.index / tile_width}];
      BOOST_REQUIRE_EQUAL(bytes.size(), one.index % tile_width * digest_size);
      bytes.append(one.digest.begin(), one.digest.end());
    }
    roots.push_back(frontier.root(sha256));
  }
  std::uint64_t size() const { return frontier.size(); }
  /// The tree as it was at a size, though the tiles have grown since.
  TiledTree at(std::uint64_t size) const {
    return {
        sha256, size,
        [this](int level, std::uint64_t number, std::uint64_t width) -> std::optional<std::string> {
          const auto found = tiles.find({level, number});
          if (found == tiles.end()) return std::nullopt;
          return found->second.substr(0, width * digest_size);
        }};
  }
};

Grown grown(std::uint64_t count) {
  Grown log;
  for (std::uint64_t i = 0; i < count; ++i) log.append("entry " + std::to_string(i));
  return log;
}

std::vector<std::string> texts(const std::vector<Digest>& digests) {
  std::vector<std::string> out;
  for (const Digest& digest : digests) out.push_back(base64(digest));
  return out;
}

std::vector<std::string> texts(const Value& list) {
  std::vector<std::string> out;
  for (const Value& item : list.items) out.push_back(item.text);
  return out;
}

std::uint64_t number(const Value& value, std::string_view name) {
  return static_cast<std::uint64_t>(value.find(name)->integer);
}

BOOST_AUTO_TEST_SUITE(tree)

BOOST_AUTO_TEST_CASE(every_root_of_the_reference_log_is_reached) {
  const Grown log = grown(300);
  // More members than our reader takes.
  const std::string roots = made::bytes_of(folder + "roots.json");
  for (std::size_t size = 0; size <= log.size(); ++size) {
    const std::string root = base64(log.roots.at(size));
    BOOST_TEST(base64(log.at(size).root().value()) == root);
    const std::string stated = '"' + std::to_string(size) + "\": \"" + root + '"';
    BOOST_TEST((roots.find(stated) != std::string::npos), stated);
  }
}

BOOST_AUTO_TEST_CASE(the_tiles_are_the_reference_logs_byte_for_byte) {
  const Grown log = grown(300);
  BOOST_TEST(log.tiles.size() == 3u);
  for (const TileName& name : {TileName{0, 0, 256}, TileName{0, 1, 44}, TileName{1, 0, 1}}) {
    BOOST_TEST((log.tiles.at({name.level, name.number}) ==
                made::bytes_of(folder + "log/" + to_text(name))));
  }
}

BOOST_AUTO_TEST_CASE(every_proof_of_the_reference_log_is_made_alike) {
  const Grown log = grown(300);
  const Value proofs = made::json_of(made::bytes_of(folder + "proofs.json"));
  BOOST_TEST(proofs.find("inclusion")->items.size() == 60u);
  for (const Value& one : proofs.find("inclusion")->items) {
    const auto proof = log.at(number(one, "size")).inclusion_proof(number(one, "index"));
    BOOST_TEST(texts(proof.value()) == texts(*one.find("proof")));
  }
  const Value& grew = *proofs.find("consistency");
  BOOST_TEST(grew.items.size() == 17u);
  for (const Value& one : grew.items) {
    const auto proof = log.at(number(one, "new")).consistency_proof(number(one, "old"));
    BOOST_TEST(texts(proof.value()) == texts(*one.find("proof")));
  }
}

BOOST_AUTO_TEST_CASE(every_proof_of_every_small_tree_is_accepted_and_of_no_other_leaf) {
  const Grown log = grown(70);
  for (std::uint64_t size = 1; size <= log.size(); ++size) {
    TiledTree tree = log.at(size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = tree.inclusion_proof(index).value();
      BOOST_TEST(check_inclusion(sha256, log.leaves[index], index, size, proof, log.roots[size]));
      const std::uint64_t other = (index + 1) % size;
      BOOST_TEST((other == index || !check_inclusion(sha256, log.leaves[other], index, size, proof,
                                                     log.roots[size])));
    }
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
      const auto proof = tree.consistency_proof(old_size).value();
      BOOST_TEST(
          check_consistency(sha256, old_size, log.roots[old_size], size, log.roots[size], proof));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_large_tree_proves_any_leaf_and_any_growth) {
  made::Random random;
  const Grown log = grown(66'000);  // three levels of tiles
  BOOST_TEST(log.tiles.size() == 258u + 2u + 1u);
  for (int i = 0; i < 300; ++i) {
    const std::uint64_t size = 1 + random.below(log.size());
    const std::uint64_t index = random.below(size);
    const std::uint64_t old_size = 1 + random.below(size);
    TiledTree tree = log.at(size);
    BOOST_TEST(check_inclusion(sha256, log.leaves[index], index, size,
                               tree.inclusion_proof(index).value(), log.roots[size]));
    BOOST_TEST(check_consistency(sha256, old_size, log.roots[old_size], size, log.roots[size],
                                 tree.consistency_proof(old_size).value()));
  }
}

BOOST_AUTO_TEST_CASE(a_tree_read_back_from_its_tiles_grows_on_as_if_never_left) {
  for (const std::uint64_t left_at : {0u, 1u, 2u, 255u, 256u, 257u, 511u, 512u, 600u}) {
    Grown log = grown(left_at);
    log.frontier = log.at(left_at).frontier().value();
    BOOST_TEST(log.size() == left_at);
    const Grown never_left = grown(left_at + 300);
    for (std::uint64_t i = left_at; i < never_left.size(); ++i) {
      log.append("entry " + std::to_string(i));
    }
    BOOST_TEST(base64(log.frontier.root(sha256)) == base64(never_left.roots.back()));
    BOOST_TEST((log.tiles == never_left.tiles));
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_in_the_tree_has_no_proof) {
  const Grown log = grown(5);
  BOOST_TEST(!log.at(5).inclusion_proof(5));
  BOOST_TEST(!log.at(0).inclusion_proof(0));
  BOOST_TEST(!log.at(4).consistency_proof(5));
  BOOST_TEST(log.at(5).consistency_proof(0).value().empty());
  BOOST_TEST(log.at(5).consistency_proof(5).value().empty());
}

BOOST_AUTO_TEST_CASE(a_tile_that_is_missing_or_cut_gives_no_answer) {
  for (const std::size_t left : {std::size_t{0}, digest_size * 44 - 1}) {
    Grown log = grown(300);
    log.tiles[{0, 1}].resize(left);
    BOOST_TEST(!log.at(300).root());
    BOOST_TEST(!log.at(300).frontier());
    BOOST_TEST(!log.at(300).inclusion_proof(299));
    BOOST_TEST(!log.at(300).consistency_proof(299));
    BOOST_TEST(log.at(256).root().has_value());  // an older tree needs none of it
  }
  const Grown shorter = grown(256);
  BOOST_TEST(!shorter.at(300).root());
}

BOOST_AUTO_TEST_CASE(an_entry_is_the_digest_of_salt_and_event_and_a_bundle_says_its_length) {
  const std::string salt(32, 's');
  const Digest entry = log_entry(sha256, salt, "{}");
  BOOST_TEST(base64(entry) == base64(sha256(salt + "{}")));
  BOOST_TEST(base64(entry) != base64(log_entry(sha256, std::string(32, 't'), "{}")));
  const std::string bundle = to_bundle(entry);
  BOOST_TEST(bundle.size() == 34u);
  BOOST_TEST(bundle.substr(0, 2) == std::string("\0\x20", 2));
  BOOST_TEST(bundle.substr(2) == std::string(entry.begin(), entry.end()));
}

BOOST_AUTO_TEST_CASE(a_tile_is_named_as_logs_name_it) {
  const std::pair<TileName, const char*> named[] = {
      {{0, 0, 256}, "tile/0/000"},
      {{0, 999, 256}, "tile/0/999"},
      {{0, 1'000, 256}, "tile/0/x001/000"},
      {{1, 1'234'067, 256}, "tile/1/x001/x234/067"},
      {{7, 123'456'078, 1}, "tile/7/x123/x456/078.p/1"},
      {{entries_level, 273, 112}, "tile/entries/273.p/112"},
      {{2, 5, 255}, "tile/2/005.p/255"}};
  for (const auto& [name, text] : named) {
    BOOST_TEST(to_text(name) == text);
    const auto read = tile_name_from(text);
    BOOST_REQUIRE(read);
    BOOST_TEST(to_text(*read) == text);
  }
}

BOOST_AUTO_TEST_CASE(any_other_name_of_a_tile_is_none) {
  for (const char* text : {"",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "tile/0/0",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/0/1000",
                           "tile/00/000",
                           "tile/8/000",
                           "tile/-1/000",
                           "tile/+0/000",
                           "tile/x/000",
                           "tile/ 0/000",
                           "tile/0/x000/000",
                           "tile/0/x001/00",
                           "tile/0/x001000",
                           "tile/0/001/000",
                           "tile/0/x001/x000",
                           "tile/0/000.p/0",
                           "tile/0/000.p/256",
                           "tile/0/000.p/01",
                           "tile/0/000.p/",
                           "tile/0/000.p",
                           "tile/0/000.p/-1",
                           "tile/0/000.p/1/",
                           "tile/0/000/",
                           "/tile/0/000",
                           "tile/0/000?",
                           "tile/entry/000",
                           "tile/entries",
                           "tile/entries/x000/000",
                           "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                           "tile/0/00a",
                           "tile/0/x00a/000"}) {
    BOOST_TEST(!tile_name_from(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// Proofs that travel alone: held to one of entry 42 of the generated log.
#include "core/log_proof.hpp"

#include <boost/test/unit_test.hpp>

#include "core/base64.hpp"
#include "core/limits.hpp"
#include "core/merkle.hpp"
#include "ed25519.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

const std::string folder = std::string(SAMTYCKE_VECTORS) + "/tlog-generated/";

struct Entry42 {
  const std::string text = made::bytes_of(folder + "entry42.tlog-proof");
  const LogProof proof = log_proof_from(text).value();
};

bool leads_to_its_root(const LogProof& proof, std::string_view entry) {
  return check_inclusion(sha256, leaf_hash(sha256, entry), proof.index, proof.checkpoint.size,
                         proof.hashes, proof.checkpoint.root);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  BOOST_REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

BOOST_FIXTURE_TEST_SUITE(log_proof, Entry42)

BOOST_AUTO_TEST_CASE(the_generated_proof_shows_entry_42_and_no_other_L28) {
  BOOST_TEST(proof.index == 42u);
  BOOST_TEST(proof.hashes.size() == 9u);
  BOOST_TEST(!proof.extra.has_value());
  BOOST_TEST(proof.note.signatures.size() == 2u);
  BOOST_TEST(leads_to_its_root(proof, "entry 42"));
  BOOST_TEST(!leads_to_its_root(proof, "entry 41"));
  BOOST_TEST(to_text(proof) == text);
}

BOOST_AUTO_TEST_CASE(any_letter_changed_is_seen_by_reader_proof_or_signature) {
  const Value keys = made::json_of(made::bytes_of(folder + "keys.json"));
  const auto log = vkey_from(sha256, keys.find("log")->find("vkey")->text);
  const auto witness = vkey_from(sha256, keys.find("witness")->find("vkey")->text);
  for (std::size_t place = 0; place < text.size(); ++place) {
    std::string turned = text;
    turned[place] ^= 1;
    const auto read = log_proof_from(turned);
    BOOST_TEST(!(read && leads_to_its_root(*read, "entry 42") &&
                 made::is_signed_by(read->note, *log) && made::is_signed_by(read->note, *witness)),
               place);
  }
}

BOOST_AUTO_TEST_CASE(extra_bytes_go_with_a_proof_and_vouch_for_nothing) {
  LogProof with = proof;
  with.extra = std::string("\x00\x01", 2);
  const auto read = log_proof_from(to_text(with));
  BOOST_REQUIRE(read.has_value());
  BOOST_TEST(read->extra.value() == with.extra.value());
  BOOST_TEST(leads_to_its_root(*read, "entry 42"));
  with.extra = "";
  BOOST_TEST(log_proof_from(to_text(with))->extra.value() == "");
}

BOOST_AUTO_TEST_CASE(one_fault_makes_a_proof_none) {
  const std::string hash = base64(proof.hashes[0]) + '\n';
  for (const std::string& bad : {std::string(),
                                 std::string("\n"),
                                 text.substr(0, text.size() - 1),
                                 text + '\n',
                                 replaced(text, "@v1", "@v2"),
                                 replaced(text, "c2sp", " c2sp"),
                                 '\n' + text,
                                 replaced(text, "index 42\n", ""),
                                 replaced(text, "index 42", "index"),
                                 replaced(text, "index 42", "index -1"),
                                 replaced(text, "index 42", "index 042"),
                                 replaced(text, "index 42", "index  42"),
                                 replaced(text, "index 42", "Index 42"),
                                 replaced(text, "index 42", "index 42\nindex 42"),
                                 replaced(text, "index 42", "index 300"),
                                 replaced(text, "index 42", "index 18446744073709551658"),
                                 replaced(text, "index 42", "extra\nindex 42"),
                                 replaced(text, "index 42", "extra x\nindex 42"),
                                 replaced(text, "index 42", "extra AA==\nextra AA==\nindex 42"),
                                 replaced(text, "index 42", "index 42\nextra AA=="),
                                 replaced(text, hash, hash.substr(4)),
                                 replaced(text, hash, hash.substr(0, 20) + '\n'),
                                 replaced(text, hash, "AAAA" + hash),
                                 replaced(text, hash, '\n' + hash),
                                 replaced(text, "\n\nconsent", "\nconsent"),
                                 replaced(text, "\n300\n", "\n0300\n"),
                                 replaced(text, "\n300\n", "\n42\n")}) {
    BOOST_TEST(!log_proof_from(bad).has_value(), bad);
  }
}

BOOST_AUTO_TEST_CASE(a_proof_without_hashes_is_that_of_a_tree_of_one_and_one_too_deep_is_none) {
  LogProof lone = proof;
  lone.hashes.clear();
  BOOST_TEST(log_proof_from(to_text(lone)).has_value());
  BOOST_TEST(!leads_to_its_root(lone, "entry 42"));
  lone.hashes.resize(limits::proof_max);
  BOOST_TEST(log_proof_from(to_text(lone)).has_value());
  lone.hashes.resize(limits::proof_max + 1);
  BOOST_TEST(!log_proof_from(to_text(lone)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// Checkpoints and cosignatures: held to a running witness's and to a log of 300 entries that was
/// made with tools of others.
#include "core/checkpoint.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "core/base64.hpp"
#include "core/limits.hpp"
#include "core/signed_note.hpp"
#include "ed25519.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

const std::string vectors = std::string(SAMTYCKE_VECTORS) + "/";
const std::string skylight = vectors + "tlog-cosignature-skylight/";
const std::string rome = "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706";
const std::string milan = "88ad7a28caeb0b2aa890fdf0304c2fcaf59fca2ee140134ff8c1300bac493482";

NoteKey key_in(const std::string& path) {
  const Value about = made::json_of(made::bytes_of(skylight + path));
  return *vkey_from(sha256, about.find("verifier_keys")->items[0].text);
}

NoteKey generated_key(std::string_view who) {
  const Value keys = made::json_of(made::bytes_of(vectors + "tlog-generated/keys.json"));
  return *vkey_from(sha256, keys.find(who)->find("vkey")->text);
}

const std::string good = "log.example\n7\n" + base64(sha256("")) + "\n";

BOOST_AUTO_TEST_SUITE(checkpoint)

BOOST_AUTO_TEST_CASE(the_cosignatures_of_a_running_witness_hold) {
  const std::vector<std::array<std::string, 3>> cosigned = {
      {"witness/" + rome, "witness/witness.v0.json", "rome2026h1.example.org"},
      {"witness/mirror/" + rome, "witness/mirror/mirror.v0.json", "rome2026h1.example.org"},
      {"witness2/" + milan, "witness2/witness.v0.json", "milan2026h1.example.org"}};
  for (const auto& [folder, key, origin] : cosigned) {
    const std::string bytes = made::bytes_of(skylight + folder + "/checkpoint");
    const auto note = note_from(bytes);
    BOOST_REQUIRE(note.has_value());
    BOOST_TEST(to_text(*note) == bytes);
    BOOST_TEST(made::is_signed_by(*note, key_in(key)), folder);
    const auto checkpoint = checkpoint_from(note->text);
    BOOST_REQUIRE(checkpoint.has_value());
    BOOST_TEST(checkpoint->origin == origin);
    BOOST_TEST(checkpoint->size == 300u);
    BOOST_TEST(to_text(*checkpoint) == note->text);
  }
}

BOOST_AUTO_TEST_CASE(a_cosignature_becomes_bad_with_any_bit_of_checkpoint_time_or_signature) {
  const NoteKey key = key_in("witness2/witness.v0.json");
  const std::string bytes = made::bytes_of(skylight + "witness2/" + milan + "/checkpoint");
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    std::string turned = bytes;
    turned[place] ^= 1;
    const auto note = note_from(turned);
    BOOST_TEST(!(note && made::is_signed_by(*note, key)), place);
  }
}

BOOST_AUTO_TEST_CASE(the_decoys_beside_them_are_no_checkpoints) {
  for (const char* decoy : {"witness/checkpoint", "witness/mirror/checkpoint"}) {
    const std::string bytes = made::bytes_of(skylight + decoy);
    BOOST_TEST(!note_from(bytes).has_value());
    BOOST_TEST(!checkpoint_from(bytes).has_value());
  }
}

BOOST_AUTO_TEST_CASE(the_generated_checkpoint_is_signed_by_log_and_witness) {
  const auto note = note_from(made::bytes_of(vectors + "tlog-generated/log/checkpoint"));
  BOOST_REQUIRE(note.has_value());
  BOOST_TEST(made::is_signed_by(*note, generated_key("log")));
  BOOST_TEST(made::is_signed_by(*note, generated_key("witness")));
  const auto checkpoint = checkpoint_from(note->text);
  BOOST_REQUIRE(checkpoint.has_value());
  BOOST_TEST(checkpoint->size == 300u);
  BOOST_TEST(base64(checkpoint->root) == "yjk9Apa+xeC43KuYO9H7fRRh9RLnJny4ljGtJv1m2Eg=");
  const auto older = note_from(made::bytes_of(vectors + "tlog-generated/checkpoint.200"));
  BOOST_REQUIRE(older.has_value());
  BOOST_TEST(made::is_signed_by(*older, generated_key("log")));
  BOOST_TEST(!made::is_signed_by(*older, generated_key("witness")));
}

BOOST_AUTO_TEST_CASE(the_generated_cosignature_comes_out_byte_for_byte) {
  const Value keys = made::json_of(made::bytes_of(vectors + "tlog-generated/keys.json"));
  const std::string seed = made::seed_of("consent witness test key");
  const NoteKey key =
      note_key(sha256, "witness.example/w1", ed25519_cosigner_key, made::point_of(seed));
  BOOST_TEST(vkey_text(key) == keys.find("witness")->find("vkey")->text);
  const auto note = note_from(made::bytes_of(vectors + "tlog-generated/log/checkpoint"));
  BOOST_REQUIRE(note.has_value());
  constexpr std::uint64_t time = 1'767'139'200;
  const TimedSignature timed{time, made::signed_by(seed, cosignature_message(time, note->text))};
  BOOST_TEST(to_text(NoteSignature{key.name, key.id, to_bytes(timed)}) ==
             made::bytes_of(vectors + "tlog-generated/witness/add-checkpoint.response-200"));
}

BOOST_AUTO_TEST_CASE(a_checkpoint_with_further_lines_keeps_them) {
  const auto read = checkpoint_from(good + "one\ntwo\n");
  BOOST_REQUIRE(read.has_value());
  BOOST_TEST(read->extensions == (std::vector<std::string>{"one", "two"}),
             boost::test_tools::per_element());
  BOOST_TEST(to_text(*read) == good + "one\ntwo\n");
  BOOST_TEST(checkpoint_from(good).has_value());
}

BOOST_AUTO_TEST_CASE(one_fault_makes_a_checkpoint_none) {
  const std::string root = base64(sha256(""));
  for (const std::string& bad : {std::string(),
                                 std::string("log.example\n"),
                                 std::string("log.example\n7\n"),
                                 good.substr(0, good.size() - 1),
                                 '\n' + good.substr(12),
                                 good + '\n',
                                 good + "x",
                                 good + "x\n\n",
                                 "log.example\n\n7\n" + root + '\n',
                                 "log.example\n07\n" + root + '\n',
                                 "log.example\n-7\n" + root + '\n',
                                 "log.example\n+7\n" + root + '\n',
                                 "log.example\n 7\n" + root + '\n',
                                 "log.example\nseven\n" + root + '\n',
                                 "log.example\n9223372036854775808\n" + root + '\n',
                                 "log.example\n18446744073709551616\n" + root + '\n',
                                 "log.example\n7\n" + root.substr(1) + '\n',
                                 "log.example\n7\n" + root + "=\n",
                                 "log.example\n7\n" + base64(std::string(31, 'x')) + '\n',
                                 "log.example\n7\n" + base64(std::string(33, 'x')) + '\n',
                                 std::string("log.example\n7\nnot base64\n")}) {
    BOOST_TEST(!checkpoint_from(bad).has_value(), bad);
  }
}

BOOST_AUTO_TEST_CASE(a_size_has_one_spelling_and_an_end) {
  BOOST_TEST(tree_size_from("0").value() == 0u);
  BOOST_TEST(tree_size_from("10").value() == 10u);
  BOOST_TEST(tree_size_from("9223372036854775807").value() == limits::tree_size_max);
  for (const char* bad : {"", "00", "01", "-0", "+1", "1 ", " 1", "1\n", "0x1", "1e3",
                          "9223372036854775808", "9223372036854775810", "99999999999999999999"}) {
    BOOST_TEST(!tree_size_from(bad).has_value(), bad);
  }
}

BOOST_AUTO_TEST_CASE(an_empty_log_has_a_checkpoint) {
  const auto empty =
      checkpoint_from("log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  BOOST_REQUIRE(empty.has_value());
  BOOST_TEST(empty->size == 0u);
  BOOST_TEST((empty->root == sha256("")));
}

BOOST_AUTO_TEST_CASE(a_timed_signature_is_72_bytes_and_its_time_stands_first) {
  const TimedSignature timed{0x0102030405060708, std::string(64, 's')};
  const std::string bytes = to_bytes(timed);
  BOOST_TEST(bytes.substr(0, 8) == "\x01\x02\x03\x04\x05\x06\x07\x08");
  BOOST_TEST((timed_signature_from(bytes) == timed));
  BOOST_TEST(!timed_signature_from(bytes + 's').has_value());
  BOOST_TEST(!timed_signature_from(bytes.substr(1)).has_value());
  BOOST_TEST(!timed_signature_from("").has_value());
}

BOOST_AUTO_TEST_CASE(what_a_witness_signs_names_the_time_and_the_whole_text) {
  BOOST_TEST(cosignature_message(0, good + "more\n") ==
             "cosignature/v1\ntime 0\n" + good + "more\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

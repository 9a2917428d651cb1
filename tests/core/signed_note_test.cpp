/// Signed notes and their keys: held to the notes and keys that Go's checksum database publishes,
/// to those of a running witness, and to one fault at a time in a note that nothing is wrong with.
#include "core/signed_note.hpp"

#include <boost/test/unit_test.hpp>

#include "core/base64.hpp"
#include "core/checkpoint.hpp"
#include "core/limits.hpp"
#include "ed25519.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

const std::string vectors = std::string(SAMTYCKE_VECTORS) + "/";

struct GoNotes {
  Value all = made::json_of(made::bytes_of(vectors + "tlog-go-sumdb/note-vectors.json"));
  const std::string text = all.find("text")->text;
  NoteKey peter = key("peter_vkey");
  NoteKey enoch = key("enoch_vkey");
  const Value& valid = *all.find("valid");
  const Value& reject = *all.find("reject");

  NoteKey key(std::string_view name) const {
    return *vkey_from(sha256, all.find("keys")->find(name)->text);
  }
};

/// As a reader decides who knows some keys: one at least has signed, and none is claimed in vain.
bool is_taken(const Note& note, const std::vector<NoteKey>& known) {
  bool is_signed = false;
  for (const NoteKey& key : known) {
    if (claims_of(note, key).empty()) continue;
    if (!made::is_signed_by(note, key)) return false;
    is_signed = true;
  }
  return is_signed;
}

const std::string seed = made::seed_of("a log");
const NoteKey log_key = note_key(sha256, "log.example", ed25519_key, made::point_of(seed));
const NoteKey witness_key =
    note_key(sha256, "w.example", ed25519_cosigner_key, made::point_of(made::seed_of("w")));

NoteSignature signature_of(const std::string& text) {
  return {log_key.name, log_key.id, made::signed_by(seed, text)};
}

Note good_note() {
  const std::string text = "one\n\ntwo\n";
  return {text, {signature_of(text)}};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  BOOST_REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

BOOST_AUTO_TEST_SUITE(signed_note)

BOOST_FIXTURE_TEST_CASE(every_good_note_of_gos_is_read_and_holds, GoNotes) {
  BOOST_REQUIRE(valid.items.size() == 3u);
  for (const Value& one : valid.items) {
    const auto note = note_from(one.find("note")->text);
    BOOST_REQUIRE(note.has_value());
    BOOST_TEST(note->text == text);
    BOOST_TEST(to_text(*note) == one.find("note")->text);
    for (const Value& name : one.find("verified")->items) {
      BOOST_TEST(made::is_signed_by(*note, name.text == "PeterNeumann" ? peter : enoch));
    }
  }
}

BOOST_FIXTURE_TEST_CASE(every_bad_note_of_gos_is_refused, GoNotes) {
  BOOST_REQUIRE(reject.items.size() == 9u);
  for (const Value& one : reject.items) {
    const auto bytes = bytes_from_base64(one.find("note_base64")->text);
    BOOST_REQUIRE(bytes.has_value());
    const auto note = note_from(*bytes);
    const bool knows_enoch = one.find("known") == nullptr;
    BOOST_TEST(!(note && is_taken(*note, {peter})), one.find("why")->text);
    BOOST_TEST(!(note && knows_enoch && is_taken(*note, {peter, enoch})), one.find("why")->text);
  }
}

BOOST_FIXTURE_TEST_CASE(a_note_of_gos_becomes_bad_with_any_bit_of_text_or_signature, GoNotes) {
  const std::string good = valid.items[0].find("note")->text;
  for (std::size_t place = 0; place < good.size(); ++place) {
    std::string turned = good;
    turned[place] ^= 1;
    const auto note = note_from(turned);
    BOOST_TEST(!(note && is_taken(*note, {peter, enoch})), place);
  }
}

BOOST_FIXTURE_TEST_CASE(a_signature_by_a_known_key_that_fails_spoils_a_note_with_a_good_one,
                        GoNotes) {
  Note note = *note_from(valid.items[2].find("note")->text);
  BOOST_TEST(is_taken(note, {peter, enoch}));
  note.signatures[1].bytes[7] ^= 1;
  BOOST_TEST(!is_taken(note, {peter, enoch}));
  BOOST_TEST(is_taken(note, {peter}));
  BOOST_TEST(!is_taken(note, {}));
}

BOOST_FIXTURE_TEST_CASE(a_second_signature_in_the_name_of_one_key_must_hold_as_the_first, GoNotes) {
  Note note = *note_from(valid.items[0].find("note")->text);
  note.signatures.push_back(note.signatures[0]);
  BOOST_TEST(is_taken(note, {peter}));
  note.signatures[1].bytes[0] ^= 1;
  BOOST_TEST(!is_taken(note, {peter}));
}

BOOST_FIXTURE_TEST_CASE(the_example_of_the_specification_holds, GoNotes) {
  const Value& example = *all.find("spec_example");
  const auto key = vkey_from(sha256, example.find("vkey")->text);
  const auto note = note_from(example.find("note")->text);
  BOOST_REQUIRE(key.has_value());
  BOOST_REQUIRE(note.has_value());
  BOOST_TEST(made::is_signed_by(*note, *key));
}

BOOST_FIXTURE_TEST_CASE(every_bad_key_of_gos_is_refused, GoNotes) {
  BOOST_REQUIRE(all.find("bad_vkeys")->items.size() == 2u);
  for (const Value& one : all.find("bad_vkeys")->items) {
    BOOST_TEST(!vkey_from(sha256, one.text).has_value(), one.text);
  }
}

BOOST_AUTO_TEST_CASE(the_key_of_the_specification_has_its_id) {
  const std::string text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  const auto key = vkey_from(sha256, text);
  BOOST_REQUIRE(key.has_value());
  BOOST_TEST(key->name == "example.com/foo");
  BOOST_TEST(key->id == 0x530d903au);
  BOOST_TEST(key->type == ed25519_key);
  BOOST_TEST(key->public_key.size() == 32u);
  BOOST_TEST(vkey_text(*key) == text);
}

BOOST_AUTO_TEST_CASE(a_key_with_a_plus_in_its_base64_is_split_at_the_first_two) {
  const std::string text =
      "consent.example/log1+b9841a2c+AaW3pp04L+evzDBU+k8SvVq+GW7fHNK+ZooTs7P8w3f1";
  const auto key = vkey_from(sha256, text);
  BOOST_REQUIRE(key.has_value());
  BOOST_TEST(vkey_text(*key) == text);
}

BOOST_AUTO_TEST_CASE(a_key_text_becomes_none_with_any_letter_changed_or_taken_away) {
  const std::string good = vkey_text(witness_key);
  BOOST_REQUIRE((vkey_from(sha256, good) == witness_key));
  for (std::size_t place = 0; place < good.size(); ++place) {
    std::string changed = good;
    changed[place] = changed[place] == 'A' ? 'B' : 'A';
    BOOST_TEST(!vkey_from(sha256, changed).has_value(), changed);
    BOOST_TEST(!vkey_from(sha256, good.substr(0, place)).has_value(), place);
  }
  BOOST_TEST(!vkey_from(sha256, good + '\n').has_value());
  BOOST_TEST(!vkey_from(sha256, ' ' + good).has_value());
  BOOST_TEST(!vkey_from(sha256, "").has_value());
  BOOST_TEST(!vkey_from(sha256, "++").has_value());
}

BOOST_AUTO_TEST_CASE(a_key_of_another_size_or_type_is_none) {
  for (const std::uint8_t type : {ed25519_key, ed25519_cosigner_key}) {
    for (const std::size_t size : {0u, 31u, 33u}) {
      const NoteKey key = note_key(sha256, "k", type, std::string(size, 'x'));
      BOOST_TEST(!vkey_from(sha256, vkey_text(key)).has_value());
    }
  }
  for (const int type : {0, 2, 3, 5, 6, 255}) {
    const NoteKey key = note_key(sha256, "k", static_cast<std::uint8_t>(type), log_key.public_key);
    BOOST_TEST(!vkey_from(sha256, vkey_text(key)).has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_signature_of_a_type_of_later_days_is_read_and_claims_nothing) {
  const NoteKey later = note_key(sha256, "k", 6, std::string(1312, 'x'));
  Note note = good_note();
  note.signatures.push_back({later.name, later.id, std::string(2428, 's')});
  BOOST_TEST((note_from(to_text(note)) == note));
  BOOST_TEST(claims_of(note, later).empty());
  BOOST_TEST(made::is_signed_by(note, log_key));
}

BOOST_AUTO_TEST_CASE(the_text_ends_at_the_last_blank_line) {
  const Note note = good_note();
  const std::string bytes = to_text(note);
  BOOST_TEST(note_text(bytes) == "one\n\ntwo\n");
  BOOST_TEST((note_from(bytes) == note));
  BOOST_TEST(made::is_signed_by(note, log_key));
  BOOST_TEST(note_text("no blank line\n").empty());
}

BOOST_AUTO_TEST_CASE(one_fault_makes_a_note_none) {
  const std::string good = to_text(good_note());
  const std::string line = to_text(good_note().signatures[0]);
  BOOST_REQUIRE(note_from(good).has_value());
  for (const std::string& bad : {good.substr(0, good.size() - 1),
                                 good + "\n",
                                 good + "more\n",
                                 "\xFF" + good,
                                 replaced(good, "one", "\tone"),
                                 replaced(good, "two", "two\r"),
                                 replaced(good, "\xE2\x80\x94 log", "- log"),
                                 replaced(good, "\xE2\x80\x94 log", "\xE2\x80\x94log"),
                                 replaced(good, " log.example ", "  "),
                                 replaced(good, " log.example ", " log.example  "),
                                 replaced(good, "log.example", "log+example"),
                                 replaced(good, "log.example", "log\xC2\xA0x"),
                                 replaced(good, "log.example", "log\xE2\x80\x83x"),
                                 replaced(good, "=\n", "\n"),
                                 replaced(good, "=\n", "= \n"),
                                 std::string("one\n\n"),
                                 std::string("one\n"),
                                 std::string("\n"),
                                 std::string(),
                                 "one\n" + line,
                                 "one\n\n" + line.substr(0, 20) + '\n'}) {
    if (bad == good) continue;
    BOOST_TEST(!note_from(bad).has_value(), bad);
  }
}

BOOST_AUTO_TEST_CASE(a_signature_of_four_bytes_is_none_and_one_of_five_is_one) {
  BOOST_TEST(!note_from("t\n\n\xE2\x80\x94 n AAAAAA==\n").has_value());
  BOOST_TEST(note_from("t\n\n\xE2\x80\x94 n AAAAAAA=\n").has_value());
  // The same five bytes with a bit that nobody wrote.
  BOOST_TEST(!note_from("t\n\n\xE2\x80\x94 n AAAAAAB=\n").has_value());
}

BOOST_AUTO_TEST_CASE(a_hundred_signatures_are_read_and_one_more_is_too_many) {
  Note note = good_note();
  note.signatures.resize(limits::note_signatures_max, note.signatures[0]);
  BOOST_TEST((note_from(to_text(note)) == note));
  note.signatures.push_back(note.signatures[0]);
  BOOST_TEST(!note_from(to_text(note)).has_value());
}

BOOST_AUTO_TEST_CASE(a_note_larger_than_its_limit_is_none) {
  Note note = good_note();
  const std::size_t rest = to_text(note).size() - note.text.size();
  note.text = std::string(limits::note_size_max - rest - 1, 'x') + '\n';
  BOOST_TEST(note_from(to_text(note)).has_value());
  note.text = 'x' + note.text;
  BOOST_TEST(!note_from(to_text(note)).has_value());
}

BOOST_AUTO_TEST_CASE(a_name_has_no_space_of_unicodes_and_no_plus) {
  for (const char* good : {"a", "example.com/log-1", "\xC3\xA5", "\xE2\x80\x94", "a\x7F"}) {
    BOOST_TEST(is_note_name(good), good);
  }
  for (const char* bad : {"",
                          " ",
                          "a b",
                          "a\tb",
                          "a\nb",
                          "+",
                          "a+b",
                          "\xC2\x85",
                          "\xC2\xA0",
                          "\xE1\x9A\x80",
                          "\xE2\x80\x80",
                          "\xE2\x80\x8A",
                          "\xE2\x80\xA8",
                          "\xE2\x80\xA9",
                          "\xE2\x80\xAF",
                          "\xE2\x81\x9F",
                          "\xE3\x80\x80",
                          "\xC3",
                          "\x80",
                          "a\x1F"}) {
    BOOST_TEST(!is_note_name(bad), bad);
  }
  BOOST_TEST(is_note_name("\xE2\x80\x8B"));  // of no width, and no space to Unicode
}

BOOST_AUTO_TEST_CASE(the_lines_of_a_witness_are_read_alone) {
  const std::string answer =
      made::bytes_of(vectors + "tlog-generated/witness/add-checkpoint.response-200");
  const auto lines = note_signatures_from(answer);
  BOOST_REQUIRE(lines.has_value());
  BOOST_REQUIRE(lines->size() == 1u);
  BOOST_TEST(to_text(lines->front()) == answer);
  for (const std::string& bad : {std::string(), std::string("\n"), '\n' + answer, answer + '\n',
                                 answer.substr(0, answer.size() - 1), "x\n" + answer}) {
    BOOST_TEST(!note_signatures_from(bad).has_value(), bad);
  }
}

BOOST_AUTO_TEST_CASE(a_name_alone_or_an_id_alone_claims_nothing) {
  Note note = good_note();
  note.signatures[0].name = "other.example";
  BOOST_TEST(claims_of(note, log_key).empty());
  note = good_note();
  note.signatures[0].key_id ^= 1;
  BOOST_TEST(claims_of(note, log_key).empty());
}

BOOST_AUTO_TEST_CASE(a_cosignature_of_another_size_is_a_claim_that_fails) {
  const Note note{"t\n", {{witness_key.name, witness_key.id, std::string(71, 's')}}};
  const auto claims = claims_of(note, witness_key);
  BOOST_REQUIRE(claims.size() == 1u);
  BOOST_TEST(!made::holds(claims[0]));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// The witness: a log's own conversation with litewitness, a request that was made with others'
/// tools, and each way in which a log may be other than it was.
#include "witness/witness.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "../identity/test_files.hpp"
#include "core/json.hpp"
#include "core/log_proof.hpp"
#include "made_log.hpp"
#include "witness/signatures.hpp"

namespace {

using namespace samtycke;
using namespace samtycke::server;
using made::MadeLog;

constexpr std::int64_t published_ms = 1'767'139'200'000;

/// A witness on a file of its own, which it may leave and open again.
struct Stand {
  made::Folder folder;
  MadeLog log;
  std::int64_t now_ms = published_ms;
  std::vector<std::string> said;
  std::unique_ptr<CosignedStore> store;
  std::unique_ptr<Witness> witness;

  Stand() { open({log.key()}); }
  void open(std::vector<NoteKey> logs, std::string_view name = "w.example",
            SigningKey key = made::key_of("witness")) {
    witness.reset();
    store.reset();
    store = CosignedStore::open(folder / "witness.db");
    BOOST_REQUIRE(store != nullptr);
    witness = std::make_unique<Witness>(
        name, std::move(key), std::move(logs), *store, [this] { return now_ms; },
        [this](std::string_view sentence) { said.emplace_back(sentence); });
  }
  unsigned status(const std::string& body) { return witness->add_checkpoint(body).status; }
  WitnessAnswer monitored(std::string_view origin) {
    return witness->checkpoint(digest_name(openssl_sha256(origin)).substr(7));
  }
  bool is_cosigned(const std::string& checkpoint, const std::string& answer) {
    Note note = *note_from(checkpoint);
    const auto lines = note_signatures_from(answer);
    return lines && is_signed_by({note.text, *lines}, witness->key());
  }
};

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return out;
}

Value json_vector(const std::string& name) { return *read_json(made::vector_bytes(name)); }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  BOOST_REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(witness, Stand)

BOOST_AUTO_TEST_CASE(litewitness_and_a_log_talk_as_they_did) {
  const Value all = json_vector("tlog-witness-litewitness/cases.json");
  open({note_key(openssl_sha256, all.find("log_origin")->text, ed25519_key,
                 from_hex(all.find("log_public_key_hex")->text))},
       all.find("witness_name")->text);
  const auto& requests = all.find("requests")->items;
  BOOST_REQUIRE(requests.size() == 9u);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    // litewitness of June 2025 answers 403 where the specification says 404: an unknown origin.
    const bool is_unknown_origin = i == 2;
    const auto wanted =
        is_unknown_origin ? 404u : static_cast<unsigned>(requests[i].find("status")->integer);
    const WitnessAnswer answer = witness->add_checkpoint(requests[i].find("body")->text);
    BOOST_TEST(answer.status == wanted, i);
    for (const Value& one : requests[i].find("asserts")->items) {
      const std::string words = one.text.substr(one.text.find('"'));
      const std::string body = '"' + answer.body.substr(0, answer.body.find('\n')) + "\\n\"";
      const bool is_whole = one.text.starts_with("body == ");
      BOOST_TEST(
          (is_whole ? body == words
                    : answer.body.find(words.substr(1, words.size() - 2)) != std::string::npos),
          one.text << " in " << answer.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_published_request_gets_the_published_answer_byte_for_byte) {
  const Value keys = json_vector("tlog-generated/keys.json");
  open({*vkey_from(openssl_sha256, keys.find("log")->find("vkey")->text)},
       keys.find("witness")->find("name")->text, made::key_of("consent witness test key"));
  BOOST_TEST(vkey_text(witness->key()) == keys.find("witness")->find("vkey")->text);
  const std::string older = made::vector_bytes("tlog-generated/checkpoint.200");
  const std::string request = made::vector_bytes("tlog-generated/witness/add-checkpoint.request");
  BOOST_TEST(status(request) == 409u);
  BOOST_TEST(status("old 0\n\n" + older) == 200u);
  BOOST_TEST(witness->add_checkpoint("old 0\n\n" + older).body ==
             made::vector_bytes("tlog-generated/witness/conflict-409.body"));
  const WitnessAnswer answer = witness->add_checkpoint(request);
  BOOST_TEST(answer.status == 200u);
  BOOST_TEST(answer.body ==
             made::vector_bytes("tlog-generated/witness/add-checkpoint.response-200"));
  BOOST_TEST(monitored("consent.example/log1").body ==
             made::vector_bytes("tlog-generated/log/checkpoint"));
}

BOOST_AUTO_TEST_CASE(a_log_that_grows_is_cosigned_at_every_size) {
  log.grow_to(40);
  for (std::size_t old_size = 0; old_size < 40; old_size += 1 + old_size % 3) {
    const std::size_t size = old_size + 1 + old_size % 3;
    const WitnessAnswer answer = witness->add_checkpoint(log.request(old_size, size));
    BOOST_TEST(answer.status == 200u, answer.body);
    BOOST_TEST(is_cosigned(log.checkpoint(size), answer.body));
    BOOST_TEST(!is_cosigned(log.checkpoint(old_size), answer.body));
  }
}

BOOST_AUTO_TEST_CASE(the_same_checkpoint_again_is_cosigned_with_a_new_time) {
  log.grow_to(5);
  const std::string first = witness->add_checkpoint(log.request(0, 5)).body;
  now_ms += 60'000;
  const WitnessAnswer again = witness->add_checkpoint(log.request(5, 5));
  BOOST_TEST(again.status == 200u);
  BOOST_TEST(again.body != first);
  BOOST_TEST(is_cosigned(log.checkpoint(5), again.body));
}

BOOST_AUTO_TEST_CASE(an_empty_log_has_one_root) {
  Note other{to_text(Checkpoint{log.origin, 0, openssl_sha256("other"), {}}), {}};
  other.signatures.push_back({log.origin, log.key().id, log.signing.sign(other.text)});
  BOOST_TEST(status("old 0\n\n" + to_text(other)) == 422u);
  BOOST_TEST(monitored(log.origin).status == 404u);
  BOOST_TEST(status(log.request(0, 0)) == 200u);
  BOOST_TEST(status(log.request(0, 0)) == 200u);
  BOOST_TEST(status("old 0\n\n" + to_text(other)) == 422u);
  log.grow_to(3);
  BOOST_TEST(status(log.request(0, 3)) == 200u);
}

BOOST_AUTO_TEST_CASE(A28_a_split_view_is_refused_and_told) {
  MadeLog other;
  log.grow_to(7);
  other.grow_to(3).grow_to(9, "other ");
  BOOST_REQUIRE(status(log.request(0, 7)) == 200u);
  // The same size with another root; and a larger tree that forgets what was cosigned.
  BOOST_TEST(status(other.request(7, 7)) == 422u);
  BOOST_TEST(said.size() == 1u);
  BOOST_TEST(status(other.request(7, 9)) == 422u);
  // Its proof is good, but leads from another tree than ours.
  BOOST_TEST(status(other.request(3, 9)) == 409u);
  BOOST_TEST(witness->add_checkpoint(other.request(0, 9)).body == "7\n");
  const auto kept = note_from(monitored(log.origin).body);
  BOOST_REQUIRE(kept.has_value());
  BOOST_TEST(kept->text == note_from(log.checkpoint(7))->text);
  // And the log that was cosigned goes on.
  log.grow_to(8);
  BOOST_TEST(status(log.request(7, 8)) == 200u);
}

BOOST_AUTO_TEST_CASE(A29_a_log_that_was_put_back_is_refused_with_the_size_that_it_had) {
  log.grow_to(12);
  BOOST_REQUIRE(status(log.request(0, 12)) == 200u);
  const WitnessAnswer answer = witness->add_checkpoint(log.request(4, 6));
  BOOST_TEST(answer.status == 409u);
  BOOST_TEST(answer.body == "12\n");
  BOOST_TEST(status(log.request(12, 12)) == 200u);
  BOOST_TEST(status(to_text(AddCheckpoint{12, {}, log.checkpoint(6)})) == 400u);
}

BOOST_AUTO_TEST_CASE(a_proof_that_is_wrong_in_any_hash_or_in_number_is_refused) {
  log.grow_to(13);
  BOOST_REQUIRE(status(log.request(0, 6)) == 200u);
  AddCheckpoint request{6, log.proof(6, 13), log.checkpoint(13)};
  for (std::size_t i = 0; i < request.proof.size(); ++i) {
    AddCheckpoint bad = request;
    bad.proof[i][0] ^= 1;
    BOOST_TEST(status(to_text(bad)) == 422u, i);
    bad = request;
    bad.proof.erase(bad.proof.begin() + static_cast<std::ptrdiff_t>(i));
    BOOST_TEST(status(to_text(bad)) == 422u, i);
  }
  AddCheckpoint longer = request;
  longer.proof.push_back(Digest{});
  BOOST_TEST(status(to_text(longer)) == 422u);
  BOOST_TEST(status(to_text(AddCheckpoint{6, {}, log.checkpoint(13)})) == 422u);
  BOOST_TEST(status(to_text(AddCheckpoint{6, {Digest{}}, log.checkpoint(6)})) == 422u);
  BOOST_TEST(said.empty());  // anybody may send a bad proof with a good checkpoint
  BOOST_TEST(status(to_text(request)) == 200u);
}

BOOST_AUTO_TEST_CASE(from_nothing_there_is_no_proof) {
  log.grow_to(4);
  BOOST_TEST(status(to_text(AddCheckpoint{0, {Digest{}}, log.checkpoint(4)})) == 422u);
  BOOST_TEST(status(log.request(0, 4)) == 200u);
}

BOOST_AUTO_TEST_CASE(what_the_log_did_not_sign_is_refused) {
  log.grow_to(3);
  const std::string good = log.request(0, 3);
  const std::string line = good.substr(good.rfind("\n\n") + 2);
  BOOST_TEST(status(replaced(good, "\n3\n", "\n4\n")) == 403u);
  BOOST_TEST(status(replaced(good, line, "")) == 403u);
  BOOST_TEST(status(replaced(good, line, "no signature\n")) == 403u);
  BOOST_TEST(status(replaced(good, "\xE2\x80\x94 log.example", "\xE2\x80\x94 log.examples")) ==
             403u);
  BOOST_TEST(status(MadeLog("log.example", "stranger").grow_to(3).request(0, 3)) == 403u);
  BOOST_TEST(status(MadeLog("elsewhere.example").grow_to(3).request(0, 3)) == 404u);
  BOOST_TEST(monitored("log.example").status == 404u);
  BOOST_TEST(status(good) == 200u);
}

BOOST_AUTO_TEST_CASE(a_good_signature_beside_a_bad_one_of_the_same_key_is_refused) {
  log.grow_to(3);
  Note note = *note_from(log.checkpoint(3));
  note.signatures.push_back(note.signatures[0]);
  note.signatures[1].bytes[0] ^= 1;
  BOOST_TEST(status("old 0\n\n" + to_text(note)) == 403u);
}

BOOST_AUTO_TEST_CASE(signatures_of_others_are_ignored_and_not_kept) {
  log.grow_to(3);
  Note note = *note_from(log.checkpoint(3));
  note.signatures.insert(note.signatures.begin(), {"other.example", 1, std::string(64, 'x')});
  BOOST_TEST(status("old 0\n\n" + to_text(note)) == 200u);
  const auto kept = note_from(monitored(log.origin).body);
  BOOST_REQUIRE(kept.has_value());
  BOOST_TEST(kept->signatures.size() == 2u);
  BOOST_TEST(is_signed_by(*kept, log.key()));
  BOOST_TEST(is_signed_by(*kept, witness->key()));
}

BOOST_AUTO_TEST_CASE(a_log_with_two_keys_may_sign_with_either) {
  MadeLog later("log.example", "its next key");
  open({log.key(), later.key()});
  log.grow_to(4);
  later.grow_to(6);
  BOOST_TEST(status(log.request(0, 4)) == 200u);
  BOOST_TEST(status(later.request(4, 6)) == 200u);
}

BOOST_AUTO_TEST_CASE(each_log_is_followed_by_itself) {
  MadeLog second("second.example");
  open({log.key(), second.key()});
  log.grow_to(4);
  second.grow_to(2);
  BOOST_TEST(status(log.request(0, 4)) == 200u);
  BOOST_TEST(monitored(second.origin).status == 404u);
  BOOST_TEST(status(second.request(0, 2)) == 200u);
  BOOST_TEST(witness->add_checkpoint(log.request(0, 4)).body == "4\n");
  BOOST_TEST(witness->add_checkpoint(second.request(0, 2)).body == "2\n");
}

BOOST_AUTO_TEST_CASE(what_is_no_request_is_400) {
  log.grow_to(3);
  BOOST_REQUIRE(status(log.request(0, 2)) == 200u);
  const std::string good = log.request(2, 3);
  const std::string hash = good.substr(6, 45);
  for (const std::string& bad : {std::string(),
                                 std::string("\n"),
                                 std::string("old 2\n"),
                                 std::string("old 2\n\n"),
                                 good.substr(1),
                                 ' ' + good,
                                 replaced(good, "old 2", "old 02"),
                                 replaced(good, "old 2", "old -2"),
                                 replaced(good, "old 2", "old  2"),
                                 replaced(good, "old 2", "old 2 "),
                                 replaced(good, "old 2", "old"),
                                 replaced(good, "old 2", "Old 2"),
                                 replaced(good, "old 2", "old 4"),
                                 replaced(good, "old 2", "old 9223372036854775808"),
                                 replaced(good, hash, hash.substr(1)),
                                 replaced(good, hash, "AAAA\n"),
                                 replaced(good, "=\n", "=\r\n"),
                                 replaced(good, "\n3\n", "\n03\n"),
                                 replaced(good, "\n3\n", "\n"),
                                 replaced(good, "log.example\n", "log.example\n\n"),
                                 replaced(good, "log.example\n", "log.\texample\n"),
                                 replaced(good, "log.example\n",
                                          "log.\xFF"
                                          "example\n"),
                                 replaced(good, hash, std::string(64 * 45, 'A'))}) {
    BOOST_TEST(status(bad) == 400u, bad);
  }
  BOOST_TEST(status(good) == 200u);
}

BOOST_AUTO_TEST_CASE(sixty_three_hashes_are_read_and_one_more_is_too_many) {
  log.grow_to(3);
  BOOST_REQUIRE(status(log.request(0, 2)) == 200u);
  BOOST_TEST(status(to_text(AddCheckpoint{2, std::vector<Digest>(63), log.checkpoint(3)})) == 422u);
  BOOST_TEST(status(to_text(AddCheckpoint{2, std::vector<Digest>(64), log.checkpoint(3)})) == 400u);
}

BOOST_AUTO_TEST_CASE(the_monitor_hears_of_known_origins_alone) {
  log.grow_to(2);
  BOOST_REQUIRE(status(log.request(0, 2)) == 200u);
  BOOST_TEST(monitored(log.origin).status == 200u);
  BOOST_TEST(monitored("other.example").status == 404u);
  BOOST_TEST(witness->checkpoint("").status == 404u);
  std::string upper = digest_name(openssl_sha256(log.origin)).substr(7);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  BOOST_TEST(witness->checkpoint(upper).status == 404u);
}

BOOST_AUTO_TEST_CASE(R1_what_was_kept_before_a_crash_is_there_after_it_though_nobody_was_told) {
  log.grow_to(9);
  (void)witness->add_checkpoint(log.request(0, 5));  // the answer is lost
  open({log.key()});
  const WitnessAnswer answer = witness->add_checkpoint(log.request(0, 5));
  BOOST_TEST(answer.status == 409u);
  BOOST_TEST(answer.body == "5\n");
  BOOST_TEST(status(log.request(5, 9)) == 200u);
}

BOOST_AUTO_TEST_CASE(a_judge_that_wants_nothing_kept_changes_nothing) {
  BOOST_TEST(store->update("o", [](const auto&) { return std::nullopt; }));
  BOOST_TEST(!store->find("o")->has_value());
}

BOOST_AUTO_TEST_CASE(the_file_itself_refuses_a_log_that_shrinks_or_turns) {
  const auto keep = [&](std::uint64_t size, std::string_view root) {
    return store->update("o", [&](const auto&) {
      return Cosigned{size, openssl_sha256(root), "note"};
    });
  };
  BOOST_TEST(keep(5, "five"));
  BOOST_TEST(keep(5, "five"));
  BOOST_TEST(!keep(5, "another"));
  BOOST_TEST(!keep(4, "four"));
  BOOST_TEST(keep(6, "six"));
  BOOST_TEST((*store->find("o"))->size == 6u);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_refused) {
  const std::string path = folder / "not.db";
  BOOST_REQUIRE(write_secret_file(path, std::string(5000, 'x')));
  BOOST_TEST(CosignedStore::open(path) == nullptr);
  BOOST_TEST(CosignedStore::open(folder / "no/such/folder.db") == nullptr);
}

BOOST_AUTO_TEST_CASE(of_two_histories_that_race_through_two_doors_one_is_cosigned) {
  MadeLog other;
  constexpr std::size_t rounds = 40;
  log.grow_to(2);
  other.grow_to(2);
  log.grow_to(2 + rounds, "one ");
  other.grow_to(2 + rounds, "other ");
  BOOST_REQUIRE(status(log.request(0, 2)) == 200u);
  const auto second = CosignedStore::open(folder / "witness.db");
  BOOST_REQUIRE(second != nullptr);
  Witness beside(
      "w.example", made::key_of("witness"), {log.key()}, *second, [] { return published_ms; },
      [](std::string_view) {});
  std::size_t size = 2;
  bool is_ours = false;
  for (std::size_t round = 0; round < rounds; ++round) {
    // Both continue what was cosigned in round 0; then only one of them does.
    unsigned theirs = 0;
    std::thread racer(
        [&] { theirs = beside.add_checkpoint(other.request(size, size + 1)).status; });
    const unsigned ours = status(log.request(size, size + 1));
    racer.join();
    BOOST_TEST(((ours == 200) != (theirs == 200)), ours << " and " << theirs);
    if (round == 0) is_ours = ours == 200;
    BOOST_TEST((ours == 200) == is_ours);
    ++size;
  }
}

BOOST_AUTO_TEST_SUITE_END()

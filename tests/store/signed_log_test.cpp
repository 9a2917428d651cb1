// The log over the store: whatever is acknowledged is under a signed head, and nothing that differs
// from what was judged is ever signed.
#include "core/checkpoint.hpp"
#include "core/log_proof.hpp"
#include "core/merkle.hpp"
#include "core/tree.hpp"
#include "fixture.hpp"
#include "identity/hash.hpp"
#include "tables.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(signed_log)

namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// The leaves that the events in the store must have, worked out from nothing but them.
std::vector<Digest> leaves_of(Store& store) {
  std::vector<Digest> leaves;
  const auto events = store.events(0, store.count().value(), View::committed).value();
  for (const StoredEvent& event : events) {
    const Digest entry = openssl_sha256(event.salt + event.bytes);
    leaves.push_back(openssl_sha256('\0' + std::string(bytes_of(entry))));
  }
  return leaves;
}

Digest root_of(const std::vector<Digest>& leaves) {
  if (leaves.empty()) return openssl_sha256("");
  std::size_t left = 1;
  while (left * 2 < leaves.size()) left *= 2;
  if (leaves.size() == 1) return leaves.front();
  const auto middle = leaves.begin() + static_cast<std::ptrdiff_t>(left);
  return node_hash(openssl_sha256, root_of({leaves.begin(), middle}),
                   root_of({middle, leaves.end()}));
}

/// What a head says, once its signature was found good by the key that the log hands out.
Checkpoint checked(const Log& log, const std::string& note_bytes) {
  const auto note = note_from(note_bytes);
  BOOST_REQUIRE(note);
  const auto key = vkey_from(openssl_sha256, log.vkey());
  BOOST_REQUIRE(key);
  const auto claims = claims_of(*note, *key);
  BOOST_REQUIRE_EQUAL(claims.size(), 1u);
  const auto verifying = VerifyingKey::from_point(claims[0].public_key);
  BOOST_CHECK(verifying->holds(claims[0].signature, claims[0].message));
  const auto checkpoint = checkpoint_from(note->text);
  BOOST_REQUIRE(checkpoint);
  BOOST_CHECK_EQUAL(checkpoint->origin, log_origin);
  return *checkpoint;
}

void check_head(House& house) {
  const Checkpoint head = checked(*house.log, house.log->checkpoint().note);
  BOOST_CHECK_EQUAL(head.size, house.store.count().value());
  BOOST_CHECK((head.root == root_of(leaves_of(house.store))));
}

LogFault fault_of(const std::string& path, const std::string& origin = log_origin,
                  const SigningKey& key = log_key()) {
  const auto store = open(path);
  auto opened = Log::open(*store, origin, key);
  BOOST_REQUIRE(std::holds_alternative<LogFault>(opened));
  return std::get<LogFault>(opened);
}

void fill(const std::string& path, int count) {
  const auto store = open(path);
  House house(*store);
  for (int i = 0; i < count; ++i) {
    BOOST_REQUIRE(house.begin("n" + std::to_string(i)) == Recorded::yes);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(whatever_is_acknowledged_is_under_a_signed_head) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  check_head(house);  // of an empty log too
  for (int i = 0; i < 20; ++i) {
    BOOST_REQUIRE(house.begin("n" + std::to_string(i)) == Recorded::yes);
    check_head(house);
    BOOST_CHECK_EQUAL(store->last_checkpoint()->note, house.log->checkpoint().note);
  }
}

BOOST_AUTO_TEST_CASE(each_event_has_a_proof_that_stays_the_same) {
  const Folder folder;
  const auto store = open(folder.file());
  std::vector<std::string> proofs;
  {
    House house(*store);
    for (int i = 0; i < 12; ++i) {
      BOOST_REQUIRE(house.begin("n" + std::to_string(i)) == Recorded::yes);
      proofs.push_back(house.log->proof(static_cast<std::uint64_t>(i)).value());
    }
    BOOST_CHECK(!house.log->proof(12));
  }
  House again(*store);
  const auto leaves = leaves_of(*store);
  for (std::uint64_t i = 0; i < proofs.size(); ++i) {
    BOOST_CHECK_EQUAL(again.log->proof(i).value(), proofs[i]);
    const auto proof = log_proof_from(proofs[i]);
    BOOST_REQUIRE(proof);
    BOOST_CHECK_EQUAL(proof->index, i);
    const Checkpoint head = checked(*again.log, to_text(proof->note));
    BOOST_CHECK_EQUAL(head.size, i + 1);
    BOOST_CHECK(check_inclusion(openssl_sha256, leaves[i], i, head.size, proof->hashes, head.root));
  }
}

BOOST_AUTO_TEST_CASE(a_log_that_is_opened_again_grows_out_of_what_it_was) {
  const Folder folder;
  fill(folder.file(), 3);
  std::string older;
  {
    const auto store = open(folder.file());
    older = store->last_checkpoint()->note;
  }
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(house.begin("later") == Recorded::yes);
  check_head(house);
  const Checkpoint old_head = checked(*house.log, older);
  const Checkpoint head = checked(*house.log, house.log->checkpoint().note);
  const auto proof = house.log->consistency_proof(old_head.size, head.size).value();
  BOOST_CHECK(
      check_consistency(openssl_sha256, old_head.size, old_head.root, head.size, head.root, proof));
  BOOST_CHECK(!house.log->consistency_proof(3, 5));
}

BOOST_AUTO_TEST_CASE(tiles_hold_as_much_as_the_log_and_no_more) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_CHECK(!house.log->tile(0, 0, 1));
  for (int i = 0; i < 5; ++i) {
    BOOST_REQUIRE(house.begin("n" + std::to_string(i)) == Recorded::yes);
  }
  const auto leaves = leaves_of(*store);
  for (std::uint64_t width = 1; width <= 5; ++width) {
    const auto hashes = house.log->tile(0, 0, width).value();
    BOOST_CHECK_EQUAL(hashes.size(), width * 32);
    BOOST_CHECK(hashes.ends_with(bytes_of(leaves[width - 1])));
    BOOST_CHECK_EQUAL(house.log->tile(entries_level, 0, width)->size(), width * 34);
  }
  BOOST_CHECK(!house.log->tile(0, 0, 0));
  BOOST_CHECK(!house.log->tile(0, 0, 6));
  BOOST_CHECK(!house.log->tile(0, 0, 256));
  BOOST_CHECK(!house.log->tile(0, 1, 1));
  BOOST_CHECK(!house.log->tile(1, 0, 1));
  BOOST_CHECK(!house.log->tile(entries_level, 1, 1));
}

BOOST_AUTO_TEST_CASE(names_alone_make_no_head) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  const std::string before = house.log->checkpoint().note;
  const Recorded recorded = house.sequencer->record(
      [](Pending& pending) { return pending.store().name_subscriber("sbr-anna", "Anna AB"); });
  BOOST_CHECK(recorded == Recorded::yes);
  BOOST_CHECK_EQUAL(house.log->checkpoint().note, before);
  BOOST_REQUIRE(house.begin("erik") == Recorded::yes);
  check_head(house);
}

BOOST_AUTO_TEST_CASE(what_differs_from_what_was_judged_is_not_signed) {
  using Fault = FailingStore::Fault;
  const Folder folder;
  const auto inner = open(folder.file());
  FailingStore store(*inner);
  House house(store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  const std::string before = house.log->checkpoint().note;
  for (const Fault fault :
       {Fault::no_tile, Fault::tile_flipped, Fault::event_flipped, Fault::no_checkpoint}) {
    store.fault = fault;
    BOOST_CHECK(house.begin("erik") == Recorded::unavailable);
    store.fault = Fault::none;
    BOOST_CHECK_EQUAL(house.store.count().value(), 1);
    BOOST_CHECK_EQUAL(house.log->checkpoint().note, before);
    BOOST_CHECK_EQUAL(store.last_checkpoint()->note, before);
    check_head(house);
  }
  BOOST_CHECK(house.begin("erik") == Recorded::yes);
  check_head(house);
}

BOOST_AUTO_TEST_CASE(an_undone_job_leaves_no_leaf) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  const Recorded declined = house.sequencer->record(
      [](Pending& pending) { return pending.append(relation("anna")) && false; });
  BOOST_CHECK(declined == Recorded::declined);
  BOOST_CHECK_EQUAL(house.log->checkpoint().size, 0);
  BOOST_CHECK(house.begin("erik") == Recorded::yes);
  check_head(house);
}

BOOST_AUTO_TEST_CASE(a_database_from_before_the_log_is_taken_in_in_order) {
  const Folder folder;
  make_version_1(folder.file());
  const auto store = open(folder.file());
  {
    House house(*store);
    check_head(house);
    BOOST_CHECK_EQUAL(house.log->checkpoint().size, 10'000);
    BOOST_REQUIRE(house.begin("later") == Recorded::yes);
    check_head(house);
  }
  const std::string before = store->last_checkpoint()->note;
  House again(*store);
  BOOST_CHECK_EQUAL(store->last_checkpoint()->note, before);  // nothing to take in twice
  const auto leaves = leaves_of(*store);
  for (const std::uint64_t position : {0, 4'095, 4'096, 9'999, 10'000}) {
    const auto proof = log_proof_from(again.log->proof(position).value());
    const Checkpoint head = checked(*again.log, to_text(proof->note));
    BOOST_CHECK(check_inclusion(openssl_sha256, leaves[position], position, head.size,
                                proof->hashes, head.root));
  }
}

BOOST_AUTO_TEST_CASE(a_log_under_another_key_or_name_is_not_gone_on_with) {
  const Folder folder;
  fill(folder.file(), 2);
  BOOST_CHECK(fault_of(folder.file(), "other.example/log") == LogFault::foreign_key);
  BOOST_CHECK(fault_of(folder.file(), log_origin, SigningKey::generate()) == LogFault::foreign_key);
}

BOOST_AUTO_TEST_CASE(a_log_that_another_hand_has_changed_is_not_gone_on_with) {
  const std::string flipped = "CAST(substr(bytes, 1, length(bytes) - 1) || x'00' AS BLOB)";
  for (const std::string& change :
       {"DROP TRIGGER log_tiles_only_grow; UPDATE log_tiles SET bytes = " + flipped +
            " WHERE level = 0",
        std::string("DROP TRIGGER log_tiles_never_go; DELETE FROM log_tiles WHERE level = 0"),
        std::string("DROP TRIGGER log_tiles_never_go; DELETE FROM log_tiles WHERE level = -1"),
        std::string("DROP TRIGGER checkpoints_never_change; UPDATE checkpoints SET note = x'00'"),
        std::string("DROP TRIGGER checkpoints_never_change;"
                    "UPDATE checkpoints SET size = size + 7 WHERE size = 3")}) {
    const Folder folder;
    fill(folder.file(), 3);
    must_run(folder.file(), change);
    BOOST_TEST_CONTEXT(change) { BOOST_CHECK(fault_of(folder.file()) == LogFault::damaged); }
  }
}

BOOST_AUTO_TEST_CASE(neither_tile_nor_head_is_ever_changed_or_taken_away) {
  const Folder folder;
  fill(folder.file(), 3);
  for (const char* sql :
       {"UPDATE log_tiles SET bytes = x'00'", "DELETE FROM log_tiles",
        "UPDATE log_tiles SET number = 7 WHERE level = 0", "UPDATE log_tiles SET level = 5",
        "UPDATE checkpoints SET note = x'00'", "DELETE FROM checkpoints",
        "INSERT INTO checkpoints VALUES (3, x'00')", "INSERT INTO checkpoints VALUES (1, x'00')"}) {
    BOOST_CHECK_MESSAGE(OtherHand(folder.file()).refuses(sql), sql);
  }
  const auto store = open(folder.file());
  House house(*store);
  check_head(house);
}

BOOST_AUTO_TEST_CASE(what_witnesses_said_is_kept_in_the_order_it_came) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  BOOST_REQUIRE(house.begin("anna") == Recorded::yes);
  for (const char* line : {"b", "a", "b"}) {
    const Recorded kept = house.sequencer->record(
        [&](Pending& pending) { return pending.store().keep_cosignature(1, line); });
    BOOST_CHECK(kept == Recorded::yes);
  }
  BOOST_CHECK((store->cosignatures(1).value() == std::vector<std::string>{"b", "a"}));
  BOOST_CHECK(store->cosignatures(0)->empty());
}

BOOST_AUTO_TEST_CASE(the_first_head_over_an_event_that_enough_have_cosigned_is_found) {
  const Folder folder;
  const auto store = open(folder.file());
  House house(*store);
  for (const char* one : {"anna", "bo", "cilla"}) {
    BOOST_REQUIRE(house.begin(one) == Recorded::yes);
  }
  const auto keep = [&house](std::uint64_t size, const char* line) {
    return house.sequencer->record([&](Pending& pending) {
      return pending.store().keep_cosignature(size, line);
    }) == Recorded::yes;
  };
  BOOST_REQUIRE(keep(1, "a") && keep(2, "a") && keep(2, "b") && keep(3, "a"));
  const auto size = [&store](std::uint64_t position, std::size_t least) {
    return store->cosigned_over(position, least)->size;
  };
  BOOST_TEST(size(0, 1) == 1U);
  BOOST_TEST(size(0, 2) == 2U);
  BOOST_TEST(size(1, 2) == 2U);
  BOOST_TEST(size(2, 1) == 3U);
  BOOST_TEST(size(2, 2) == 0U);
  BOOST_TEST(size(0, 3) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test

/// One visit to a witness, whatever it answers.
#include "witness/visit.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>

#include "followed.hpp"

namespace samtycke::server {

std::ostream& operator<<(std::ostream& out, Visit visit) { return out << static_cast<int>(visit); }

}  // namespace samtycke::server

namespace {

using namespace samtycke;
using namespace samtycke::server;

struct Stand : made::Followed {
  Witness& witness = add_witness();
  std::uint64_t known_size = 0;
  std::optional<std::uint64_t> kept_size;

  Visited go() { return visit(policy.witnesses[0], ours(), net.fetcher(), known_size, kept_size); }
  /// What the witness would have to say for the outcome to be another.
  Visit go(Fetched answer) {
    net.answer("http://w1", std::move(answer));
    const Visited visited = go();
    net.answer("http://w1", {});
    return visited.what;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(one_visit, Stand)

BOOST_AUTO_TEST_CASE(each_new_checkpoint_gets_its_cosignature_kept_with_it) {
  for (const std::size_t size : {0u, 1u, 2u, 7u, 8u, 30u}) {
    log.grow_to(size);
    BOOST_TEST(go().what == Visit::cosigned);
    BOOST_TEST(known_size == size);
    BOOST_TEST(is_kept(size, witness));
  }
}

BOOST_AUTO_TEST_CASE(whoever_does_not_know_the_size_asks_for_it) {
  log.grow_to(5);
  BOOST_REQUIRE(go().what == Visit::cosigned);
  log.grow_to(9);
  known_size = 0;
  kept_size.reset();
  const int before = net.requests("http://w1");
  BOOST_TEST(go().what == Visit::cosigned);
  BOOST_TEST(net.requests("http://w1") == before + 2);
  BOOST_TEST(is_kept(9, witness));
  // It believes too much: the witness came back from an older copy of its own.
  known_size = 8;
  BOOST_TEST(go().what == Visit::cosigned);
}

BOOST_AUTO_TEST_CASE(the_same_checkpoint_again_keeps_no_second_cosignature) {
  log.grow_to(5);
  BOOST_TEST(go().what == Visit::cosigned);
  BOOST_TEST(go().what == Visit::cosigned);
  BOOST_TEST(kept.lines(5).size() == 1u);
}

BOOST_AUTO_TEST_CASE(A29_a_larger_log_of_ours_is_told_and_proved_by_our_own_key) {
  log.grow_to(9);
  BOOST_REQUIRE(go().what == Visit::cosigned);
  log.shrink_to(4);
  known_size = 0;
  const Visited visited = go();
  BOOST_TEST(visited.what == Visit::rolled_back);
  BOOST_TEST(visited.size == 9u);
  BOOST_TEST(visited.is_proved);
  BOOST_TEST(kept.lines(4).empty());
  // It grows past that size with other entries: then it is another log.
  log.grow_to(12, "other ");
  BOOST_TEST(go().what == Visit::split_view);
  BOOST_TEST(kept.lines(12).empty());
}

BOOST_AUTO_TEST_CASE(a_larger_size_that_is_only_said_is_told_as_not_proved) {
  log.grow_to(4);
  net.answer("http://w1", {409, "9\n"});
  const Visited visited = go();
  BOOST_TEST(visited.what == Visit::rolled_back);
  BOOST_TEST(!visited.is_proved);
}

BOOST_AUTO_TEST_CASE(A28_another_log_under_our_name_is_a_split_view) {
  made::MadeLog other;
  other.grow_to(4, "other ");
  BOOST_REQUIRE(witness.add_checkpoint(other.request(0, 4)).status == 200u);
  log.grow_to(4);
  BOOST_TEST(go().what == Visit::split_view);
  log.grow_to(6);
  BOOST_TEST(go().what == Visit::split_view);
  BOOST_TEST(kept.lines(6).empty());
}

BOOST_AUTO_TEST_CASE(A28_a_witness_of_version_1_answers_409_to_an_equal_size) {
  log.grow_to(4);
  BOOST_REQUIRE(go().what == Visit::cosigned);
  BOOST_TEST(go({409, "4\n"}) == Visit::split_view);
  BOOST_TEST(go({409, "conflict"}) == Visit::split_view);
}

BOOST_AUTO_TEST_CASE(a_checkpoint_signed_while_we_asked_is_no_rollback) {
  log.grow_to(4);
  CosignatureStore store = ours();
  int read = 0;
  // Somebody brought our next checkpoint to the witness before we did.
  store.latest_checkpoint = [&] {
    const std::string latest = log.latest();
    if (read++ == 0) {
      log.grow_to(6);
      BOOST_REQUIRE(witness.add_checkpoint(log.request(0, 6)).status == 200u);
    }
    return latest;
  };
  const Visited visited = visit(policy.witnesses[0], store, net.fetcher(), known_size, kept_size);
  BOOST_TEST(visited.what == Visit::cosigned);
  BOOST_TEST(visited.size == 6u);
}

BOOST_AUTO_TEST_CASE(an_answer_that_cannot_be_right_keeps_nothing) {
  log.grow_to(4);
  const std::string ours_alone = log.checkpoint(4).substr(log.checkpoint(4).rfind("\n\n") + 2);
  made::MadeLog other;
  const std::string other_size = witness.add_checkpoint(other.grow_to(2).request(0, 2)).body;
  for (const Fetched& answer : std::vector<Fetched>{{200, ""},
                                                    {200, "\n"},
                                                    {200, "cosigned"},
                                                    {200, ours_alone},
                                                    {200, other_size},
                                                    {409, ""},
                                                    {409, "0\n"},
                                                    {409, "2"},
                                                    {409, "02\n"},
                                                    {409, "two\n"},
                                                    {409, "2\n"}}) {
    known_size = 0;
    BOOST_TEST(go(answer) == Visit::bad_answer, answer.status << ' ' << answer.body);
  }
  BOOST_TEST(kept.lines(4).empty());
  known_size = 0;
  BOOST_TEST(go().what == Visit::cosigned);
}

BOOST_AUTO_TEST_CASE(a_cosignature_with_one_bit_turned_is_not_kept) {
  log.grow_to(4);
  const std::string line = witness.add_checkpoint(log.request(0, 4)).body;
  auto signature = (*note_signatures_from(line))[0];
  for (std::size_t i = 0; i < signature.bytes.size(); i += 5) {
    auto turned = signature;
    turned.bytes[i] ^= 1;
    known_size = 0;
    BOOST_TEST(go({200, to_text(turned)}) == Visit::bad_answer, i);
  }
  known_size = 0;
  // One that holds, and one of its name that does not: neither is taken.
  auto turned = signature;
  turned.bytes[0] ^= 1;
  BOOST_TEST(go({200, line + to_text(turned)}) == Visit::bad_answer);
  // One that holds, and a stranger's: the stranger's is not looked at.
  turned.name = "stranger.example";
  BOOST_TEST(go({200, to_text(turned) + line}) == Visit::cosigned);
  BOOST_TEST(kept.lines(4) == std::vector{line}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_is_refused_or_gets_no_answer_is_told_which) {
  log.grow_to(4);
  for (const long status : {301L, 400L, 403L, 404L, 413L, 500L, 503L}) {
    BOOST_TEST(go({status, "4\n"}) == Visit::refused, status);
  }
  net.set_down("http://w1", true);
  BOOST_TEST(go().what == Visit::no_answer);
}

BOOST_AUTO_TEST_CASE(what_our_own_log_lacks_is_our_own_fault_and_comes_again) {
  log.grow_to(4);
  BOOST_REQUIRE(go().what == Visit::cosigned);
  log.grow_to(6);
  CosignatureStore store = ours();
  const auto go_with = [&] {
    return visit(policy.witnesses[0], store, net.fetcher(), known_size, kept_size).what;
  };
  store.consistency_proof = [](auto, auto) { return std::nullopt; };
  BOOST_TEST(go_with() == Visit::own_fault);
  store = ours();
  store.latest_checkpoint = [] { return std::string(); };
  BOOST_TEST(go_with() == Visit::own_fault);
  store = ours();
  kept.is_failing = true;
  BOOST_TEST(go_with() == Visit::own_fault);
  kept.is_failing = false;
  BOOST_TEST(go_with() == Visit::cosigned);
  BOOST_TEST(is_kept(6, witness));
}

BOOST_AUTO_TEST_SUITE_END()

/// The collector: cosignatures come without anybody's waiting, silence is told, and a witness that
/// knows more than we do is an alarm.
#include "witness/collector.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>

#include "followed.hpp"

namespace samtycke::server {

std::ostream& operator<<(std::ostream& out, Alarm alarm) { return out << name_of(alarm); }
std::ostream& operator<<(std::ostream& out, Head head) { return out << static_cast<int>(head); }

}  // namespace samtycke::server

namespace {

using namespace samtycke;
using namespace samtycke::server;
using namespace std::chrono_literals;

struct Stand : made::Followed {
  std::atomic<std::int64_t> now_ms = 1'000'000'000;
  std::mutex mutex;
  std::vector<std::string> said;
  std::unique_ptr<Collector> collector;
  /// Long pauses: what must come soon comes by a signal, not by a timer.
  Collector::Settings settings{1h, 1ms, 10ms};

  void open() {
    collector = std::make_unique<Collector>(
        policy, ours(), net.fetcher(), [this] { return now_ms.load(); },
        [this](std::string_view sentence) {
          const std::lock_guard lock(mutex);
          said.emplace_back(sentence);
        },
        settings);
  }
  void start() {
    open();
    collector->start();
  }
  /// Waits for what must come; reached in full only by a failing test.
  template <typename What>
  bool comes(What what) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!what()) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::sleep_for(1ms);
    }
    return true;
  }
  int count_said(std::string_view words) {
    const std::lock_guard lock(mutex);
    return static_cast<int>(std::count_if(said.begin(), said.end(), [&](const std::string& one) {
      return one.find(words) != std::string::npos;
    }));
  }
  WitnessStatus status(std::size_t i = 0) { return collector->status().at(i); }
  void sign(std::size_t size) {
    log.grow_to(size);
    collector->checkpoint_signed();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(collecting, Stand)

BOOST_AUTO_TEST_CASE(every_witness_cosigns_the_newest_checkpoint_soon) {
  for (int i = 0; i < 3; ++i) add_witness();
  start();
  for (const std::size_t size : {1u, 2u, 5u, 17u}) {
    sign(size);
    for (const Witness& witness : witnesses) {
      BOOST_TEST(comes([&] { return is_kept(size, witness); }));
    }
  }
  for (const WitnessStatus& one : collector->status()) {
    BOOST_TEST(one.size == 17u);
    BOOST_TEST(one.cosigned_at == now_ms.load());
    BOOST_TEST(one.alarm == Alarm::none);
    BOOST_TEST(one.last_answer == "cosigned 17 entries");
  }
  BOOST_TEST(said.empty());
}

BOOST_AUTO_TEST_CASE(nobody_waits_for_a_witness_that_does_not_answer) {
  Witness& good = add_witness();
  add_witness();
  const Fetcher at_once = net.fetcher();
  std::atomic<bool> may_answer = false;
  open();
  collector = std::make_unique<Collector>(
      policy, ours(),
      [&](const Fetch& what) {
        while (what.url.starts_with("http://w2") && !may_answer) std::this_thread::sleep_for(1ms);
        return at_once(what);
      },
      [this] { return now_ms.load(); }, [](std::string_view) {}, settings);
  collector->start();
  for (std::size_t size = 1; size <= 20; ++size) sign(size);
  BOOST_TEST(comes([&] { return is_kept(20, good); }));
  BOOST_TEST(status(1).cosigned_at == 0);
  may_answer = true;
  BOOST_TEST(comes([&] { return is_kept(20, witnesses[1]); }));
}

BOOST_AUTO_TEST_CASE(a_witness_that_comes_back_is_asked_again) {
  const Witness& witness = add_witness();
  net.set_down("http://w1", true);
  start();
  sign(3);
  BOOST_TEST(comes([&] { return net.requests("http://w1") > 3; }));
  BOOST_TEST(status().last_answer == "no answer");
  net.set_down("http://w1", false);
  BOOST_TEST(comes([&] { return is_kept(3, witness); }));
}

BOOST_AUTO_TEST_CASE(silence_longer_than_is_allowed_is_said_once_and_its_end_too) {
  add_witness();
  net.set_down("http://w1", true);
  start();
  const std::int64_t begin = now_ms;
  sign(3);
  BOOST_TEST(comes([&] { return net.requests("http://w1") > 3; }));
  BOOST_TEST(count_said("has not cosigned") == 0);
  now_ms += 3'600'000 + 1;
  BOOST_TEST(comes([&] { return status().alarm == Alarm::silent; }));
  BOOST_TEST(status().silent_since == begin);
  const int before = net.requests("http://w1");
  BOOST_TEST(comes([&] { return net.requests("http://w1") > before + 3; }));
  BOOST_TEST(count_said("the witness w1 has not cosigned for 60 minutes: no answer") == 1);
  net.set_down("http://w1", false);
  BOOST_TEST(comes([&] { return status().alarm == Alarm::none; }));
  BOOST_TEST(status().silent_since == 0);
  BOOST_TEST(count_said("the witness w1 answers again") == 1);
}

BOOST_AUTO_TEST_CASE(a_log_at_rest_still_asks_so_that_silence_is_the_witnesss_own) {
  add_witness();
  settings.silent_after = 20ms;
  log.grow_to(3);
  start();
  BOOST_TEST(comes([&] { return net.requests("http://w1") > 4; }));
  BOOST_TEST(kept.lines(3).size() == 1u);
}

BOOST_AUTO_TEST_CASE(A29_a_database_put_back_is_known_at_the_start_and_an_alarm) {
  add_witness();
  add_witness();
  log.grow_to(9);
  open();
  BOOST_TEST(collector->head_known_to_witnesses() == Head::known);
  log.shrink_to(4);
  net.set_down("http://w2", true);  // one that knows is enough
  open();
  BOOST_TEST(collector->head_known_to_witnesses() == Head::rolled_back);
  BOOST_TEST(status().alarm == Alarm::rolled_back);
  BOOST_TEST(count_said("ALARM log_rolled_back: the witness w1 has cosigned a log of ours of 9 "
                        "entries, and ours has fewer; it shows a checkpoint that our own key has "
                        "signed") == 1);
}

BOOST_AUTO_TEST_CASE(A28_a_database_of_another_history_is_known_at_the_start) {
  Witness& witness = add_witness();
  made::MadeLog other;
  BOOST_REQUIRE(witness.add_checkpoint(other.grow_to(5, "other ").request(0, 5)).status == 200u);
  log.grow_to(5);
  open();
  BOOST_TEST(collector->head_known_to_witnesses() == Head::split_view);
  BOOST_TEST(status().alarm == Alarm::split_view);
  BOOST_TEST(count_said("ALARM log_split_view") == 1);
}

BOOST_AUTO_TEST_CASE(a_start_without_any_answer_is_unconfirmed_and_one_good_answer_is_enough) {
  log.grow_to(5);
  open();
  BOOST_TEST(collector->head_known_to_witnesses() == Head::unconfirmed);
  add_witness();
  add_witness();
  net.set_down("http://w1", true);
  net.answer("http://w2", {404, "unknown log\n"});
  open();
  BOOST_TEST(collector->head_known_to_witnesses() == Head::unconfirmed);
  net.answer("http://w2", {});
  open();
  BOOST_TEST(collector->head_known_to_witnesses() == Head::known);
  BOOST_TEST(status(0).last_answer == "no answer");
  BOOST_TEST(status(1).last_answer == "cosigned 5 entries");
}

BOOST_AUTO_TEST_CASE(A28_an_alarm_while_running_is_said_once_and_stays) {
  Witness& witness = add_witness();
  start();
  sign(3);
  BOOST_TEST(comes([&] { return is_kept(3, witness); }));
  // Somebody signs another log with our key, and shows it to the witness.
  made::MadeLog other;
  other.grow_to(3).grow_to(6, "other ");
  BOOST_REQUIRE(witness.add_checkpoint(other.request(3, 6)).status == 200u);
  sign(5);
  BOOST_TEST(comes([&] { return status().alarm == Alarm::rolled_back; }));
  sign(8);
  BOOST_TEST(comes([&] { return status().alarm == Alarm::split_view; }));
  const int before = net.requests("http://w1");
  BOOST_TEST(comes([&] { return net.requests("http://w1") > before + 3; }));
  BOOST_TEST(count_said("ALARM log_rolled_back") == 1);
  BOOST_TEST(count_said("ALARM log_split_view") == 1);
  BOOST_TEST(kept.lines(8).empty());
}

BOOST_AUTO_TEST_CASE(a_witness_without_an_address_is_not_asked) {
  add_witness();
  policy.witnesses[0].url.clear();
  start();
  sign(3);
  BOOST_TEST(collector->status().empty());
}

BOOST_AUTO_TEST_CASE(it_ends_while_a_witness_is_asked) {
  add_witness();
  start();
  for (std::size_t size = 1; size <= 50; ++size) sign(size);
  collector.reset();
  const int asked = net.requests("http://w1");
  std::this_thread::sleep_for(20ms);
  BOOST_TEST(net.requests("http://w1") == asked);
}

BOOST_AUTO_TEST_SUITE_END()

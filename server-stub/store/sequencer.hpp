/// Puts all writing into one order. Whoever wants to record hands in a job and waits; one thread
/// takes all jobs that wait, lets each judge and write on the state that the ones before it led to,
/// and makes them durable with one commit. Throughput comes from sharing that commit.
///
/// Before the commit nothing happened; after it, it happened. So the order is fixed: judge, write,
/// seal (the signed head of the log that covers the batch), keep the answers, commit, hand on to
/// the second place, let questions see it, answer. What an answer is made of is known once its job
/// has judged: whoever waits makes it meanwhile, each its own. A crash before the commit loses what
/// nobody was told; a crash after it loses the answer alone, and the same submission gets the same
/// answer again. Where the second place does not take it, nobody is told and no head is shown, and
/// nothing more is recorded until it does.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/state.hpp"
#include "store/seal.hpp"
#include "store/states.hpp"
#include "store/store.hpp"

namespace samtycke::server {

/// Where an appended event stands in the log, what the log holds of it, and what hides it there.
struct Placed {
  std::uint64_t position = 0;
  Digest entry{};
  std::string salt;
};

/// What a job sees and does: the store as it will be if all before it is committed. Lives as long
/// as the batch; of the writer's thread alone.
class Pending {
 public:
  Pending(Store& store, States& states) : store_(store), states_(states) {}

  /// Nothing when the store cannot be read: the job has then failed.
  std::optional<State> of_subject(std::string_view subject);
  std::optional<State> of_subscriber(std::string_view subscriber);

  /// The subjects of a person's relations, sorted; those that a job of this batch erased are none.
  std::optional<std::vector<std::string>> subjects_of(std::string_view person);

  /// The position the next event will have.
  std::uint64_t position() const {
    return states_.events_count() + entries_.size() + placed_.size();
  }
  /// False when it could not be written: the job has then failed.
  [[nodiscard]] bool append(const Event& event);
  /// What this job has appended, in order.
  const std::vector<Placed>& placed() const { return placed_; }
  /// Takes a party away (`Store::erase`): from the commit on it is as one never heard of.
  [[nodiscard]] bool erase(Party party, std::string_view id);
  /// Whatever the job returns, nothing of it is recorded: a look-up or a write went wrong.
  void fail() { failed_ = true; }

  /// Takes a name for this batch: false when a job before took it, whose answer nobody can read
  /// yet.
  [[nodiscard]] bool claim(std::string name) { return claimed_.insert(std::move(name)).second; }

  /// For names and answers; look-ups with `View::pending`.
  Store& store() { return store_; }

 private:
  friend class Sequencer;

  template <typename T, typename Load>
  std::optional<T> party(Parties<T> PartyStates::*kind, std::string_view id, Load load);
  std::optional<SubjectState> subject(std::string_view id);
  std::optional<PersonState> person(std::string_view id);
  std::optional<SubscriberState> subscriber(std::string_view id);
  bool move(const Event& event);
  void keep_job();
  void forget_job();

  Store& store_;
  States& states_;
  PartyStates batch_, job_;      // what the jobs before, and this one, changed
  std::vector<Digest> entries_;  // of the jobs before
  std::vector<Placed> placed_;
  std::set<std::string> claimed_;
  bool failed_ = false;  // of this job: a write did not happen
};

enum class Recorded : std::uint8_t {
  yes,          // durable, and seen by every question from now on
  declined,     // the job wanted nothing recorded, and nothing was
  unavailable,  // nothing was recorded; trying again later may help
  unconfirmed,  // it is durable here and not at the second place: the same again later tells
  overloaded,   // too many wait already
  unreadable,   // unknown; the store must be opened anew
};

class Sequencer {
 public:
  static constexpr std::size_t waiting_max = 1'024;
  static constexpr std::size_t batch_max = 256;

  /// Judges and writes; true to have it recorded. What it answers with, it leaves in variables of
  /// its own, which count only when `record` has returned `yes` or `declined`.
  using Job = std::function<bool(Pending&)>;

  /// What follows a job that wants its deed recorded.
  struct Answering {
    std::function<void()> make;        // in the thread that waits, beside the others'
    std::function<bool(Store&)> keep;  // in the writer's, inside the transaction
  };

  Sequencer(Store& store, States& states, Seal& seal);
  ~Sequencer();  // finishes what was handed in
  Sequencer(const Sequencer&) = delete;
  Sequencer& operator=(const Sequencer&) = delete;

  /// Waits for the outcome. What the job throws comes out here; what `make` throws too, and then
  /// nothing of the batch is recorded.
  Recorded record(Job job, Answering answering = {});

  /// How many jobs stand in line, the batch under way not counted.
  std::size_t waiting_count();

 private:
  struct Waiting {
    Job job;
    std::function<bool(Store&)> keep;
    std::promise<bool> judged;  // whether its answer is to be made; only where there is one
    std::future<bool> made;
    std::promise<Recorded> outcome;
    Recorded recorded = Recorded::declined;
    std::exception_ptr thrown;
    bool is_told = false;  // what `judged` promises
  };

  void work();
  void record_batch(std::vector<Waiting>& batch);
  bool hand_on();
  bool run_jobs(std::vector<Waiting>& batch, Pending& pending);
  bool seal(const Pending& pending);
  bool keep_answers(std::vector<Waiting>& batch);
  static void tell_judged(std::vector<Waiting>& batch, bool went_well);
  static void run_job(Waiting& waiting, Pending& pending);
  static void answer(std::vector<Waiting>& batch, std::optional<Recorded> instead);

  /// A batch that is committed and not handed on yet.
  struct Held {
    PartyStates changed;
    std::uint64_t events_count = 0;
    bool is_sealed = false;  // with a head of its own: one of names and answers alone has none
  };

  Store& store_;
  States& states_;
  Seal& seal_;
  std::optional<Held> held_;
  std::mutex mutex_;
  std::condition_variable handed_in_;
  std::deque<Waiting> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace samtycke::server

#include "store/sequencer.hpp"

#include <chrono>
#include <iterator>

namespace samtycke::server {
namespace {

constexpr std::chrono::milliseconds hold_pause{500};

}  // namespace

Sequencer::Sequencer(Store& store, States& states, Seal& seal)
    : store_(store), states_(states), seal_(seal), thread_([this] { work(); }) {}

Sequencer::~Sequencer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  handed_in_.notify_one();
  thread_.join();
}

Recorded Sequencer::record(Job job, Answering answering) {
  std::future<Recorded> outcome;
  std::future<bool> judged;
  std::promise<bool> made;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= waiting_max) return Recorded::overloaded;
    Waiting& waiting = waiting_.emplace_back();
    waiting.job = std::move(job);
    outcome = waiting.outcome.get_future();
    if (answering.make) {
      waiting.keep = std::move(answering.keep);
      waiting.made = made.get_future();
      judged = waiting.judged.get_future();
    }
  }
  handed_in_.notify_one();
  if (!judged.valid() || !judged.get()) return outcome.get();
  // Whatever becomes of it, the writer waits for it.
  std::exception_ptr thrown;
  try {
    answering.make();
  } catch (...) {
    thrown = std::current_exception();
  }
  made.set_value(thrown == nullptr);
  const Recorded recorded = outcome.get();
  if (thrown) std::rethrow_exception(thrown);
  return recorded;
}

std::size_t Sequencer::waiting_count() {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void Sequencer::work() {
  for (;;) {
    std::vector<Waiting> batch;
    {
      std::unique_lock lock(mutex_);
      const auto is_wanted = [this] { return stopping_ || !waiting_.empty(); };
      // What is held counts as soon as the second place has it, also where nobody writes any more.
      while (held_ && !handed_in_.wait_for(lock, hold_pause, is_wanted)) {
        lock.unlock();
        (void)hand_on();
        lock.lock();
      }
      handed_in_.wait(lock, is_wanted);
      if (waiting_.empty()) return;
      const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), batch_max));
      std::move(waiting_.begin(), waiting_.begin() + count, std::back_inserter(batch));
      waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    }
    record_batch(batch);
  }
}

void Sequencer::record_batch(std::vector<Waiting>& batch) {
  if (!states_.readable()) return answer(batch, Recorded::unreadable);
  if (!hand_on()) return answer(batch, held_ ? Recorded::unconfirmed : Recorded::unavailable);
  switch (store_.begin(states_.events_count())) {
    case Begun::yes:
      break;
    case Begun::not_now:
      return answer(batch, Recorded::unavailable);
    case Begun::moved:
      states_.give_up();
      return answer(batch, Recorded::unreadable);
  }
  Pending pending(store_, states_);
  const bool went_well = run_jobs(batch, pending);
  tell_judged(batch, went_well);
  if (!went_well) {
    // Nothing was committed, so nothing happened; also to the jobs that went well.
    store_.roll_back();
    return answer(batch, Recorded::unavailable);
  }
  bool any = false;
  for (const Waiting& waiting : batch) any = any || waiting.recorded == Recorded::yes;
  if (!any) {
    store_.roll_back();
    return answer(batch, std::nullopt);
  }
  if (!seal(pending) || !keep_answers(batch)) {
    store_.roll_back();
    return answer(batch, Recorded::unavailable);
  }
  switch (store_.commit()) {
    case Committed::yes:
      break;
    case Committed::no:
      return answer(batch, Recorded::unavailable);
    case Committed::unknown:
      // No answer that a job made counts, not even a refusal: it may rest on a change of this
      // batch.
      states_.give_up();
      return answer(batch, Recorded::unreadable);
  }
  // From here on it happened. Questions see it before anybody is told.
  held_ = Held{std::move(pending.batch_), pending.position(), !pending.entries_.empty()};
  answer(batch, hand_on() ? std::nullopt : std::optional(Recorded::unconfirmed));
}

/// Until the second place has it, what was committed is neither shown nor built upon.
bool Sequencer::hand_on() {
  if (!store_.hand_on()) return false;
  if (held_) {
    // What a batch that was undone had sealed is no head of anything.
    if (held_->is_sealed) seal_.sealed();
    states_.publish(std::move(held_->changed), held_->events_count);
    held_.reset();
  }
  return true;
}

/// A batch may hold names and answers alone: then the log has nothing to close.
bool Sequencer::seal(const Pending& pending) {
  return pending.entries_.empty() || seal_.seal(states_.events_count(), pending.entries_);
}

bool Sequencer::run_jobs(std::vector<Waiting>& batch, Pending& pending) {
  for (Waiting& waiting : batch) {
    if (!store_.mark()) return false;
    run_job(waiting, pending);
    if (waiting.recorded == Recorded::yes) {
      pending.keep_job();
      continue;
    }
    pending.forget_job();
    if (!store_.undo_to_mark()) return false;
  }
  return true;
}

/// Lets those who wait make the answers of what is about to be recorded.
void Sequencer::tell_judged(std::vector<Waiting>& batch, bool went_well) {
  for (Waiting& waiting : batch) {
    if (!waiting.made.valid()) continue;
    waiting.judged.set_value(went_well && waiting.recorded == Recorded::yes);
    waiting.is_told = true;
  }
}

/// An answer that could not be made or kept would be given to nobody who asks again: then nothing
/// of the batch is recorded.
bool Sequencer::keep_answers(std::vector<Waiting>& batch) {
  bool went_well = true;
  for (Waiting& waiting : batch) {
    if (!waiting.made.valid() || waiting.recorded != Recorded::yes) continue;
    went_well = waiting.made.get() && went_well && waiting.keep(store_);
  }
  return went_well;
}

void Sequencer::run_job(Waiting& waiting, Pending& pending) {
  try {
    const bool wanted = waiting.job(pending);
    waiting.recorded = pending.failed_ ? Recorded::unavailable
                       : wanted        ? Recorded::yes
                                       : Recorded::declined;
  } catch (...) {
    // One job's failure is its caller's; the others go on.
    waiting.thrown = std::current_exception();
    waiting.recorded = Recorded::declined;
  }
}

void Sequencer::answer(std::vector<Waiting>& batch, std::optional<Recorded> instead) {
  for (Waiting& waiting : batch) {
    // Some batches end before they were judged.
    if (waiting.made.valid() && !waiting.is_told) waiting.judged.set_value(false);
    if (waiting.thrown) {
      waiting.outcome.set_exception(waiting.thrown);
    } else {
      waiting.outcome.set_value(instead.value_or(waiting.recorded));
    }
  }
}

}  // namespace samtycke::server

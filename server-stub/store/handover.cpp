#include "store/handover.hpp"

#include <chrono>

#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

constexpr std::chrono::milliseconds pause{500};  // before a failed try is made again
constexpr std::int64_t together_max = 64;        // frames with one sync

/// How far the database says that it was handed on, in all.
struct Made {
  std::uint64_t number = 0;
  std::string chain;
};

std::optional<Made> made_in(Connection& connection) {
  return rows_of<Made>(connection, "SELECT number, chain FROM second_place", {},
                       [](const Query& row, Made& made) {
                         made = {static_cast<std::uint64_t>(row.integer(0)), row.bytes(1)};
                       });
}

/// The bytes of the frame that waits under a number; empty when none does.
std::optional<std::string> waiting(Connection& connection, std::uint64_t number) {
  return rows_of<std::string>(connection, "SELECT bytes FROM outgoing WHERE number = ?",
                              {static_cast<std::int64_t>(number)},
                              [](const Query& row, std::string& bytes) { bytes = row.bytes(0); });
}

}  // namespace

Handover::Handover(std::unique_ptr<SecondPlace> place, std::unique_ptr<Connection> connection,
                   const SecondPlaceSettings& settings)
    : place_(std::move(place)), connection_(std::move(connection)), settings_(settings) {}

std::variant<std::unique_ptr<Handover>, HandoverFault> Handover::open(
    const std::string& database, const SecondPlaceSettings& settings) {
  auto connection = Connection::open(database);
  if (!connection || !connection->run("PRAGMA busy_timeout = 2000") ||
      !connection->run("PRAGMA query_only = ON")) {
    return HandoverFault::unreadable;
  }
  const auto name = read_place(settings.folder);
  if (!name) return HandoverFault::unreadable;
  auto place = SecondPlace::open(settings.folder, name->chain);
  if (!place) return HandoverFault::unreadable;
  if (settings.when == HandOn::within_a_second && !mark_late(settings.folder)) {
    return HandoverFault::unreadable;
  }
  std::unique_ptr<Handover> handover(
      new Handover(std::move(place), std::move(connection), settings));
  if (const auto fault = handover->check()) return *fault;
  handover->handed_ = handover->place_->end().number;
  if (settings.when == HandOn::within_a_second) {
    handover->has_more_ = true;
    handover->thread_ = std::thread([it = handover.get()] { it->work(); });
  }
  return handover;
}

Handover::~Handover() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

/// Whether what is there continues what is here: the frame behind its last one, or nothing, waits.
std::optional<HandoverFault> Handover::check() {
  const auto made = made_in(*connection_);
  if (!made) return HandoverFault::unreadable;
  if (made->chain.empty()) return HandoverFault::foreign;
  const PlaceEnd& end = place_->end();
  if (end.number > made->number) return HandoverFault::ahead;
  if (end.number == made->number) {
    return end.digest == made->chain ? std::nullopt : std::optional(HandoverFault::foreign);
  }
  const auto next = waiting(*connection_, end.number + 1);
  if (!next) return HandoverFault::unreadable;
  if (next->empty()) return HandoverFault::behind;
  const ReadFrame read = frame_at_start(*next);
  if (read.fault != FrameFault::none) return HandoverFault::unreadable;
  return read.frame.previous == end.digest ? std::nullopt : std::optional(HandoverFault::foreign);
}

bool Handover::hand_on() {
  if (settings_.when == HandOn::before_answer) return drain();
  {
    const std::lock_guard lock(mutex_);
    has_more_ = true;
  }
  changed_.notify_one();
  return true;
}

bool Handover::drain() {
  bool is_more = true;
  while (is_more) {
    if (!drain_some(is_more)) {
      tell(false);
      return false;
    }
  }
  tell(true);
  return true;
}

bool Handover::drain_some(bool& is_more) {
  struct Some {
    std::uint64_t count = 0;
    std::string bytes;
  };
  const std::uint64_t first = place_->end().number + 1;
  const auto some = rows_of<Some>(
      *connection_, "SELECT bytes FROM outgoing WHERE number >= ? ORDER BY number LIMIT ?",
      {static_cast<std::int64_t>(first), together_max}, [](const Query& row, Some& found) {
        ++found.count;
        found.bytes += row.view(0);
      });
  if (!some) return false;
  is_more = some->count == static_cast<std::uint64_t>(together_max);
  if (some->count == 0) return true;
  if (!place_->append(first, first + some->count - 1, some->bytes)) return false;
  handed_ = place_->end().number;
  return true;
}

/// Once when it begins and once when it is over, not with each commit.
void Handover::tell(bool went_well) {
  if (went_well != is_failing_) return;
  is_failing_ = !went_well;
  const bool holds_up = settings_.when == HandOn::before_answer;
  settings_.say(
      went_well  ? "the second place is written to again, and has everything"
      : holds_up ? "ALARM second_place: it cannot be written to; nothing is recorded until it can"
                 : "ALARM second_place: it cannot be written to and falls behind; a disk that "
                   "is lost now takes acknowledged changes with it");
}

void Handover::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || has_more_; });
    const bool is_last = stopping_;
    has_more_ = false;
    lock.unlock();
    const bool went_well = drain();
    lock.lock();
    if (is_last) return;
    if (went_well) continue;
    has_more_ = true;
    changed_.wait_for(lock, pause, [this] { return stopping_; });
  }
}

}  // namespace samtycke::server

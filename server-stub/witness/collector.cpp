#include "witness/collector.hpp"

#include <algorithm>

namespace samtycke::server {
namespace {

constexpr std::int64_t minute_ms = 60'000;

std::string words_of(const Visited& visited) {
  const std::string status = std::to_string(visited.status);
  switch (visited.what) {
    case Visit::cosigned:
      return "cosigned " + std::to_string(visited.size) + " entries";
    case Visit::no_answer:
      return "no answer";
    case Visit::refused:
      return "refused with status " + status;
    case Visit::bad_answer:
      return "an answer that cannot be right, with status " + status;
    case Visit::own_fault:
      return "our own log could not be read, or the cosignature not kept";
    case Visit::rolled_back:
      return "knows a log of ours of " + std::to_string(visited.size) + " entries";
    case Visit::split_view:
      break;
  }
  return "knows another log of ours, status " + status;
}

std::string rolled_back_sentence(const std::string& name, const Visited& visited) {
  return "ALARM log_rolled_back: the witness " + name + " has cosigned a log of ours of " +
         std::to_string(visited.size) + " entries, and ours has fewer" +
         (visited.is_proved ? "; it shows a checkpoint that our own key has signed"
                            : "; it does not show a checkpoint that our key has signed") +
         ". The database is an older copy, or another one; sign nothing with it";
}

std::string split_view_sentence(const std::string& name) {
  return "ALARM log_split_view: the witness " + name +
         " has cosigned a log under our name that ours does not continue. The database is not the "
         "one that it was, or somebody else signs with our key";
}

}  // namespace

std::string_view name_of(Alarm alarm) {
  constexpr std::string_view names[] = {"none", "silent", "log_rolled_back", "log_split_view"};
  return names[static_cast<std::size_t>(alarm)];
}

Collector::Collector(const WitnessPolicy& policy, CosignatureStore log, Fetcher fetch, Clock now_ms,
                     Say say, Settings settings)
    : log_(std::move(log)),
      fetch_(std::move(fetch)),
      now_ms_(std::move(now_ms)),
      say_(std::move(say)),
      settings_(settings) {
  for (const PolicyWitness& witness : policy.witnesses) {
    if (witness.url.empty()) continue;
    auto link = std::make_unique<Link>();
    link->witness = witness;
    link->status.name = witness.name;
    link->status.last_answer = "not yet asked";
    link->good_at = now_ms_();
    links_.push_back(std::move(link));
  }
}

Collector::~Collector() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (const auto& link : links_) {
    if (link->thread.joinable()) link->thread.join();
  }
}

Head Collector::head_known_to_witnesses() {
  std::vector<Visit> said(links_.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < links_.size(); ++i) {
    threads.emplace_back([this, i, &said] { said[i] = go(*links_[i]); });
  }
  for (std::thread& thread : threads) thread.join();
  const auto has = [&said](Visit what) {
    return std::find(said.begin(), said.end(), what) != said.end();
  };
  if (has(Visit::rolled_back)) return Head::rolled_back;
  if (has(Visit::split_view)) return Head::split_view;
  return has(Visit::cosigned) ? Head::known : Head::unconfirmed;
}

void Collector::start() {
  for (const auto& link : links_) {
    link->thread = std::thread([this, &link = *link] { follow(link); });
  }
}

void Collector::checkpoint_signed() {
  {
    const std::lock_guard lock(mutex_);
    ++signals_;
  }
  changed_.notify_all();
}

std::vector<WitnessStatus> Collector::status() const {
  const std::lock_guard lock(mutex_);
  std::vector<WitnessStatus> all;
  for (const auto& link : links_) all.push_back(link->status);
  return all;
}

/// One visit; of the link's own thread, or before there are threads.
Visit Collector::go(Link& link) {
  {
    const std::lock_guard lock(mutex_);
    // Whatever is signed from here on may be missed by this visit, and makes another one.
    link.seen = signals_;
    link.status.asked_at = now_ms_();
  }
  const Visited visited = visit(link.witness, log_, fetch_, link.known_size, link.kept_size);
  const std::lock_guard lock(mutex_);
  take(link, visited);
  return visited.what;
}

void Collector::follow(Link& link) {
  bool is_first = link.status.asked_at == 0;
  while (true) {
    if (!is_first) {
      std::unique_lock lock(mutex_);
      // After a failure a new checkpoint is no reason to ask sooner.
      changed_.wait_for(lock, wait_of(link), [&] {
        return stopping_ || (link.pause.count() == 0 && link.seen != signals_);
      });
      if (stopping_) return;
    }
    is_first = false;
    go(link);
  }
}

/// After a good answer it is asked again, new checkpoint or not, long before it would count as
/// silent: silence must be the witness's, not ours.
std::chrono::milliseconds Collector::wait_of(const Link& link) const {
  const auto often_enough = std::max(settings_.silent_after / 4, std::chrono::milliseconds{1});
  return link.pause.count() == 0 ? often_enough : std::min(link.pause, often_enough);
}

void Collector::take(Link& link, const Visited& visited) {
  WitnessStatus& status = link.status;
  status.last_answer = words_of(visited);
  status.is_refused = visited.what == Visit::refused || visited.what == Visit::bad_answer;
  if (visited.what == Visit::cosigned) {
    link.pause = std::chrono::milliseconds{0};
    link.good_at = now_ms_();
    status.cosigned_at = link.good_at;
    status.size = visited.size;
    if (status.alarm == Alarm::silent) {
      status.alarm = Alarm::none;
      status.silent_since = 0;
      say_("the witness " + status.name + " answers again");
    }
    return;
  }
  link.pause = std::clamp(link.pause * 2, settings_.pause_min, settings_.pause_max);
  if (visited.what == Visit::rolled_back) {
    raise(link, Alarm::rolled_back, rolled_back_sentence(status.name, visited));
  }
  if (visited.what == Visit::split_view) {
    raise(link, Alarm::split_view, split_view_sentence(status.name));
  }
  look_for_silence(link);
}

void Collector::look_for_silence(Link& link) {
  const std::int64_t silent_ms = now_ms_() - link.good_at;
  if (silent_ms <= settings_.silent_after.count()) return;
  if (link.status.alarm == Alarm::none) link.status.silent_since = link.good_at;
  raise(link, Alarm::silent,
        "the witness " + link.status.name + " has not cosigned for " +
            std::to_string(silent_ms / minute_ms) + " minutes: " + link.status.last_answer);
}

/// Said once; a lighter alarm hides no graver one.
void Collector::raise(Link& link, Alarm alarm, const std::string& sentence) {
  if (link.status.alarm >= alarm) return;
  link.status.alarm = alarm;
  say_(sentence);
}

}  // namespace samtycke::server

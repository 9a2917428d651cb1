/// Collects the cosignatures of our log's witnesses. Nobody waits for it: it has a thread for each
/// witness, is told of each new checkpoint, and tries again, later and later, where an answer fails
/// to come.
///
/// A witness that knows a larger log of ours than we have, or another one, is an alarm: our
/// database was put back to an older copy, or somebody signs with our key. It stays until the
/// restart that comes when somebody has looked.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "witness/status.hpp"
#include "witness/visit.hpp"

namespace samtycke::server {

/// What the witnesses say about the head that we start with (RELIABILITY A29).
enum class Head : std::uint8_t {
  known,        // each that answered has cosigned it, and one did at least
  unconfirmed,  // none answered well; it may be all right
  rolled_back,  // one knows a larger log: sign nothing
  split_view,   // one knows another log: sign nothing
};

class Collector {
 public:
  struct Settings {
    std::chrono::milliseconds silent_after{3'600'000};
    std::chrono::milliseconds pause_min{1'000};    // before the second try
    std::chrono::milliseconds pause_max{300'000};  // however often it failed
  };
  using Clock = std::function<std::int64_t()>;
  /// Hears the sentences for the operator; from any thread.
  using Say = std::function<void(std::string_view sentence)>;

  /// Asks the witnesses of the policy that have an address. `fetch` must have deadlines.
  Collector(const WitnessPolicy& policy, CosignatureStore log, Fetcher fetch, Clock now_ms, Say say,
            Settings settings);
  ~Collector();  // ends after the requests that are under way
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;

  /// Asks all of them at once, before `start` and before anything new is signed; waits for the
  /// answers, each within the deadlines of `fetch`.
  Head head_known_to_witnesses();

  void start();
  /// A new checkpoint is durable. Returns at once; from any thread.
  void checkpoint_signed();

  /// In the policy's order; from any thread.
  std::vector<WitnessStatus> status() const;

 private:
  struct Link {
    PolicyWitness witness;
    std::uint64_t known_size = 0;
    std::optional<std::uint64_t> kept_size;
    // Under the mutex:
    WitnessStatus status;
    std::int64_t good_at = 0;
    std::chrono::milliseconds pause{0};  // 0: the last visit went well
    std::uint64_t seen = 0;              // the signal that the last visit has heard
    std::thread thread;
  };

  Visit go(Link& link);
  void follow(Link& link);
  void take(Link& link, const Visited& visited);
  void look_for_silence(Link& link);
  void raise(Link& link, Alarm alarm, const std::string& sentence);
  std::chrono::milliseconds wait_of(const Link& link) const;

  const CosignatureStore log_;
  const Fetcher fetch_;
  const Clock now_ms_;
  const Say say_;
  const Settings settings_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t signals_ = 0;
  bool stopping_ = false;
  std::vector<std::unique_ptr<Link>> links_;
};

}  // namespace samtycke::server

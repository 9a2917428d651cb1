/// The verifier's log and its witnesses, put together: the collector hears of each checkpoint, and
/// its cosignatures are written in the one order in which everything is.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "cli/config.hpp"
#include "log/log.hpp"
#include "store/sequencer.hpp"
#include "witness/collector.hpp"

namespace samtycke::server {

/// The log's seal, with somebody to tell when it is durable.
class ToldSeal : public Seal {
 public:
  explicit ToldSeal(Log& log) : log_(log) {}
  bool seal(std::uint64_t first, const std::vector<Digest>& entries) override {
    return log_.seal(first, entries);
  }
  void sealed() override {
    log_.sealed();
    if (Collector* collector = collector_.load()) collector->checkpoint_signed();
  }
  /// Null: nobody. Whoever is told must outlive being told.
  void tell(Collector* collector) { collector_.store(collector); }

 private:
  Log& log_;
  std::atomic<Collector*> collector_ = nullptr;
};

/// Collects as long as it lives; must go before the sequencer.
class Witnesses {
 public:
  using Say = Collector::Say;
  /// Reads the policy, asks every witness about the head that we start with, and begins to collect.
  /// Before anything new is recorded. A sentence: why the verifier must not start. Null: there is
  /// no policy.
  static std::variant<std::unique_ptr<Witnesses>, std::string> open(
      const Config& config, Log& log, Store& store, Sequencer& sequencer, ToldSeal& seal,
      Collector::Clock now_ms, Say say);
  ~Witnesses() { seal_.tell(nullptr); }

  std::vector<WitnessStatus> status() const { return collector_.status(); }
  const WitnessPolicy& policy() const { return policy_; }

 private:
  Witnesses(const Config& config, WitnessPolicy policy, CosignatureStore ours, ToldSeal& seal,
            Collector::Clock now_ms, Say say);
  std::optional<std::string> begin(const Say& say);

  const WitnessPolicy policy_;
  ToldSeal& seal_;
  Collector collector_;
};

}  // namespace samtycke::server

#include "cli/witnessed.hpp"

#include <algorithm>

#include "cli/files.hpp"
#include "core/limits.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

/// One cosignature of each key under a checkpoint is enough; a later one says the same.
bool is_there(const std::vector<std::string>& lines, const NoteSignature& added) {
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    const auto kept = note_signatures_from(line);
    return kept && kept->front().name == added.name && kept->front().key_id == added.key_id;
  });
}

bool keep(Store& store, Sequencer& sequencer, std::uint64_t size, const std::string& line) {
  const auto added = note_signatures_from(line);
  if (!added) return false;
  if (size == 0) return true;  // under an empty log nothing is proved
  const Recorded recorded = sequencer.record([&](Pending& pending) {
    const auto lines = store.cosignatures(size);
    if (!lines) pending.fail();
    if (!lines || is_there(*lines, added->front())) return false;
    if (!pending.store().keep_cosignature(size, line)) pending.fail();
    return true;
  });
  return recorded == Recorded::yes || recorded == Recorded::declined;
}

CosignatureStore store_of(Log& log, Store& store, Sequencer& sequencer) {
  CosignatureStore ours;
  ours.key = log.key();
  ours.latest_checkpoint = [&log] { return log.checkpoint().note; };
  ours.consistency_proof = [&log](std::uint64_t old_size, std::uint64_t size) {
    return log.consistency_proof(old_size, size);
  };
  ours.keep_cosignature = [&store, &sequencer](std::uint64_t size, const std::string& line) {
    return keep(store, sequencer, size, line);
  };
  return ours;
}

/// Whether the policy is about our log: it may name none, and then it is about all.
bool is_about(const WitnessPolicy& policy, const NoteKey& log) {
  return policy.logs.empty() || std::any_of(policy.logs.begin(), policy.logs.end(),
                                            [&](const PolicyLog& one) { return one.key == log; });
}

}  // namespace

std::variant<std::unique_ptr<Witnesses>, std::string> Witnesses::open(
    const Config& config, Log& log, Store& store, Sequencer& sequencer, ToldSeal& seal,
    Collector::Clock now_ms, Say say) {
  if (config.witness_policy.empty()) return std::unique_ptr<Witnesses>();
  const auto text = read_file(config.witness_policy, limits::note_size_max);
  if (!text) return config.witness_policy + ": cannot be read";
  const auto read = witness_policy_from(openssl_sha256, *text);
  if (const auto* fault = std::get_if<PolicyFault>(&read)) {
    return config.witness_policy + ":" + std::to_string(fault->line) + ": " +
           std::string(fault->why);
  }
  const auto& policy = std::get<WitnessPolicy>(read);
  if (!is_about(policy, log.key())) {
    return config.witness_policy + ": names other logs than ours, which is " + log.vkey();
  }
  auto witnesses = std::unique_ptr<Witnesses>(
      new Witnesses(config, policy, store_of(log, store, sequencer), seal, std::move(now_ms), say));
  if (auto why_not = witnesses->begin(say)) return *std::move(why_not);
  return witnesses;
}

Witnesses::Witnesses(const Config& config, WitnessPolicy policy, CosignatureStore ours,
                     ToldSeal& seal, Collector::Clock now_ms, Say say)
    : policy_(std::move(policy)),
      seal_(seal),
      collector_(policy_, std::move(ours), fetch, std::move(now_ms), std::move(say),
                 {std::chrono::seconds{config.witness_silent_seconds}}) {}

std::optional<std::string> Witnesses::begin(const Say& say) {
  switch (collector_.head_known_to_witnesses()) {
    case Head::rolled_back:
      return "log_rolled_back: a witness has cosigned more of our log than the database has; "
             "nothing is signed with it";
    case Head::split_view:
      return "log_split_view: a witness has cosigned another log than the database has; nothing is "
             "signed with it";
    case Head::unconfirmed:
      for (const WitnessStatus& one : status()) {
        say("the witness " + one.name +
            " does not confirm the head that we start with: " + one.last_answer);
      }
      break;
    case Head::known:
      break;
  }
  seal_.tell(&collector_);
  collector_.start();
  return std::nullopt;
}

}  // namespace samtycke::server

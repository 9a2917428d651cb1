/// Our log with what its collector has kept, and witnesses on a made network.
#pragma once

#include <atomic>
#include <deque>

#include "../identity/test_files.hpp"
#include "made_log.hpp"
#include "witness/signatures.hpp"

namespace samtycke::server::made {

/// Cosignature lines by the size of their checkpoint.
class Kept {
 public:
  bool keep(std::uint64_t size, const std::string& line) {
    const std::lock_guard lock(mutex_);
    if (is_failing) return false;
    lines_[size].push_back(line);
    return true;
  }
  std::vector<std::string> lines(std::uint64_t size) {
    const std::lock_guard lock(mutex_);
    return lines_[size];
  }
  std::atomic<bool> is_failing = false;

 private:
  std::mutex mutex_;
  std::map<std::uint64_t, std::vector<std::string>> lines_;
};

struct Followed {
  Folder folder;
  MadeLog log;
  Kept kept;
  Net net;
  std::deque<std::unique_ptr<CosignedStore>> stores;
  std::deque<Witness> witnesses;
  WitnessPolicy policy;

  /// The next witness, at http://w1, http://w2, …
  Witness& add_witness() {
    const std::string name = "w" + std::to_string(witnesses.size() + 1);
    stores.push_back(CosignedStore::open(folder / name));
    Witness& witness = witnesses.emplace_back(
        name + ".example", key_of(name), std::vector{log.key()}, *stores.back(),
        [] { return std::int64_t{1'767'139'200'000}; }, [](std::string_view) {});
    net.add("http://" + name, witness);
    policy.witnesses.push_back({name, witness.key(), "http://" + name + '/'});
    return witness;
  }
  CosignatureStore ours() {
    CosignatureStore store;
    store.key = log.key();
    store.latest_checkpoint = [this] { return log.latest(); };
    store.consistency_proof = [this](std::uint64_t old_size, std::uint64_t size) {
      return std::optional(log.proof(old_size, size));
    };
    store.keep_cosignature = [this](std::uint64_t size, const std::string& line) {
      return kept.keep(size, line);
    };
    return store;
  }
  /// Whether that witness's cosignature on our checkpoint of that size is kept, and holds.
  bool is_kept(std::size_t size, const Witness& witness) {
    Note note = *note_from(log.checkpoint(size));
    for (const std::string& line : kept.lines(size)) {
      const auto one = note_signatures_from(line);
      note.signatures.insert(note.signatures.end(), one->begin(), one->end());
    }
    return is_signed_by(note, witness.key());
  }
};

}  // namespace samtycke::server::made

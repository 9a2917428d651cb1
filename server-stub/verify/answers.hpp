/// The stored answers of a log: what each says happened, held against what did.
///
/// They lie by sender, the events by position; so all answers are read first, and of each is kept
/// where its events begin and a digest of what it tells of them. The replay passes by and compares.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/checked.hpp"
#include "core/event.hpp"
#include "core/jws.hpp"
#include "core/sha256.hpp"
#include "verify/claims.hpp"

namespace samtycke::server {

class Connection;
class PartyKeys;
class ReplayedParties;

using Tell = std::function<void(CheckLine)>;

/// Of one event, as an answer and the log both have it.
struct ToldEvent {
  std::uint64_t position = 0;
  std::string_view bytes;
  std::string_view salt;
};

class Answers {
 public:
  /// Reads all of them. With keys, their receipts' signatures are verified. False when the table
  /// cannot be read to its end.
  bool read(Connection& connection, PartyKeys& party_keys, const std::vector<JwsKey>* keys,
            Claims& claims, const Tell& tell);

  /// The next event of the log, after the replay took it; `told` and `event` are the same one. One
  /// that names somebody who was erased may have lost its answer with them.
  void pass(const ToldEvent& told, const Event& event, bool names_erased,
            const ReplayedParties& parties, const Tell& tell);
  /// What answers tell of events that never came.
  void finish(const Tell& tell) const;

  std::uint64_t count() const { return answers_.size(); }
  /// Answers to the customer systems, which hold no receipt.
  std::uint64_t batches_count() const { return batches_count_; }

 private:
  struct Answer {
    std::uint64_t first = 0;
    std::uint32_t events_count = 0;
    bool has_salts = true;
    Digest events{};
    Digest state{};
  };

  void take(std::string_view by_id, std::string_view answer, const PartyKeys& party_keys,
            const std::vector<JwsKey>* keys, Claims& claims, const Tell& tell);

  std::vector<Answer> answers_;  // by position, once all are read
  std::uint64_t batches_count_ = 0;
  std::size_t next_ = 0;    // the answer that comes, or is passed by
  std::string passed_;      // what its events so far add to the digest
  std::uint32_t left_ = 0;  // of its events
};

}  // namespace samtycke::server

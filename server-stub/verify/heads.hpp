/// The signed heads of a stored log, each held against the tree when it has reached that size; and
/// one from elsewhere, that the log must have grown out of or into.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/checkpoint.hpp"
#include "core/tree.hpp"
#include "core/witness_policy.hpp"
#include "store/sqlite.hpp"
#include "store/store.hpp"
#include "verify/answers.hpp"

namespace samtycke::server {

/// A head as it was signed, and what it says.
struct SignedHead {
  Note note;
  Checkpoint checkpoint;
};
std::optional<SignedHead> signed_head_from(std::string_view bytes);

class HeadCheck {
 public:
  /// `openings`: where the log was begun anew; the key is that of the last one.
  HeadCheck(Connection& connection, const NoteKey& key, const std::vector<LogOpening>& openings,
            Claims& claims, const Tell& tell);

  /// The tree has one leaf more.
  void pass(const Frontier& frontier);
  /// The tree is whole: the last head must be of its size, and none be left.
  void finish(const Frontier& frontier);

  /// A head that somebody else kept.
  void expect(SignedHead head) { expected_ = std::move(head); }

  std::uint64_t count() const { return count_; }
  bool is_readable() const { return step_ != Step::failed; }

 private:
  /// One of the logs that came one after the other: heads above this size are its own.
  struct Named {
    std::uint64_t kept_size = 0;
    NoteKey key;
    std::vector<std::string> lines;
  };

  const Named& log_of(std::uint64_t size) const;
  void next();
  void check(const Frontier& frontier);

  Query rows_;
  std::vector<Named> logs_;
  Claims& claims_;
  const Tell& tell_;
  std::optional<SignedHead> expected_;
  Step step_ = Step::done;
  std::uint64_t size_ = 0;  // of the head that comes
  std::uint64_t last_ = 0;  // of the one before
  std::uint64_t count_ = 0;
};

/// What witnesses said of stored heads, by a policy.
void check_cosignatures(Connection& connection, const WitnessPolicy& policy, Claims& claims,
                        const Tell& tell);

}  // namespace samtycke::server

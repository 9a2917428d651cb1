/// Which catalogue is in force, while the verifier runs: a version that was published takes over at
/// its stated moment, by the verifier's clock. Whoever answers a request takes the verifier of that
/// moment once and works with it to the end, so that no answer is made of two catalogues.
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "api/verifier.hpp"

namespace samtycke::server {

class InForce {
 public:
  /// Begins with the catalogue of the files, if there is one.
  explicit InForce(Verifier first);
  InForce(const InForce&) = delete;
  InForce& operator=(const InForce&) = delete;

  std::shared_ptr<const Verifier> now();

  /// The newest that is known, whether it is in force yet or not, and from when it is.
  struct Newest {
    std::shared_ptr<const Verifier> verifier;
    Time from = 0;
  };
  Newest newest();

  /// Takes in what the store knows to be published and is greater than all that is known so far.
  /// `is_signed` says whether a version's signature holds: one without is left out. False when the
  /// store cannot be read.
  using IsSigned = std::function<bool(const KeptCatalogue&)>;
  [[nodiscard]] bool take_in(const IsSigned& is_signed);

 private:
  void take_in_one(const KeptPublication& publication, const KeptCatalogue& kept);
  void pass_to(Time now);

  std::mutex mutex_;
  std::shared_ptr<const Verifier> current_;
  std::deque<Newest> waiting_;  // by version, and by their moments
};

}  // namespace samtycke::server

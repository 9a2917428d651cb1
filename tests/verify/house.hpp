/// A verifier that fills a database through the code that serves: relations, mandates, gates,
/// people who say yes and change their mind, each with a receipt. For whoever verifies what it
/// left.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "api/verifier.hpp"
#include "core/made.hpp"
#include "store/sqlite_store.hpp"

namespace samtycke::server::verify_tests {

constexpr const char* log_origin = "own.example/log";

class FilledHouse {
 public:
  explicit FilledHouse(const std::string& folder);

  /// Relations, mandates and open gates of subjects `first` to before `until`.
  void begin(std::uint64_t first, std::uint64_t until);
  /// What one person says in their `round`-th visit; gives the answer, its receipt with proofs.
  std::string visit(std::uint64_t subject, int round);
  std::uint64_t events_count() const { return states_->events_count(); }

  /// Keys, the log's verifier key, the catalogue, the newest head and a policy of two witnesses.
  void write_keys() const;
  void write_head(const std::string& name) const;
  /// A receipt as it was given, and as it is once both witnesses have cosigned its head.
  void write_receipt(const std::string& name, const std::string& answer) const;

 private:
  std::string answer_of(const std::string& actor, const std::string& submission_id,
                        const Submission& submission, const std::string& subject,
                        const std::string& subscriber);
  Submission submission_of(std::uint64_t subject, int round);
  void open_gates(std::uint64_t subscriber);

  const std::string folder_;
  const SigningKey log_key_, receipt_key_, catalogue_key_, first_witness_, second_witness_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<States> states_;
  std::unique_ptr<Log> log_;
  std::unique_ptr<Sequencer> sequencer_;
  std::unique_ptr<Verifier> verifier_;
  std::atomic<Time> now_ = made::today;
  std::vector<std::string> purposes_;
};

}  // namespace samtycke::server::verify_tests

/// Hands on to the second place what was committed here, in order, each frame until it is there.
/// The frames wait in the table `outgoing`, written with the commit that they are about:
///
///     before the commit    nothing happened, here or there
///     after it             the frame waits; whatever dies, the next start hands it on
///     after it is there    only now is the answer sent (`before_answer`), so what was answered is
///                          in both places, and the second never knows what the first does not
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <variant>

#include "store/second_place.hpp"

namespace samtycke::server {

class Connection;

enum class HandOn : std::uint8_t { before_answer, within_a_second };

/// Where, and how.
struct SecondPlaceSettings {
  std::string folder;
  std::string keys;  // the copy of the party keys, elsewhere
  HandOn when = HandOn::before_answer;
  /// Hears what the operator must know; from any thread. No personal data.
  std::function<void(std::string_view)> say = [](std::string_view) {};
};

enum class HandoverFault : std::uint8_t {
  unreadable,  // the folder, or the database
  foreign,     // it holds another chain of changes than the database is in
  behind,      // it lacks changes that nobody can hand on any more
  ahead,       // it knows of more than the database: that is an older copy
};

class Handover {
 public:
  /// `database`: the file that `outgoing` is in. What waits there is not handed on yet.
  static std::variant<std::unique_ptr<Handover>, HandoverFault> open(
      const std::string& database, const SecondPlaceSettings& settings);
  ~Handover();
  Handover(const Handover&) = delete;
  Handover& operator=(const Handover&) = delete;

  /// After a commit: true when the answer may be sent.
  [[nodiscard]] bool hand_on();
  /// Frames up to this one are there and need not wait any more.
  std::uint64_t handed_number() const { return handed_.load(); }

 private:
  Handover(std::unique_ptr<SecondPlace> place, std::unique_ptr<Connection> connection,
           const SecondPlaceSettings& settings);
  std::optional<HandoverFault> check();
  bool drain();
  bool drain_some(bool& is_more);
  void tell(bool went_well);
  void work();

  const std::unique_ptr<SecondPlace> place_;
  const std::unique_ptr<Connection> connection_;
  const SecondPlaceSettings settings_;
  std::atomic<std::uint64_t> handed_ = 0;
  bool is_failing_ = false;

  // Of `within_a_second` alone.
  std::mutex mutex_;
  std::condition_variable changed_;
  bool has_more_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace samtycke::server

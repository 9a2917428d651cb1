/// The replay: every party's state, moved by one event after the other as the core says, and by
/// nothing else.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "core/follow.hpp"
#include "core/state.hpp"

namespace samtycke::server {

class ReplayedParties {
 public:
  /// Why the event cannot stand here; moves its party all the same, so that what comes later is
  /// judged on what is there. Of one that names somebody who was erased only its number is asked:
  /// what they were cannot be known.
  std::optional<Error> take(const Event& event, bool names_erased);

  /// Acts from before that moment are missing.
  void begin_anew(Time at);

  /// What an answer tells of a relation, or of a subscriber alone (empty subject), as of now.
  State state_of_answer(const std::string& subject, const std::string& subscriber) const;

 private:
  std::optional<Time> proved_from_;
  std::unordered_map<std::string, SubjectState> subjects_;
  std::unordered_map<std::string, PersonState> persons_;
  std::unordered_map<std::string, SubscriberState> subscribers_;
};

}  // namespace samtycke::server

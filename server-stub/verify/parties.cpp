#include "verify/parties.hpp"

namespace samtycke::server {
namespace {

template <typename T>
const T& known(const std::unordered_map<std::string, T>& parties, const std::string& id) {
  static const T unknown{};
  const auto found = parties.find(id);
  return found == parties.end() ? unknown : found->second;
}

/// Lets an event move one party of a state; its own part is taken out and put back.
template <typename T>
void move(std::unordered_map<std::string, T>& parties, const std::string& id, T State::*part,
          const Event& event) {
  if (id.empty()) return;
  State state;
  T& party = parties[id];
  state.*part = std::move(party);
  state = apply(std::move(state), event);
  party = std::move(state.*part);
}

}  // namespace

std::optional<Error> ReplayedParties::take(const Event& event, bool names_erased) {
  auto fault = check_follows(event, {known(subjects_, event.subject), known(persons_, event.person),
                                     known(subscribers_, event.subscriber)});
  if (names_erased && fault && fault->code != Code::stale_sequence) fault.reset();
  switch (party_of(event)) {
    case Party::subject:
      subjects_[event.subject].proved_from = proved_from_;
      move(subjects_, event.subject, &State::subject, event);
      break;
    case Party::person:
      move(persons_, event.person, &State::person, event);
      break;
    case Party::subscriber:
      move(subscribers_, event.subscriber, &State::subscriber, event);
      break;
  }
  return fault;
}

void ReplayedParties::begin_anew(Time at) {
  proved_from_ = at;
  for (auto& entry : subjects_) entry.second.proved_from = at;
}

State ReplayedParties::state_of_answer(const std::string& subject,
                                       const std::string& subscriber) const {
  if (subject.empty()) {
    State state;
    state.subscriber = known(subscribers_, subscriber);
    return state;
  }
  const SubjectState& relation = known(subjects_, subject);
  return state_of(relation, known(persons_, relation.person),
                  known(subscribers_, relation.subscriber));
}

}  // namespace samtycke::server

#include "api/case.hpp"

#include <algorithm>

namespace samtycke::server {
namespace {

bool add_events(const Verifier& verifier, Party party, const std::string& id, std::uint64_t before,
                std::vector<CaseEvent>& events) {
  const auto placed = verifier.store.placed_events_of(party, id, before);
  if (!placed) return false;
  for (const PlacedEvent& one : *placed) {
    auto event = read_event(one.bytes);
    if (!event) return false;
    events.push_back({one.position, std::move(*event), one.bytes, one.salt});
  }
  return true;
}

bool add_names(const Verifier& verifier, Case& one) {
  const SubjectState& subject = one.state.subject;
  auto person = verifier.store.person(subject.person, View::committed);
  auto subscriber = verifier.store.subscriber_name(subject.subscriber);
  auto identifiers = verifier.store.identifiers_of(one.subject);
  if (!person || !subscriber || !identifiers) return false;
  one.person_name = std::move(person->name);
  one.subscriber_name = std::move(*subscriber);
  one.identifiers = std::move(*identifiers);
  return true;
}

/// One party as it stood at that moment; a gap in what is known lies in its past as it does today.
std::optional<State> past_of(const Case& one, Party party, Time moment,
                             const std::vector<Time>& gaps) {
  std::vector<std::string> bytes;
  for (const CaseEvent& event : one.events) {
    if (party_of(event.event) == party && event.event.at <= moment) bytes.push_back(event.bytes);
  }
  return replay(bytes, gaps);
}

std::optional<State> state_at(const Verifier& verifier, const Case& one, Time moment) {
  const auto openings = verifier.store.log_openings();
  if (!openings) return std::nullopt;
  std::vector<Time> gaps;
  for (const LogOpening& opening : *openings) gaps.push_back(opening.at);
  auto subject = past_of(one, Party::subject, moment, gaps);
  auto person = past_of(one, Party::person, moment, {});
  auto subscriber = past_of(one, Party::subscriber, moment, {});
  if (!subject || !person || !subscriber) return std::nullopt;
  return state_of(std::move(subject->subject), std::move(person->person),
                  std::move(subscriber->subscriber));
}

Question question_about(const Purpose& purpose, const Catalogue& catalogue) {
  Question question;
  question.purpose = purpose.id;
  if (!purpose.roles.empty()) question.role = purpose.roles.front();
  if (!catalogue.stores.empty()) question.source_store = catalogue.stores.front().id;
  return question;
}

}  // namespace

std::optional<Case> read_case(const Verifier& verifier, const std::string& subject) {
  Reading reading = verifier.states.of_subject(subject);
  if (!reading.state.readable) return std::nullopt;
  Case one;
  one.subject = subject;
  one.state = std::move(reading.state);
  one.now = verifier.clock();
  const State& state = one.state;
  const std::uint64_t before = reading.events_count;
  if (!add_events(verifier, Party::subject, subject, before, one.events) ||
      !add_events(verifier, Party::person, state.person.id, before, one.events) ||
      !add_events(verifier, Party::subscriber, state.subscriber.id, before, one.events) ||
      !add_names(verifier, one)) {
    return std::nullopt;
  }
  std::sort(one.events.begin(), one.events.end(),
            [](const CaseEvent& a, const CaseEvent& b) { return a.position < b.position; });
  return one;
}

std::optional<std::vector<PurposeAnswer>> answers_at(const Verifier& verifier, const Case& one,
                                                     Time moment) {
  const auto state = state_at(verifier, one, moment);
  if (!state) return std::nullopt;
  const Catalogue& catalogue = *verifier.catalogue();
  std::vector<PurposeAnswer> answers;
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::consent) continue;
    const Question question = question_about(purpose, catalogue);
    answers.push_back({&purpose, decide_processing(question, catalogue, *state, moment)});
  }
  return answers;
}

}  // namespace samtycke::server

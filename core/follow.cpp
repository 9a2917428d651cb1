#include "follow.hpp"

namespace samtycke {
namespace {

std::uint64_t sequence_before(const Event& event, const PartiesBefore& before) {
  switch (party_of(event)) {
    case Party::subject:
      return before.subject.sequence;
    case Party::person:
      return before.person.sequence;
    case Party::subscriber:
      return before.subscriber.sequence;
  }
  return 0;
}

std::string_view party_named(const Event& event) {
  switch (party_of(event)) {
    case Party::subject:
      return event.subject;
    case Party::person:
      return event.person;
    case Party::subscriber:
      return event.subscriber;
  }
  return {};
}

std::optional<Error> check_relation(const Event& event, const SubjectState& subject) {
  if (event.kind == EventKind::relation_begun) {
    if (subject.begun) return Error{Code::duplicate_id, "/subject"};
    return std::nullopt;
  }
  if (!subject.begun) return Error{Code::no_identified_user, "/subject"};
  if (event.kind == EventKind::granted) {
    if (subject.ended) return Error{Code::relation_ended, "/subject"};
    if (event.door != Door::page) return Error{Code::door_not_permitted, "/door"};
  }
  // A guardian's mandate names the guardian, and no subscriber.
  if (party_of(event.kind) == Party::subscriber) return std::nullopt;
  if (event.person != subject.person) return Error{Code::actor_not_subject, "/person"};
  if (event.subscriber != subject.subscriber) return Error{Code::actor_not_subject, "/subscriber"};
  return std::nullopt;
}

std::optional<Error> check_person(const Event& event, const SubjectState& subject) {
  if (!subject.begun || event.person != subject.person) {
    return Error{Code::actor_not_subject, "/person"};
  }
  return std::nullopt;
}

std::optional<Error> check_gate(const Event& event, const PartiesBefore& before) {
  if (event.kind != EventKind::gate_opened && event.kind != EventKind::gate_closed) {
    return std::nullopt;
  }
  if (event.subject.empty()) {
    if (holds_mandate(before.subscriber, event.actor, event.at)) return std::nullopt;
    return Error{Code::no_mandate, "/actor"};
  }
  const bool is_own = event.kind == EventKind::gate_opened && before.subject.begun &&
                      before.subject.subscriber == event.subscriber &&
                      before.subject.subscriber_kind == SubscriberKind::sole_trader;
  if (is_own) return std::nullopt;
  return Error{Code::no_mandate, "/subject"};
}

}  // namespace

std::optional<Error> check_follows(const Event& event, const PartiesBefore& before) {
  if (party_named(event).empty()) return Error{Code::missing_member, ""};
  if (event.sequence != sequence_before(event, before) + 1) {
    return Error{Code::stale_sequence, "/sequence"};
  }
  switch (party_of(event)) {
    case Party::subject:
      return check_relation(event, before.subject);
    case Party::person:
      return check_person(event, before.subject);
    case Party::subscriber:
      return check_gate(event, before);
  }
  return std::nullopt;
}

}  // namespace samtycke

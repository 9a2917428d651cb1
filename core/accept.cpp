#include "accept.hpp"

#include <algorithm>
#include <array>

#include "accept_grant.hpp"

namespace samtycke {
namespace {

using enum EventKind;

/// What each door may do, and nothing else (docs/ARCHITECTURE.md rule 11): an import only lowers
/// (L45, RULINGS 12), and who brings relations makes no choice (L70).
bool door_permits(Door door, EventKind kind) {
  constexpr std::array stops = {refused, withdrawn, objection, restricted};
  const bool plain_stop = std::find(stops.begin(), stops.end(), kind) != stops.end();
  switch (door) {
    case Door::page:
      return plain_stop || kind == granted || kind == objection_lifted || kind == unrestricted;
    case Door::gates:
      return kind == gate_opened || kind == gate_closed || kind == relation_ended;
    case Door::provisioning:
      return kind == relation_begun || kind == relation_ended || kind == identifier_linked ||
             kind == identifier_unlinked || kind == mandate_given || kind == mandate_ended;
    case Door::form:
    case Door::customer_service:
    case Door::sms:
    case Door::mail_link:
    case Door::letter:
    case Door::import:
      return plain_stop;
  }
  return false;
}

/// Whether the actor may speak for the state's subject (RULINGS 9): the person, their guardian,
/// customer service, an import. Not a colleague, not the company's administrator.
bool speaks_for_subject(const State& state, const Actor& actor, Time now) {
  if (state.subject.person.empty()) return false;
  if (actor.role == Role::customer_service) return actor.door == Door::customer_service;
  if (actor.role == Role::import) return actor.door == Door::import;
  if (actor.role == Role::guardian) return is_guardian(state.subject, actor.person, now);
  // In whatever role they are signed in: knowing who asks is enough (L36).
  return actor.role != Role::provisioning && actor.person == state.subject.person;
}

/// Lifting an objection or a restriction raises rights: the person's matter, or the guardian's as
/// long as the person is a child.
std::optional<Error> check_lifting(const State& state, const Actor& actor, Time now) {
  const bool child = under_13(state.subject, now);
  if (actor.role == (child ? Role::guardian : Role::user)) return std::nullopt;
  return Error{
      child && actor.role == Role::user ? Code::guardian_required : Code::actor_not_subject, ""};
}

bool state_knows(const State& state, std::string_view purpose) {
  return find_choice(state.subject, purpose) != nullptr;
}

/// A purpose that a choice or its stop can be about.
std::optional<Error> check_stopped_purpose(const Act& act, const Circumstances& circumstances,
                                           const State& state) {
  if (act.several_purposes) return Error{Code::wildcard_purpose, "/purpose"};
  if (state_knows(state, act.purpose)) return std::nullopt;  // also without a catalogue (L36)
  if (circumstances.catalogue == nullptr || !circumstances.catalogue->ever_knew(act.purpose)) {
    return Error{Code::unknown_purpose, "/purpose"};
  }
  const Purpose* purpose = circumstances.catalogue->find(act.purpose);
  if (purpose != nullptr && !takes_choices(*purpose)) {
    return Error{Code::purpose_mismatch, "/purpose"};
  }
  return std::nullopt;
}

/// The event of an act, before what its kind adds.
Event event_of(const Act& act, const Circumstances& circumstances, const State& state,
               const Actor& actor) {
  Event event;
  event.kind = act.kind;
  event.subject = state.subject.id;
  event.person = state.subject.person;
  event.subscriber = state.subject.subscriber;
  event.purpose = act.purpose;
  event.actor = actor.person;
  // A guardian's page speaks as the child's would; the record says who it was.
  const bool as_told = !act.roles.empty() && actor.role != Role::guardian;
  event.roles = as_told ? act.roles : std::vector<Role>{actor.role};
  event.door = actor.door;
  event.at = circumstances.now;  // ours, whatever the page's clock says (L31)
  event.evidence = act.evidence;
  event.evidence.session = actor.session;
  event.personnummer_dropped = act.personnummer_dropped;
  return event;
}

std::uint64_t next_sequence(const State& state, const Event& event) {
  switch (party_of(event)) {
    case Party::subject:
      return state.subject.sequence + 1;
    case Party::person:
      return state.person.sequence + 1;
    case Party::subscriber:
      return state.subscriber.sequence + 1;
  }
  return 0;
}

Result<std::vector<Event>> numbered(Event event, const State& state) {
  event.sequence = next_sequence(state, event);
  return std::vector<Event>{std::move(event)};
}

/// `refused` and `withdrawn`: a stop of one purpose by whoever may speak for the subject.
Result<std::vector<Event>> accept_stop(const Act& act, const Circumstances& circumstances,
                                       const State& state, const Actor& actor) {
  if (!speaks_for_subject(state, actor, circumstances.now)) {
    return Error{Code::actor_not_subject, ""};
  }
  if (const auto error = check_stopped_purpose(act, circumstances, state)) return *error;
  return numbered(event_of(act, circumstances, state, actor), state);
}

/// Objection and restriction belong to the person, over all subscriptions (RULINGS 2). Lifting one
/// raises rights, so nobody but the person does it.
Result<std::vector<Event>> accept_of_person(const Act& act, const Circumstances& circumstances,
                                            const State& state, const Actor& actor) {
  if (!speaks_for_subject(state, actor, circumstances.now)) {
    return Error{Code::actor_not_subject, ""};
  }
  if (!is_stop(act.kind)) {
    if (const auto error = check_lifting(state, actor, circumstances.now)) return *error;
  }
  if (act.several_purposes) return Error{Code::wildcard_purpose, "/purpose"};
  const bool names_purpose = !act.purpose.empty();
  if (names_purpose &&
      (circumstances.catalogue == nullptr || !circumstances.catalogue->ever_knew(act.purpose)) &&
      !state_knows(state, act.purpose)) {
    return Error{Code::unknown_purpose, "/purpose"};
  }
  return numbered(event_of(act, circumstances, state, actor), state);
}

/// A gate needs a mandate that is valid now (L68, RULINGS 4). Closing is a stop; opening raises
/// what may be done with others' yes, so it needs a purpose in force and a signed catalogue.
Result<std::vector<Event>> accept_gate(const Act& act, const Circumstances& circumstances,
                                       const State& state, const Actor& actor) {
  if (act.subscriber != state.subscriber.id || actor.person.empty() ||
      !holds_mandate(state.subscriber, actor.person, circumstances.now)) {
    return Error{Code::no_mandate, ""};
  }
  if (act.several_purposes) return Error{Code::wildcard_purpose, "/purpose"};
  const Catalogue* catalogue = circumstances.catalogue;
  const bool known = gate_open(state.subscriber, act.purpose) ||
                     (catalogue != nullptr && catalogue->ever_knew(act.purpose));
  if (!known) return Error{Code::unknown_purpose, "/purpose"};
  if (act.kind == gate_opened) {
    if (act.personnummer_dropped) return Error{Code::personnummer_in_payload, ""};
    if (act.fault) return *act.fault;
    if (catalogue == nullptr) return Error{Code::catalogue_unsigned, ""};
    const Purpose* purpose = catalogue->find(act.purpose);
    if (purpose == nullptr) return Error{Code::unknown_purpose, "/purpose"};
    if (purpose->consent_by != ConsentBy::both) return Error{Code::purpose_mismatch, "/purpose"};
    if (const auto code = why_inactive(*purpose)) return Error{*code, "/purpose"};
    if (!circumstances.catalogue_signed) return Error{Code::catalogue_unsigned, ""};
  }
  Event event = event_of(act, circumstances, state, actor);
  event.subject.clear();
  event.person.clear();
  event.subscriber = state.subscriber.id;
  if (catalogue != nullptr) {
    event.evidence.catalogue = catalogue->id;
    event.evidence.catalogue_version = catalogue->version;
  }
  return numbered(std::move(event), state);
}

/// The customer systems; and an administrator with a mandate ends a relation with the company
/// (RULINGS 9).
std::optional<Error> check_provisioning(const Act& act, Time now, const State& state,
                                        const Actor& actor) {
  if (actor.door == Door::provisioning && actor.role == Role::provisioning) return std::nullopt;
  if (actor.door != Door::gates || act.kind != relation_ended ||
      actor.role != Role::company_admin) {
    return Error{Code::actor_not_subject, ""};
  }
  const bool own = !state.subscriber.id.empty() && state.subject.subscriber == state.subscriber.id;
  if (own && holds_mandate(state.subscriber, actor.person, now)) return std::nullopt;
  return Error{Code::no_mandate, ""};
}

/// A guardian of the relation's person: a mandate that names the relation.
Result<std::vector<Event>> accept_guardian(const Act& act, Event event, const State& state) {
  if (act.person.empty()) return Error{Code::missing_member, "/person"};
  if (act.person == state.subject.person) return Error{Code::bad_value, "/person"};
  event.person = act.person;
  event.subscriber.clear();
  return numbered(std::move(event), state);
}

/// What the operator's customer systems know: who is whose user, by which identifiers, and who may
/// act for a subscriber. Nothing here is a choice.
Result<std::vector<Event>> accept_provisioning(const Act& act, const Circumstances& circumstances,
                                               const State& state, const Actor& actor) {
  if (const auto error = check_provisioning(act, circumstances.now, state, actor)) return *error;
  Event event = event_of(act, circumstances, state, actor);
  event.from = act.from;
  event.until = act.until;
  const bool mandate = party_of(act.kind) == Party::subscriber;
  const bool of_guardian = mandate && act.subscriber.empty() && !act.subject.empty();
  if (mandate && !of_guardian) {
    if (act.person.empty()) return Error{Code::missing_member, "/person"};
    if (act.subscriber.empty()) return Error{Code::missing_member, "/subscriber"};
    event.subject.clear();
    event.person = act.person;
    event.subscriber = act.subscriber;
    return numbered(std::move(event), state);
  }
  if (act.subject.empty()) return Error{Code::missing_member, "/subject"};
  event.subject = act.subject;
  if (act.kind == relation_begun) {
    if (state.subject.begun) return Error{Code::duplicate_id, "/subject"};
    if (act.subscriber.empty()) return Error{Code::missing_member, "/subscriber"};
    event.person = act.person;  // none: a pool SIM, a switchboard, a machine (L75)
    event.subscriber = act.subscriber;
    event.subscriber_kind = act.subscriber_kind.value_or(SubscriberKind::company);
    event.age_13_at = act.age_13_at;
    return numbered(std::move(event), state);
  }
  if (!state.subject.begun) return Error{Code::no_identified_user, "/subject"};
  if (act.kind == identifier_linked && state.subject.ended) {
    return Error{Code::relation_ended, "/subject"};
  }
  if (of_guardian) return accept_guardian(act, std::move(event), state);
  if (act.kind == identifier_linked && act.link.empty()) {
    return Error{Code::missing_member, "/link"};
  }
  event.link = act.link;
  event.identifier_kind = act.identifier_kind;
  return numbered(std::move(event), state);
}

}  // namespace

Result<std::vector<Event>> accept(const Act& act, const Circumstances& circumstances,
                                  const State& state, const Actor& actor) {
  if (act.kind == granted && (actor.door == Door::import || actor.role == Role::import)) {
    return Error{Code::import_cannot_grant, ""};
  }
  if (!door_permits(actor.door, act.kind)) return Error{Code::door_not_permitted, ""};
  switch (act.kind) {
    case granted: {
      if (const auto error = refuse_grant(act, circumstances, state, actor)) return *error;
      return grant_events(event_of(act, circumstances, state, actor), *circumstances.catalogue,
                          state);
    }
    case refused:
    case withdrawn:
      return accept_stop(act, circumstances, state, actor);
    case objection:
    case objection_lifted:
    case restricted:
    case unrestricted:
      return accept_of_person(act, circumstances, state, actor);
    case gate_opened:
    case gate_closed:
      return accept_gate(act, circumstances, state, actor);
    default:
      return accept_provisioning(act, circumstances, state, actor);
  }
}

}  // namespace samtycke

// Erasure (GDPR 17): the operator's privacy role has a relation taken away, its person with it when
// it was their last, and is told what is left and why.
#include "api/erasure.hpp"
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view scope = "subjects:erase";

/// That it was erased is an event like any other, and as unreadable as the others once it counts.
Event erased_event(const State& state, Time now) {
  Event event;
  event.kind = EventKind::erased;
  event.subject = state.subject.id;
  event.person = state.subject.person;
  event.subscriber = state.subject.subscriber;
  event.roles = {Role::provisioning};
  event.door = Door::provisioning;
  event.at = now;
  event.sequence = state.subject.sequence + 1;
  return event;
}

bool is_last_relation(const State& state, Pending& pending) {
  const auto subjects = pending.subjects_of(state.subject.person);
  return subjects && subjects->size() == 1 && subjects->front() == state.subject.id;
}

/// Before they are erased: what is left of them is kept for the claim.
bool keep_for_claim(const State& state, const Erased& erased, Store& store) {
  const std::string& subject = state.subject.id;
  return store.keep_for_claim(Party::subject, subject, subject) &&
         (!erased.person || store.keep_for_claim(Party::person, state.subject.person, subject)) &&
         (!erased.subscriber ||
          store.keep_for_claim(Party::subscriber, state.subject.subscriber, subject));
}

/// What was erased and what was kept (L121), by names that the description of this call explains.
Value told(const std::string& subject, const Erased& erased, std::uint64_t events_count) {
  Value gone = array_value();
  gone.items.push_back(text_value("choices"));
  if (!erased.held) gone.items.push_back(text_value("evidence"));
  for (const char* what : {"identifiers", "receipts"}) gone.items.push_back(text_value(what));
  if (erased.person) gone.items.push_back(text_value("person"));
  if (erased.subscriber) gone.items.push_back(text_value("subscriber"));
  Value kept = array_value();
  kept.items.push_back(text_value("log-entries"));
  if (erased.held) kept.items.push_back(text_value("evidence"));
  if (erased.suppressed) kept.items.push_back(text_value("suppression"));
  Value out = object_value();
  add_text(out, "subject", subject);
  add(out, "erased", std::move(gone));
  add(out, "kept", std::move(kept));
  if (erased.held) {
    Value evidence = object_value();
    add_text(evidence, "use", "claims-only");
    add_text(evidence, "held_since", format_time(erased.held->since));
    add(out, "evidence", std::move(evidence));
  }
  add(out, "position", last_position(events_count));
  return out;
}

}  // namespace

bool erase_relation(const State& state, Time now, Pending& pending, Erased& erased) {
  const SubjectState& subject = state.subject;
  const auto hold = pending.store().hold(subject.id, View::pending);
  if (!hold) pending.fail();
  erased.held = hold.value_or(std::nullopt);
  erased.person = is_last_relation(state, pending);
  erased.subscriber = subject.subscriber_kind == SubscriberKind::sole_trader && erased.person;
  erased.suppressed = said_no(state);
  return pending.append(erased_event(state, now)) &&
         (!erased.held || keep_for_claim(state, erased, pending.store())) &&
         (!erased.suppressed || pending.store().suppress_identifiers(subject.id, now)) &&
         pending.erase(Party::subject, subject.id) &&
         (!erased.person || pending.erase(Party::person, subject.person)) &&
         (!erased.subscriber || pending.erase(Party::subscriber, subject.subscriber));
}

Response delete_subject(const Verifier& verifier, const Request& request) {
  const auto bearer = verifier.door.bearer(request, scope);
  if (const auto* refusal = std::get_if<Refusal>(&bearer)) {
    return refuse(verifier, request, *refusal);
  }
  const std::string& subject = request.captures.at(0);
  Erased erased;
  KnownPerson person;
  std::uint64_t events_count = 0;
  const Recorded recorded = verifier.sequencer.record([&](Pending& pending) {
    const auto state = pending.of_subject(subject);
    if (!state || state->subject.id.empty()) return false;
    const auto known = pending.store().person(state->subject.person, View::pending);
    if (!known) pending.fail();
    person = known.value_or(KnownPerson{});
    const bool done = erase_relation(*state, verifier.clock(), pending, erased);
    events_count = pending.position();
    return done;
  });
  if (recorded == Recorded::declined) return refuse(verifier, request, 404, not_found);
  if (recorded != Recorded::yes) return answer_unrecorded(verifier, request, recorded);
  // Whoever is gone is not signed in either. A session left behind is nobody's: it finds no person.
  if (erased.person && !verifier.door.end_sessions(person.issuer, person.sub)) {
    return refuse(verifier, request, {store_failed, ""});
  }
  return answer_json(200, told(subject, erased, events_count));
}

}  // namespace samtycke::server

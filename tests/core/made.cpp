#include "made.hpp"

#include <ostream>
#include <stdexcept>

#include "core/notice.hpp"

namespace samtycke {

std::ostream& operator<<(std::ostream& out, Code code) { return out << name_of(code); }

std::ostream& operator<<(std::ostream& out, const Error& error) {
  return out << error.code << " at `" << error.where << '`';
}

std::ostream& operator<<(std::ostream& out, EventKind kind) { return out << name_of(kind); }

std::ostream& operator<<(std::ostream& out, const Value& value) { return out << canonical(value); }

std::ostream& operator<<(std::ostream& out, const State& state) { return out << to_value(state); }

namespace made {
namespace {

[[noreturn]] void fail(std::string_view what) { throw std::logic_error(std::string(what)); }

/// A decision on Erik's page, on the words that are in force.
Evidence evidence(std::string_view purpose, Time now, const Catalogue& catalogue) {
  Evidence out;
  out.catalogue = catalogue.id;
  out.catalogue_version = catalogue.version;
  out.language = "sv";
  out.method = "switch";
  out.ui_build = "b1";
  out.submission_id = "0b7a6c1e-0000-4000-8000-00000000a001";
  out.notice_shown_at = now - second_ms;
  out.decided_at = now;
  const Purpose* known = catalogue.find(purpose);
  if (known == nullptr) return out;
  out.processing_version = known->processing_version;
  out.text_version = known->text_version;
  const auto notice = notice_for(catalogue, *known, "sv");
  if (notice) out.text_digest = digest_of(*notice, catalogue, *known, "sv", sha256);
  return out;
}

Act relation(std::string_view subject, std::string_view person, std::string_view subscriber,
             SubscriberKind kind) {
  Act act;
  act.kind = EventKind::relation_begun;
  act.subject = subject;
  act.person = person;
  act.subscriber = subscriber;
  act.subscriber_kind = kind;
  return act;
}

const Time long_ago = at("2026-01-01T00:00:00.000Z");

}  // namespace

const Time today = at("2026-11-24T08:00:00.000Z");

Circumstances circumstances(Time now, const Catalogue& catalogue) {
  return {&catalogue, true, now, sha256};
}

Actor erik() { return {"prs-erik", Role::user, Door::page, "ses-1"}; }
Actor karin() { return at_gates("prs-karin"); }
Actor olle() { return {"prs-olle", Role::user, Door::page, "ses-3"}; }
Actor customer_service() {
  return {"prs-staff", Role::customer_service, Door::customer_service, ""};
}
Actor import() { return {"", Role::import, Door::import, ""}; }
Actor provisioning() { return {"", Role::provisioning, Door::provisioning, ""}; }
Actor at_gates(std::string_view person) {
  return {std::string(person), Role::company_admin, Door::gates, "ses-2"};
}

State employee() {
  State state =
      after({}, relation("sub-erik-bjork", "prs-erik", "sbr-bjork", SubscriberKind::company),
            provisioning(), long_ago);
  Act mandate;
  mandate.kind = EventKind::mandate_given;
  mandate.person = "prs-karin";
  mandate.subscriber = "sbr-bjork";
  return after(std::move(state), mandate, provisioning(), long_ago);
}

State sole_trader() {
  return after({}, relation("sub-olle", "prs-olle", "sbr-olle", SubscriberKind::sole_trader),
               provisioning(), long_ago);
}

State pool_sim() {
  State state = after({}, relation("sub-pool", "", "sbr-bjork", SubscriberKind::company),
                      provisioning(), long_ago);
  state.subscriber.mandates.push_back({"prs-karin", long_ago, time_max});
  return state;
}

Act grant(const State& state, std::string_view purpose, Time now, const Catalogue& catalogue) {
  Act act;
  act.kind = EventKind::granted;
  act.purpose = purpose;
  act.sequence = state.subject.sequence;
  act.evidence = evidence(purpose, now, catalogue);
  act.roles = {Role::user};
  return act;
}

Act stop(EventKind kind, std::string_view purpose) {
  Act act;
  act.kind = kind;
  act.purpose = purpose;
  return act;
}

Act gate(EventKind kind, std::string_view purpose, std::string_view subscriber) {
  Act act;
  act.kind = kind;
  act.purpose = purpose;
  act.subscriber = subscriber;
  return act;
}

Code verdict(const Act& act, const State& state, const Actor& actor,
             const Circumstances& circumstances) {
  const auto events = accept(act, circumstances, state, actor);
  return events ? Code::accepted : events.error().code;
}

State after(State state, const Act& act, const Actor& actor, Time now, const Catalogue& catalogue) {
  const auto events = accept(act, circumstances(now, catalogue), state, actor);
  if (!events) {
    fail(std::string(name_of(events.error().code)) + " for " + std::string(name_of(act.kind)) +
         " of " + act.purpose);
  }
  for (const Event& event : *events) state = apply(std::move(state), event);
  return state;
}

State granted(State state, std::string_view purpose, Time now, const Catalogue& catalogue) {
  const Act act = grant(state, purpose, now, catalogue);
  return after(std::move(state), act, erik(), now, catalogue);
}

State withdrawn(State state, std::string_view purpose, Time now, const Catalogue& catalogue) {
  return after(std::move(state), stop(EventKind::withdrawn, purpose), erik(), now, catalogue);
}

State opened(State state, std::string_view purpose, Time now, const Catalogue& catalogue) {
  return after(std::move(state), gate(EventKind::gate_opened, purpose), karin(), now, catalogue);
}

State closed(State state, std::string_view purpose, Time now, const Catalogue& catalogue) {
  return after(std::move(state), gate(EventKind::gate_closed, purpose), karin(), now, catalogue);
}

State allowed(std::string_view purpose, const Catalogue& catalogue) {
  const Time yesterday = today - day_ms;
  State state = employee();
  if (catalogue.find(purpose)->consent_by == ConsentBy::both) {
    state = opened(std::move(state), purpose, yesterday, catalogue);
  }
  return granted(std::move(state), purpose, yesterday, catalogue);
}

Question question(std::string_view purpose, const Catalogue& catalogue) {
  Question out;
  out.purpose = purpose;
  out.source_store = catalogue.stores.front().id;
  const Purpose* known = catalogue.find(purpose);
  if (known == nullptr) return out;
  if (!known->roles.empty()) out.role = known->roles.front();
  out.fields = known->data_types;
  return out;
}

Code reason(const Question& question, const State& state, Time now, const Catalogue& catalogue) {
  const Decision decision = decide_processing(question, catalogue, state, now);
  const bool allows =
      decision.reason == Code::consent_given || decision.reason == Code::no_consent_needed;
  if (decision.allow != allows) fail("an answer that contradicts its reason");
  return decision.reason;
}

void add_change(Value& submission, std::string_view purpose, EventKind choice,
                const Catalogue& catalogue) {
  const Evidence said = evidence(purpose, today, catalogue);
  Value change = object_value();
  add_text(change, "purpose", purpose);
  add_text(change, "choice", name_of(choice));
  add_text(change, "method", "switch");
  if (said.processing_version > 0) {
    add(change, "processing_version", integer_value(said.processing_version));
    add(change, "text_version", integer_value(said.text_version));
    add_text(change, "text_digest", said.text_digest);
  }
  add(change, "roles", texts_value({"user"}));
  const_cast<Value*>(submission.find("changes"))->items.push_back(std::move(change));
}

Value submission_value(const State& state, std::string_view purpose, EventKind choice, Time now,
                       const Catalogue& catalogue) {
  Value out = object_value();
  add_text(out, "submission_id", "0b7a6c1e-0000-4000-8000-00000000a001");
  add_text(out, "subject", state.subject.id);
  add(out, "sequence", integer_value(static_cast<std::int64_t>(state.subject.sequence)));
  add_text(out, "catalogue", catalogue.id);
  add_text(out, "catalogue_version", catalogue.version);
  add_text(out, "language", "sv");
  add_text(out, "ui_build", "b1");
  add_text(out, "notice_shown_at", format_time(now - second_ms));
  add_text(out, "decided_at", format_time(now));
  add(out, "changes", array_value());
  add_change(out, purpose, choice, catalogue);
  return out;
}

}  // namespace made
}  // namespace samtycke

#include "accept_grant.hpp"

#include <algorithm>

#include "notice.hpp"

namespace samtycke {
namespace {

/// Nobody says yes for another adult (L64); for a child, only a guardian does (L22).
std::optional<Error> check_actor(const State& state, const Actor& actor, Time now) {
  const bool own = !state.subject.person.empty() && actor.person == state.subject.person;
  const bool child = under_13(state.subject, now);
  if (own && actor.role == Role::user) {
    return child ? std::optional(Error{Code::guardian_required, ""}) : std::nullopt;
  }
  if (actor.role == Role::guardian) {
    const bool may = child && !own && is_guardian(state.subject, actor.person, now);
    return may ? std::nullopt : std::optional(Error{Code::actor_not_subject, ""});
  }
  if (actor.role == Role::company_admin ||
      (!own && holds_mandate(state.subscriber, actor.person, now))) {
    return Error{Code::employer_cannot_consent, ""};
  }
  return Error{Code::actor_not_subject, ""};
}

bool names(const std::vector<Role>& roles, Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

/// Only a sole trader is subscriber and user in one (L74).
std::optional<Error> check_roles(const Act& act, const State& state) {
  if (state.subject.subscriber_kind == SubscriberKind::sole_trader) return std::nullopt;
  if (!names(act.roles, Role::subscriber)) return std::nullopt;
  return Error{Code::actor_not_subject, "/roles"};
}

/// A yes that ended because the policy was shortened since: the log says so before it says yes
/// again, or the new yes would read as a renewal (RULINGS 5, 6).
std::optional<Event> expiry_before(const Event& grant, const Catalogue& catalogue,
                                   const State& state) {
  const Choice* choice = find_choice(state.subject, grant.purpose);
  if (choice == nullptr || choice->kind != ChoiceKind::granted) return std::nullopt;
  const Time end = add_months(choice->at, catalogue.policy.consent_months);
  if (end >= choice->until || grant.at < end) return std::nullopt;
  Event expiry;
  expiry.kind = EventKind::expired;
  expiry.subject = grant.subject;
  expiry.person = grant.person;
  expiry.subscriber = grant.subscriber;
  expiry.purpose = grant.purpose;
  expiry.door = grant.door;
  expiry.at = grant.at;
  expiry.until = end;
  return expiry;
}

std::optional<Error> check_purpose(const Act& act, const Circumstances& circumstances) {
  if (act.several_purposes) return Error{Code::wildcard_purpose, "/purpose"};
  if (circumstances.catalogue == nullptr) return Error{Code::catalogue_unsigned, ""};
  const Purpose* purpose = circumstances.catalogue->find(act.purpose);
  if (purpose == nullptr) return Error{Code::unknown_purpose, "/purpose"};
  if (!takes_choices(*purpose)) return Error{Code::purpose_mismatch, "/purpose"};
  if (const auto code = why_inactive(*purpose)) return Error{*code, "/purpose"};
  return std::nullopt;
}

/// The act itself: a press (L3, L15), under a signed catalogue (L138), on the newest state (L32).
std::optional<Error> check_act(const Act& act, const Circumstances& circumstances,
                               const State& state) {
  if (act.personnummer_dropped) return Error{Code::personnummer_in_payload, ""};
  if (act.fault) return act.fault;
  const auto method = named<Method>(act.evidence.method, method_names);
  if (method != Method::switch_ && method != Method::button) {
    return Error{Code::not_affirmative_act, "/method"};
  }
  if (!circumstances.catalogue_signed) return Error{Code::catalogue_unsigned, ""};
  if (!act.sequence) return Error{Code::evidence_incomplete, "/sequence"};
  if (*act.sequence != state.subject.sequence) return Error{Code::stale_sequence, "/sequence"};
  return std::nullopt;
}

/// L25: what a record of consent cannot be without. The notice's time has a code of its own.
std::optional<Error> check_complete(const Act& act, const Actor& actor) {
  const Evidence& evidence = act.evidence;
  const std::pair<const std::string*, std::string_view> texts[] = {
      {&evidence.submission_id, "/submission_id"},
      {&evidence.catalogue, "/catalogue"},
      {&evidence.catalogue_version, "/catalogue_version"},
      {&evidence.language, "/language"},
      {&evidence.text_digest, "/text_digest"},
      {&evidence.ui_build, "/ui_build"},
      {&actor.session, ""}};
  for (const auto& entry : texts) {
    if (entry.first->empty()) return Error{Code::evidence_incomplete, std::string(entry.second)};
  }
  if (evidence.processing_version == 0) {
    return Error{Code::evidence_incomplete, "/processing_version"};
  }
  if (evidence.text_version == 0) return Error{Code::evidence_incomplete, "/text_version"};
  if (!evidence.decided_at) return Error{Code::evidence_incomplete, "/decided_at"};
  return std::nullopt;
}

std::optional<Error> check_text(const Act& act, const Circumstances& circumstances) {
  const Catalogue& catalogue = *circumstances.catalogue;
  const Purpose& purpose = *catalogue.find(act.purpose);
  const Evidence& evidence = act.evidence;
  if (evidence.processing_version != purpose.processing_version) {
    return Error{Code::superseded_processing, "/processing_version"};
  }
  if (evidence.text_version != purpose.text_version ||
      evidence.catalogue_version != catalogue.version || evidence.catalogue != catalogue.id) {
    return Error{Code::text_superseded, "/text_version"};
  }
  const auto notice = notice_for(catalogue, purpose, evidence.language);
  if (!notice) return Error{Code::notice_incomplete, "/language"};
  if (digest_of(*notice, catalogue, purpose, evidence.language, circumstances.hash) !=
      evidence.text_digest) {
    return Error{Code::text_unresolvable, "/text_digest"};
  }
  return std::nullopt;
}

/// First the notice, then the decision (L11), by a clock that is nearly right (L31, RULINGS 7).
std::optional<Error> check_times(const Act& act, const Circumstances& circumstances) {
  const Time decided = *act.evidence.decided_at;
  if (!act.evidence.notice_shown_at || *act.evidence.notice_shown_at > decided) {
    return Error{Code::consent_before_notice, "/notice_shown_at"};
  }
  const Time skew = circumstances.catalogue->policy.grant_clock_skew_seconds * second_ms;
  if (decided > circumstances.now + skew || decided < circumstances.now - skew) {
    return Error{Code::clock_skew, "/decided_at"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Code> why_inactive(const Purpose& purpose) {
  if (purpose.lek_gate == "9:27" && purpose.legal_signoff.empty()) return Code::lek_gate_missing;
  if (!purpose.active) return Code::purpose_inactive;
  return std::nullopt;
}

std::optional<Error> refuse_grant(const Act& act, const Circumstances& circumstances,
                                  const State& state, const Actor& actor) {
  if (const auto error = check_actor(state, actor, circumstances.now)) return error;
  if (const auto error = check_roles(act, state)) return error;
  if (!state.subject.begun || state.subject.ended) return Error{Code::relation_ended, ""};
  if (const auto error = check_purpose(act, circumstances)) return error;
  if (const auto error = check_act(act, circumstances, state)) return error;
  if (const auto error = check_complete(act, actor)) return error;
  if (const auto error = check_text(act, circumstances)) return error;
  return check_times(act, circumstances);
}

std::vector<Event> grant_events(Event grant, const Catalogue& catalogue, const State& state) {
  std::vector<Event> events;
  const Purpose& purpose = *catalogue.find(grant.purpose);
  const bool opens = state.subject.subscriber_kind == SubscriberKind::sole_trader &&
                     purpose.consent_by == ConsentBy::both && names(grant.roles, Role::user) &&
                     names(grant.roles, Role::subscriber) &&
                     state.subscriber.id == state.subject.subscriber &&
                     !gate_open(state.subscriber, grant.purpose);
  grant.sequence = state.subject.sequence + 1;
  if (auto expiry = expiry_before(grant, catalogue, state)) {
    expiry->sequence = grant.sequence++;
    events.push_back(std::move(*expiry));
  }
  if (opens) {
    Event gate = grant;
    gate.kind = EventKind::gate_opened;
    gate.sequence = state.subscriber.sequence + 1;
    events.push_back(std::move(gate));
  }
  grant.until = add_months(grant.at, catalogue.policy.consent_months);
  events.push_back(std::move(grant));
  return events;
}

}  // namespace samtycke

#include "decide.hpp"

#include <algorithm>

#include "consent.hpp"
#include "use.hpp"

namespace samtycke {
namespace {

Code code_of(ChoiceKind kind) {
  switch (kind) {
    case ChoiceKind::granted:
      return Code::consent_given;
    case ChoiceKind::refused:
      return Code::refused;
    case ChoiceKind::withdrawn:
      return Code::withdrawn;
    case ChoiceKind::expired:
      return Code::expired;
  }
  return Code::no_decision;
}

/// From the identified user to the end of their consent: silence is no (L1), and so is an open gate
/// that no yes of the user's stands behind (L66, RULINGS 1).
Code decide_user(const Purpose& purpose, const Catalogue& catalogue, const State& state, Time now) {
  const SubjectState& subject = state.subject;
  if (!subject.begun || subject.person.empty()) return Code::no_identified_user;
  const bool both = purpose.consent_by == ConsentBy::both;
  const bool same_subscriber = state.subscriber.id == subject.subscriber;
  if (both && !(same_subscriber && gate_open(state.subscriber, purpose.id))) {
    return Code::subscriber_gate_closed;
  }
  if (both && !is_gate_proved(state, purpose.id)) return Code::stale;
  if (subject.ended) return Code::relation_ended;
  const Code own = own_choice(purpose, catalogue, subject, now);
  return both && own == Code::no_decision ? Code::user_consent_missing : own;
}

/// Whether the person's own restriction stops every consent purpose (L122, RULINGS 2).
std::optional<Code> check_person(const State& state) {
  if (another_person(state)) return Code::store_unreadable;
  if (state.person.restricted) return Code::restricted;
  return std::nullopt;
}

Decision allow_by_consent(const Question& question, const Purpose& purpose,
                          const Catalogue& catalogue, const State& state, Time now) {
  const Choice& choice = *find_choice(state.subject, purpose.id);
  Decision decision = allow(Code::consent_given, purpose, catalogue, now);
  decision.expires = std::min(decision.expires, consent_end(choice, catalogue));
  if (question.record_time) {
    decision.expires = std::min(decision.expires, record_end(purpose, *question.record_time));
  }
  decision.consent_id = consent_id(state, choice);
  return decision;
}

}  // namespace

Code own_choice(const Purpose& purpose, const Catalogue& catalogue, const SubjectState& subject,
                Time now) {
  const Choice* choice = find_choice(subject, purpose.id);
  if (choice == nullptr) return Code::no_decision;
  if (choice->kind != ChoiceKind::granted) return code_of(choice->kind);
  if (!is_proved(subject, purpose.id)) return Code::stale;
  if (choice->processing_version != purpose.processing_version) return Code::superseded_processing;
  if (now >= consent_end(*choice, catalogue)) return Code::expired;
  return Code::consent_given;
}

Code decide_choice(const Purpose& purpose, const Catalogue& catalogue, const State& state,
                   Time now) {
  if (!state.readable) return Code::store_unreadable;
  if (const auto code = check_person(state)) return *code;
  if (objected_to(state.person, purpose.id, purpose.marketing)) return Code::objected;
  return decide_user(purpose, catalogue, state, now);
}

Decision decide_processing(const Question& question, const Catalogue& catalogue, const State& state,
                           Time now) {
  const UseFaults faults = use_faults(question, catalogue);
  if (faults.before_store) return deny(*faults.before_store);
  if (!state.readable) return deny(Code::store_unreadable);
  if (faults.behind_store) return deny(*faults.behind_store);
  const Purpose* purpose = catalogue.find(question.purpose);
  if (purpose->kind == PurposeKind::information) {  // asks nobody (L91, L92), but see L100
    if (purpose->marketing && another_person(state)) return deny(Code::store_unreadable);
    if (purpose->marketing && objected_to(state.person, purpose->id, true)) {
      return deny(Code::objected);
    }
    if (purpose->marketing && !has_acted_since_gap(state.subject)) return deny(Code::stale);
    return allow(Code::no_consent_needed, *purpose, catalogue, now);
  }
  if (const auto code = check_person(state)) return deny(*code);
  if (offers_another_class(question, *purpose)) return deny(Code::purpose_mismatch);
  const Code reason = decide_choice(*purpose, catalogue, state, now);
  if (reason != Code::consent_given) return deny(reason);
  if (question.record_time) {
    const Choice& choice = *find_choice(state.subject, purpose->id);
    const auto code = check_record(*purpose, choice, *question.record_time, now);
    if (code) return deny(*code);
  }
  return allow_by_consent(question, *purpose, catalogue, state, now);
}

}  // namespace samtycke

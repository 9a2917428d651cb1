#include "prompt.hpp"

#include "accept_grant.hpp"
#include "consent.hpp"

namespace samtycke {
namespace {

/// Whether the person, the relation or the subscriber rules a question out.
std::optional<Code> check_parties(const Purpose& purpose, const State& state) {
  const SubjectState& subject = state.subject;
  if (!state.readable || another_person(state)) return Code::store_unreadable;
  if (state.person.restricted) return Code::restricted;
  if (objected_to(state.person, purpose.id, purpose.marketing)) return Code::objected;
  if (!subject.begun || subject.person.empty()) return Code::no_identified_user;
  if (subject.ended) return Code::relation_ended;
  const bool open =
      state.subscriber.id == subject.subscriber && gate_open(state.subscriber, purpose.id);
  if (purpose.consent_by == ConsentBy::both && !open) return Code::subscriber_gate_closed;
  return std::nullopt;
}

/// Whether the newest act is a no that still keeps us quiet. A no that did not say which processing
/// it was about was about this one.
bool keeps_quiet(const Choice& choice, const Purpose& purpose, const Policy& policy, Time now) {
  if (choice.kind != ChoiceKind::refused && choice.kind != ChoiceKind::withdrawn) return false;
  const bool same =
      choice.processing_version == 0 || choice.processing_version == purpose.processing_version;
  return same && now < add_months(choice.at, policy.no_reprompt_months);
}

}  // namespace

PromptDecision decide_prompt(std::string_view id, const Catalogue& catalogue, const State& state,
                             Time now) {
  const Purpose* purpose = catalogue.find(id);
  if (purpose == nullptr || !takes_choices(*purpose)) return {false, Code::unknown_purpose};
  if (const auto code = why_inactive(*purpose)) return {false, *code};
  if (const auto code = check_parties(*purpose, state)) return {false, *code};
  const Code own = own_choice(*purpose, catalogue, state.subject, now);
  const Choice* choice = find_choice(state.subject, id);
  const bool quiet = own == Code::consent_given ||
                     (choice != nullptr && keeps_quiet(*choice, *purpose, catalogue.policy, now));
  return {!quiet, own};
}

Value to_value(const PromptDecision& decision) {
  Value out = object_value();
  add(out, "prompt", boolean_value(decision.prompt));
  add_text(out, "reason", name_of(decision.reason));
  return out;
}

}  // namespace samtycke

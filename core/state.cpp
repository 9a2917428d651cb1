#include "state.hpp"

#include <algorithm>

namespace samtycke {
namespace {

/// The entry for a purpose in a list sorted by purpose; made when there is none.
template <typename Entry>
Entry& entry_for(std::vector<Entry>& entries, std::string_view purpose) {
  const auto place =
      std::lower_bound(entries.begin(), entries.end(), purpose,
                       [](const Entry& entry, std::string_view id) { return entry.purpose < id; });
  if (place != entries.end() && place->purpose == purpose) return *place;
  Entry entry;
  entry.purpose = purpose;
  return *entries.insert(place, std::move(entry));
}

template <typename Entry>
const Entry* find_entry(const std::vector<Entry>& entries, std::string_view purpose) {
  const auto place =
      std::lower_bound(entries.begin(), entries.end(), purpose,
                       [](const Entry& entry, std::string_view id) { return entry.purpose < id; });
  return place != entries.end() && place->purpose == purpose ? &*place : nullptr;
}

/// When the consent that an entry holds stopped or stops without a further act.
Time end_of(const Choice& choice, Time at) { return std::min(choice.until, at); }

void grant(SubjectState& subject, const Event& event) {
  const bool first = find_entry(subject.choices, event.purpose) == nullptr;
  Choice& choice = entry_for(subject.choices, event.purpose);
  const bool was_granted = !first && choice.kind == ChoiceKind::granted;
  const bool same_processing = choice.processing_version == event.evidence.processing_version;
  // A yes from before a gap in what is known may have been broken in it: this one begins anew.
  const bool crosses_gap =
      subject.proved_from && choice.at < *subject.proved_from && event.at >= *subject.proved_from;
  const bool runs_on = was_granted && same_processing && event.at < choice.until && !crosses_gap;
  if (was_granted && !runs_on) choice.stopped_at = end_of(choice, event.at);
  if (!runs_on) choice.since = event.at;
  choice.kind = ChoiceKind::granted;
  choice.at = event.at;
  choice.sequence = event.sequence;
  choice.processing_version = event.evidence.processing_version;
  choice.text_version = event.evidence.text_version;
  choice.language = event.evidence.language;
  choice.text_digest = event.evidence.text_digest;
  choice.until = event.until.value_or(event.at);
}

void stop(SubjectState& subject, const Event& event, ChoiceKind kind) {
  Choice& choice = entry_for(subject.choices, event.purpose);
  // A no is a break whether or not a yes came before it: a look-back never reaches past it.
  const bool ran_out = kind == ChoiceKind::expired && choice.kind == ChoiceKind::granted;
  choice.stopped_at = ran_out ? end_of(choice, event.until.value_or(event.at)) : event.at;
  choice.kind = kind;
  choice.at = event.at;
  choice.sequence = event.sequence;
  // What stopped may have been agreed on other words than these: the running grant's are gone.
  choice.since = 0;
  choice.until = 0;
  // A stop that does not say on which version it was made counts as one on today's.
  choice.processing_version = event.evidence.processing_version;
}

void set_gate(SubscriberState& subscriber, const Event& event, bool open) {
  Gate& gate = entry_for(subscriber.gates, event.purpose);
  gate.open = open;
  gate.at = event.at;
}

void lift(std::vector<Objection>& objections, std::string_view purpose) {
  std::erase_if(objections, [purpose](const Objection& o) { return o.purpose == purpose; });
}

void give_mandate(std::vector<Mandate>& mandates, const Event& event) {
  mandates.push_back({event.person, event.from.value_or(event.at), event.until.value_or(time_max)});
}

/// A mandate that ends keeps its past: it was valid until then.
void end_mandates(std::vector<Mandate>& mandates, const Event& event) {
  for (Mandate& mandate : mandates) {
    if (mandate.person == event.person) mandate.until = std::min(mandate.until, event.at);
  }
}

bool holds(const std::vector<Mandate>& mandates, std::string_view person, Time at) {
  return std::any_of(mandates.begin(), mandates.end(), [person, at](const Mandate& mandate) {
    return mandate.person == person && at >= mandate.from && at < mandate.until;
  });
}

void apply_to_subject(SubjectState& subject, const Event& event) {
  switch (event.kind) {
    case EventKind::granted:
      grant(subject, event);
      break;
    case EventKind::refused:
      stop(subject, event, ChoiceKind::refused);
      break;
    case EventKind::withdrawn:
      stop(subject, event, ChoiceKind::withdrawn);
      break;
    case EventKind::expired:
      stop(subject, event, ChoiceKind::expired);
      break;
    case EventKind::relation_begun:
      subject.begun = true;
      subject.person = event.person;
      subject.subscriber = event.subscriber;
      subject.subscriber_kind = event.subscriber_kind.value_or(SubscriberKind::company);
      subject.age_13_at = event.age_13_at;
      break;
    case EventKind::mandate_given:
      give_mandate(subject.guardians, event);
      break;
    case EventKind::mandate_ended:
      end_mandates(subject.guardians, event);
      break;
    case EventKind::relation_ended:
      subject.ended = true;
      break;
    default:
      break;  // told, linked, corrected: facts that move no right
  }
}

void apply_to_person(PersonState& person, const Event& event) {
  switch (event.kind) {
    case EventKind::restricted:
      person.restricted = true;
      break;
    case EventKind::unrestricted:
      person.restricted = false;
      break;
    case EventKind::objection:
      entry_for(person.objections, event.purpose).at = event.at;
      break;
    case EventKind::objection_lifted:
      lift(person.objections, event.purpose);
      break;
    default:
      break;
  }
}

void apply_to_subscriber(SubscriberState& subscriber, const Event& event) {
  switch (event.kind) {
    case EventKind::gate_opened:
      set_gate(subscriber, event, true);
      break;
    case EventKind::gate_closed:
      set_gate(subscriber, event, false);
      break;
    case EventKind::mandate_given:
      give_mandate(subscriber.mandates, event);
      break;
    case EventKind::mandate_ended:
      end_mandates(subscriber.mandates, event);
      break;
    default:
      break;
  }
}

/// A party takes its id from its first event; afterwards it takes no other's.
bool belongs(std::string& id, std::string_view of_event) {
  if (of_event.empty()) return false;
  if (id.empty()) id = of_event;
  return id == of_event;
}

}  // namespace

State state_of(SubjectState subject, PersonState person, SubscriberState subscriber) {
  if (person.id.empty()) person.id = subject.person;
  if (subscriber.id.empty()) subscriber.id = subject.subscriber;
  return {std::move(subject), std::move(person), std::move(subscriber)};
}

State apply(State state, const Event& event) {
  switch (party_of(event)) {
    case Party::subject:
      if (!belongs(state.subject.id, event.subject)) return state;
      apply_to_subject(state.subject, event);
      state.subject.sequence = event.sequence;
      // A relation names the person and the subscriber, whose own events may have come before it.
      if (event.kind == EventKind::relation_begun) {
        belongs(state.person.id, event.person);
        belongs(state.subscriber.id, event.subscriber);
      }
      return state;
    case Party::person:
      // Nobody is behind a SIM in a pool, and nobody who comes along becomes its person.
      if (state.subject.begun && state.person.id.empty()) return state;
      if (!belongs(state.person.id, event.person)) return state;
      apply_to_person(state.person, event);
      state.person.sequence = event.sequence;
      return state;
    case Party::subscriber:
      if (!belongs(state.subscriber.id, event.subscriber)) return state;
      apply_to_subscriber(state.subscriber, event);
      state.subscriber.sequence = event.sequence;
      return state;
  }
  return state;
}

const Choice* find_choice(const SubjectState& subject, std::string_view purpose) {
  return find_entry(subject.choices, purpose);
}

bool gate_open(const SubscriberState& subscriber, std::string_view purpose) {
  const Gate* gate = find_entry(subscriber.gates, purpose);
  return gate != nullptr && gate->open;
}

bool is_proved(const SubjectState& subject, std::string_view purpose) {
  if (!subject.proved_from) return true;
  const Choice* choice = find_choice(subject, purpose);
  return choice != nullptr && choice->at >= *subject.proved_from;
}

bool has_acted_since_gap(const SubjectState& subject) {
  const auto is_new = [&subject](const Choice& choice) {
    return choice.at >= *subject.proved_from;
  };
  return !subject.proved_from ||
         std::any_of(subject.choices.begin(), subject.choices.end(), is_new);
}

bool is_gate_proved(const State& state, std::string_view purpose) {
  if (!state.subject.proved_from) return true;
  const Gate* gate = find_entry(state.subscriber.gates, purpose);
  return gate != nullptr && gate->at >= *state.subject.proved_from;
}

bool holds_mandate(const SubscriberState& subscriber, std::string_view person, Time at) {
  return holds(subscriber.mandates, person, at);
}

bool under_13(const SubjectState& subject, Time at) {
  return subject.age_13_at && at < *subject.age_13_at;
}

bool is_guardian(const SubjectState& subject, std::string_view person, Time at) {
  return holds(subject.guardians, person, at);
}

bool objected_to(const PersonState& person, std::string_view purpose, bool marketing) {
  return find_entry(person.objections, purpose) != nullptr ||
         (marketing && find_entry(person.objections, "") != nullptr);
}

bool said_no(const State& state) {
  const auto is_no = [](const Choice& choice) {
    return choice.kind == ChoiceKind::refused || choice.kind == ChoiceKind::withdrawn;
  };
  const auto& choices = state.subject.choices;
  return !state.person.objections.empty() || std::any_of(choices.begin(), choices.end(), is_no);
}

}  // namespace samtycke

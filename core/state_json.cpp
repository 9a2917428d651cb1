#include "members.hpp"
#include "state.hpp"

namespace samtycke {
namespace {

constexpr std::string_view choice_kind_names[] = {"granted", "refused", "withdrawn", "expired"};

void choice_members(Members& members, Choice& choice) {
  members.id("purpose", choice.purpose);
  members.word("choice", choice.kind, choice_kind_names);
  members.time("at", choice.at);
  members.number("sequence", choice.sequence, 0);
  members.optional_version("processing_version", choice.processing_version);
  members.optional_version("text_version", choice.text_version);
  members.optional_text("language", choice.language);
  members.optional_text("text_digest", choice.text_digest);
  members.optional_time("since", choice.since);
  members.optional_time("until", choice.until);
  members.optional_time("stopped_at", choice.stopped_at);
}

void mandate_members(Members& members, Mandate& mandate) {
  members.id("person", mandate.person);
  members.time("from", mandate.from);
  members.time("until", mandate.until);
}

void objection_members(Members& members, Objection& objection) {
  members.optional_id("purpose", objection.purpose);
  members.time("at", objection.at);
}

void gate_members(Members& members, Gate& gate) {
  members.id("purpose", gate.purpose);
  members.boolean("open", gate.open);
  members.time("at", gate.at);
}

/// Entries are found by binary search, so an order that is not ours is refused, not repaired.
template <typename Entry, typename List>
void sorted(Members& members, std::string_view name, std::vector<Entry>& entries, List list) {
  members.objects(name, entries, list);
  for (std::size_t i = 1; members.reads() && i < entries.size(); ++i) {
    if (!(entries[i - 1].purpose < entries[i].purpose)) members.fail(Code::bad_value, name);
  }
}

/// Who may act for others is not for everybody to see: then it is not written.
enum class Mandates : std::uint8_t { with, without };

void subject_members(Members& members, SubjectState& subject, Mandates mandates) {
  members.optional_id("id", subject.id);
  members.optional_id("person", subject.person);
  members.optional_id("subscriber", subject.subscriber);
  members.word("subscriber_kind", subject.subscriber_kind, subscriber_kind_names);
  members.boolean("begun", subject.begun);
  members.boolean("ended", subject.ended);
  members.number("sequence", subject.sequence, 0);
  sorted(members, "choices", subject.choices, choice_members);
  members.optional_time("age_13_at", subject.age_13_at);
  members.optional_time("proved_from", subject.proved_from);
  const bool guarded = mandates == Mandates::with && !subject.guardians.empty();
  if (members.reads() || guarded) members.objects("guardians", subject.guardians, mandate_members);
}

void person_members(Members& members, PersonState& person) {
  members.optional_id("id", person.id);
  members.boolean("restricted", person.restricted);
  members.number("sequence", person.sequence, 0);
  sorted(members, "objections", person.objections, objection_members);
}

void subscriber_members(Members& members, SubscriberState& subscriber, Mandates mandates) {
  members.optional_id("id", subscriber.id);
  members.number("sequence", subscriber.sequence, 0);
  sorted(members, "gates", subscriber.gates, gate_members);
  if (mandates == Mandates::with) {
    members.objects("mandates", subscriber.mandates, mandate_members);
  }
}

void state_members(Members& members, State& state, Mandates mandates) {
  members.object("subject", state.subject, [mandates](Members& inner, SubjectState& subject) {
    subject_members(inner, subject, mandates);
  });
  members.object("person", state.person, person_members);
  members.object("subscriber", state.subscriber, [mandates](Members& inner, SubscriberState& one) {
    subscriber_members(inner, one, mandates);
  });
  members.optional_boolean("readable", state.readable, true);
}

}  // namespace

Value to_value(const State& state) {
  return written(state,
                 [](Members& members, State& one) { state_members(members, one, Mandates::with); });
}

Value to_persons_value(const State& state) {
  return written(
      state, [](Members& members, State& one) { state_members(members, one, Mandates::without); });
}

Result<State> state_from(const Value& value, std::string where) {
  return read_members<State>(value, std::move(where), [](Members& members, State& one) {
    state_members(members, one, Mandates::with);
  });
}

}  // namespace samtycke

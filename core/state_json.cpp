#include "fields.hpp"
#include "limits.hpp"
#include "state.hpp"

namespace samtycke {
namespace {

constexpr std::string_view choice_kind_names[] = {"granted", "refused", "withdrawn", "expired"};

void add_time(Value& object, std::string_view name, Time time) {
  if (time > 0) add(object, name, text_value(format_time(time)));
}

Value sequence_value(std::uint64_t sequence) {
  return integer_value(static_cast<std::int64_t>(sequence));
}

Value to_value(const Choice& choice) {
  Value out = object_value();
  add_text(out, "purpose", choice.purpose);
  add_text(out, "choice", choice_kind_names[static_cast<int>(choice.kind)]);
  add(out, "at", text_value(format_time(choice.at)));
  add(out, "sequence", sequence_value(choice.sequence));
  if (choice.processing_version > 0) {
    add(out, "processing_version", integer_value(choice.processing_version));
  }
  if (choice.text_version > 0) add(out, "text_version", integer_value(choice.text_version));
  add_text(out, "language", choice.language);
  add_text(out, "text_digest", choice.text_digest);
  add_time(out, "since", choice.since);
  add_time(out, "until", choice.until);
  if (choice.stopped_at) add(out, "stopped_at", text_value(format_time(*choice.stopped_at)));
  return out;
}

Value to_value(const std::vector<Mandate>& mandates) {
  Value out = array_value();
  for (const Mandate& mandate : mandates) {
    Value one = object_value();
    add_text(one, "person", mandate.person);
    add(one, "from", text_value(format_time(mandate.from)));
    add(one, "until", text_value(format_time(mandate.until)));
    out.items.push_back(std::move(one));
  }
  return out;
}

Value to_value(const SubjectState& subject, bool with_mandates) {
  Value out = object_value();
  add_text(out, "id", subject.id);
  add_text(out, "person", subject.person);
  add_text(out, "subscriber", subject.subscriber);
  add_text(out, "subscriber_kind", name_of(subject.subscriber_kind));
  add(out, "begun", boolean_value(subject.begun));
  add(out, "ended", boolean_value(subject.ended));
  add(out, "sequence", sequence_value(subject.sequence));
  Value choices = array_value();
  for (const Choice& choice : subject.choices) choices.items.push_back(to_value(choice));
  add(out, "choices", std::move(choices));
  add_time(out, "age_13_at", subject.age_13_at.value_or(0));
  if (with_mandates && !subject.guardians.empty()) {
    add(out, "guardians", to_value(subject.guardians));
  }
  return out;
}

Value to_value(const PersonState& person) {
  Value out = object_value();
  add_text(out, "id", person.id);
  add(out, "restricted", boolean_value(person.restricted));
  add(out, "sequence", sequence_value(person.sequence));
  Value objections = array_value();
  for (const Objection& objection : person.objections) {
    Value one = object_value();
    add_text(one, "purpose", objection.purpose);
    add(one, "at", text_value(format_time(objection.at)));
    objections.items.push_back(std::move(one));
  }
  add(out, "objections", std::move(objections));
  return out;
}

Value to_value(const SubscriberState& subscriber, bool with_mandates) {
  Value out = object_value();
  add_text(out, "id", subscriber.id);
  add(out, "sequence", sequence_value(subscriber.sequence));
  Value gates = array_value();
  for (const Gate& gate : subscriber.gates) {
    Value one = object_value();
    add_text(one, "purpose", gate.purpose);
    add(one, "open", boolean_value(gate.open));
    add(one, "at", text_value(format_time(gate.at)));
    gates.items.push_back(std::move(one));
  }
  add(out, "gates", std::move(gates));
  if (with_mandates) add(out, "mandates", to_value(subscriber.mandates));
  return out;
}

Value to_value(const State& state, bool with_mandates) {
  Value out = object_value();
  add(out, "subject", to_value(state.subject, with_mandates));
  add(out, "person", to_value(state.person));
  add(out, "subscriber", to_value(state.subscriber, with_mandates));
  if (!state.readable) add(out, "readable", boolean_value(false));
  return out;
}

/// A list of objects into a list of entries; each object read by `read`.
template <typename Entry, typename Read>
std::vector<Entry> read_entries(Fields& outer, std::string_view name, Read read) {
  std::vector<Entry> entries;
  outer.allow(name);
  if (!outer.has(name)) return entries;
  const Value& list = outer.array(name, limits::purposes_max);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    Fields fields(list.items[i], pointer(pointer(outer.where(), name), i));
    Entry entry = read(fields);
    if (const auto error = fields.error()) outer.fail(*error);
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// Entries are found by binary search, so an order that is not ours is refused, not repaired.
template <typename Entry>
void require_sorted(Fields& outer, std::string_view name, const std::vector<Entry>& entries) {
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (!(entries[i - 1].purpose < entries[i].purpose)) outer.fail(Code::bad_value, name);
  }
}

std::uint64_t read_sequence(Fields& fields) {
  return static_cast<std::uint64_t>(fields.integer("sequence", 0, limits::integer_max));
}

Choice read_choice(Fields& fields) {
  Choice choice;
  choice.purpose = fields.id("purpose");
  const auto kind = named<ChoiceKind>(fields.text("choice"), choice_kind_names);
  if (!kind) fields.fail(Code::bad_value, "choice");
  choice.kind = kind.value_or(ChoiceKind::refused);
  choice.at = fields.time("at");
  choice.sequence = read_sequence(fields);
  choice.processing_version =
      fields.optional_integer("processing_version", 1, limits::integer_max, 0);
  choice.text_version = fields.optional_integer("text_version", 1, limits::integer_max, 0);
  choice.language = fields.optional_text("language");
  choice.text_digest = fields.optional_text("text_digest");
  choice.since = fields.optional_time("since").value_or(0);
  choice.until = fields.optional_time("until").value_or(0);
  choice.stopped_at = fields.optional_time("stopped_at");
  return choice;
}

std::vector<Mandate> read_mandates(Fields& outer, std::string_view name) {
  return read_entries<Mandate>(outer, name, [](Fields& one) {
    Mandate mandate;
    mandate.person = one.id("person");
    mandate.from = one.time("from");
    mandate.until = one.time("until");
    return mandate;
  });
}

SubjectState read_subject(Fields& fields) {
  SubjectState subject;
  subject.id = fields.optional_id("id");
  subject.person = fields.optional_id("person");
  subject.subscriber = fields.optional_id("subscriber");
  const auto kind = named<SubscriberKind>(fields.text("subscriber_kind"), subscriber_kind_names);
  if (!kind) fields.fail(Code::bad_value, "subscriber_kind");
  subject.subscriber_kind = kind.value_or(SubscriberKind::company);
  subject.begun = fields.boolean("begun");
  subject.ended = fields.boolean("ended");
  subject.sequence = read_sequence(fields);
  subject.choices = read_entries<Choice>(fields, "choices", read_choice);
  require_sorted(fields, "choices", subject.choices);
  subject.age_13_at = fields.optional_time("age_13_at");
  subject.guardians = read_mandates(fields, "guardians");
  return subject;
}

PersonState read_person(Fields& fields) {
  PersonState person;
  person.id = fields.optional_id("id");
  person.restricted = fields.boolean("restricted");
  person.sequence = read_sequence(fields);
  person.objections = read_entries<Objection>(fields, "objections", [](Fields& one) {
    Objection objection;
    objection.purpose = one.optional_id("purpose");
    objection.at = one.time("at");
    return objection;
  });
  require_sorted(fields, "objections", person.objections);
  return person;
}

SubscriberState read_subscriber(Fields& fields) {
  SubscriberState subscriber;
  subscriber.id = fields.optional_id("id");
  subscriber.sequence = read_sequence(fields);
  subscriber.gates = read_entries<Gate>(fields, "gates", [](Fields& one) {
    Gate gate;
    gate.purpose = one.id("purpose");
    gate.open = one.boolean("open");
    gate.at = one.time("at");
    return gate;
  });
  require_sorted(fields, "gates", subscriber.gates);
  subscriber.mandates = read_mandates(fields, "mandates");
  return subscriber;
}

/// One of the three parties, read with its own reader.
template <typename Read>
auto read_party(Fields& outer, std::string_view name, Read read) {
  Fields fields(outer.object(name), pointer(outer.where(), name));
  auto party = read(fields);
  if (const auto error = fields.error()) outer.fail(*error);
  return party;
}

}  // namespace

Value to_value(const State& state) { return to_value(state, true); }

Value to_persons_value(const State& state) { return to_value(state, false); }

Result<State> state_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  State state;
  state.subject = read_party(fields, "subject", read_subject);
  state.person = read_party(fields, "person", read_person);
  state.subscriber = read_party(fields, "subscriber", read_subscriber);
  fields.allow("readable");
  if (fields.has("readable")) state.readable = fields.boolean("readable");
  if (const auto error = fields.error()) return *error;
  return state;
}

}  // namespace samtycke

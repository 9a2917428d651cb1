#include "event.hpp"

#include "fields.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

void add_time(Value& object, std::string_view name, std::optional<Time> time) {
  if (time) add(object, name, text_value(format_time(*time)));
}

void add_version(Value& object, std::string_view name, std::int64_t version) {
  if (version > 0) add(object, name, integer_value(version));
}

Value to_value(const Evidence& evidence) {
  Value out = object_value();
  add_text(out, "catalogue", evidence.catalogue);
  add_text(out, "catalogue_version", evidence.catalogue_version);
  add_version(out, "processing_version", evidence.processing_version);
  add_version(out, "text_version", evidence.text_version);
  add_text(out, "language", evidence.language);
  add_text(out, "text_digest", evidence.text_digest);
  add_text(out, "method", evidence.method);
  add_text(out, "ui_build", evidence.ui_build);
  add_text(out, "session", evidence.session);
  add_text(out, "submission_id", evidence.submission_id);
  add_time(out, "notice_shown_at", evidence.notice_shown_at);
  add_time(out, "decided_at", evidence.decided_at);
  return out;
}

Evidence read_evidence(Fields& outer) {
  Evidence evidence;
  outer.allow("evidence");
  if (!outer.has("evidence")) return evidence;
  Fields fields(outer.object("evidence"), pointer(outer.where(), "evidence"));
  evidence.catalogue = fields.optional_text("catalogue");
  evidence.catalogue_version = fields.optional_text("catalogue_version");
  evidence.processing_version =
      fields.optional_integer("processing_version", 1, limits::integer_max, 0);
  evidence.text_version = fields.optional_integer("text_version", 1, limits::integer_max, 0);
  evidence.language = fields.optional_text("language");
  evidence.text_digest = fields.optional_text("text_digest");
  evidence.method = fields.optional_text("method");
  evidence.ui_build = fields.optional_text("ui_build");
  evidence.session = fields.optional_text("session");
  evidence.submission_id = fields.optional_text("submission_id");
  evidence.notice_shown_at = fields.optional_time("notice_shown_at");
  evidence.decided_at = fields.optional_time("decided_at");
  if (const auto error = fields.error()) outer.fail(*error);
  return evidence;
}

/// A member from one of the closed lists of names.hpp; its first entry after a fault.
template <typename Enum, std::size_t Count>
Enum read_name(Fields& fields, std::string_view member, const std::string_view (&names)[Count]) {
  const std::string text = fields.text(member);
  const auto found = named<Enum>(text, names);
  if (!found) fields.fail(Code::bad_value, member);
  return found.value_or(static_cast<Enum>(0));
}

std::vector<Role> read_roles(Fields& fields) {
  std::vector<Role> roles;
  const auto texts = fields.optional_ids("roles", std::size(role_names));
  for (const std::string& text : texts) {
    const auto role = named<Role>(text, role_names);
    if (!role) {
      fields.fail(Code::bad_value, "roles");
      return {};
    }
    roles.push_back(*role);
  }
  return roles;
}

bool is_mandate(EventKind kind) {
  return kind == EventKind::mandate_given || kind == EventKind::mandate_ended;
}

/// Kinds that are about one purpose and nothing without it.
bool needs_purpose(EventKind kind) {
  switch (kind) {
    case EventKind::granted:
    case EventKind::refused:
    case EventKind::withdrawn:
    case EventKind::expired:
    case EventKind::gate_opened:
    case EventKind::gate_closed:
      return true;
    default:
      return false;
  }
}

}  // namespace

Party party_of(EventKind kind) {
  switch (kind) {
    case EventKind::objection:
    case EventKind::objection_lifted:
    case EventKind::restricted:
    case EventKind::unrestricted:
      return Party::person;
    case EventKind::gate_opened:
    case EventKind::gate_closed:
    case EventKind::mandate_given:
    case EventKind::mandate_ended:
      return Party::subscriber;
    default:
      return Party::subject;
  }
}

Party party_of(const Event& event) {
  const bool of_guardian =
      is_mandate(event.kind) && event.subscriber.empty() && !event.subject.empty();
  return of_guardian ? Party::subject : party_of(event.kind);
}

bool is_stop(EventKind kind) {
  switch (kind) {
    case EventKind::refused:
    case EventKind::withdrawn:
    case EventKind::objection:
    case EventKind::restricted:
    case EventKind::gate_closed:
    case EventKind::relation_ended:
    case EventKind::identifier_unlinked:
    case EventKind::mandate_ended:
      return true;
    default:
      return false;
  }
}

Value to_value(const Event& event) {
  Value out = object_value();
  add_text(out, "kind", name_of(event.kind));
  add_text(out, "subject", event.subject);
  add_text(out, "person", event.person);
  add_text(out, "subscriber", event.subscriber);
  add_text(out, "purpose", event.purpose);
  add_text(out, "actor", event.actor);
  if (!event.roles.empty()) {
    Value roles = array_value();
    for (const Role role : event.roles) roles.items.push_back(text_value(name_of(role)));
    add(out, "roles", std::move(roles));
  }
  add_text(out, "door", name_of(event.door));
  add(out, "at", text_value(format_time(event.at)));
  add(out, "sequence", integer_value(static_cast<std::int64_t>(event.sequence)));
  Value evidence = to_value(event.evidence);
  if (!evidence.names.empty()) add(out, "evidence", std::move(evidence));
  add_time(out, "from", event.from);
  add_time(out, "until", event.until);
  if (event.subscriber_kind) add_text(out, "subscriber_kind", name_of(*event.subscriber_kind));
  add_text(out, "link", event.link);
  if (event.identifier_kind) add_text(out, "identifier_kind", name_of(*event.identifier_kind));
  add_time(out, "age_13_at", event.age_13_at);
  if (event.personnummer_dropped) add(out, "personnummer_dropped", boolean_value(true));
  return out;
}

Result<Event> event_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  Event event;
  event.kind = read_name<EventKind>(fields, "kind", event_kind_names);
  event.subject = fields.optional_id("subject");
  event.person = is_mandate(event.kind) ? fields.id("person") : fields.optional_id("person");
  event.subscriber = fields.optional_id("subscriber");
  event.purpose = needs_purpose(event.kind) ? fields.id("purpose") : fields.optional_id("purpose");
  event.actor = fields.optional_id("actor");
  event.roles = read_roles(fields);
  event.door = read_name<Door>(fields, "door", door_names);
  event.at = fields.time("at");
  event.sequence = static_cast<std::uint64_t>(fields.integer("sequence", 1, limits::integer_max));
  event.evidence = read_evidence(fields);
  event.from = fields.optional_time("from");
  event.until = fields.optional_time("until");
  fields.allow("subscriber_kind");
  if (fields.has("subscriber_kind")) {
    event.subscriber_kind =
        read_name<SubscriberKind>(fields, "subscriber_kind", subscriber_kind_names);
  }
  event.link = fields.optional_id("link");
  fields.allow("identifier_kind");
  if (fields.has("identifier_kind")) {
    event.identifier_kind =
        read_name<IdentifierKind>(fields, "identifier_kind", identifier_kind_names);
  }
  event.age_13_at = fields.optional_time("age_13_at");
  event.personnummer_dropped = fields.optional_boolean("personnummer_dropped");
  if (const auto error = fields.error()) return *error;
  return event;
}

}  // namespace samtycke

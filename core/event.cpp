#include "event.hpp"

#include "members.hpp"

namespace samtycke {
namespace {

void evidence_members(Members& members, Evidence& evidence) {
  members.optional_text("catalogue", evidence.catalogue);
  members.optional_text("catalogue_version", evidence.catalogue_version);
  members.optional_version("processing_version", evidence.processing_version);
  members.optional_version("text_version", evidence.text_version);
  members.optional_text("language", evidence.language);
  members.optional_text("text_digest", evidence.text_digest);
  members.optional_text("method", evidence.method);
  members.optional_text("ui_build", evidence.ui_build);
  members.optional_text("session", evidence.session);
  members.optional_text("submission_id", evidence.submission_id);
  members.optional_time("notice_shown_at", evidence.notice_shown_at);
  members.optional_time("decided_at", evidence.decided_at);
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

/// A member that some kinds cannot do without.
void id_if(bool needed, Members& members, std::string_view name, std::string& id) {
  if (needed) {
    members.id(name, id);
  } else {
    members.optional_id(name, id);
  }
}

void event_members(Members& members, Event& event) {
  members.word("kind", event.kind, event_kind_names);
  members.optional_id("subject", event.subject);
  id_if(is_mandate(event.kind), members, "person", event.person);
  members.optional_id("subscriber", event.subscriber);
  id_if(needs_purpose(event.kind), members, "purpose", event.purpose);
  members.optional_id("actor", event.actor);
  members.optional_words("roles", event.roles, role_names);
  members.word("door", event.door, door_names);
  members.time("at", event.at);
  members.number("sequence", event.sequence, 1);
  members.optional_object("evidence", event.evidence, evidence_members);
  members.optional_time("from", event.from);
  members.optional_time("until", event.until);
  members.optional_word("subscriber_kind", event.subscriber_kind, subscriber_kind_names);
  members.optional_id("link", event.link);
  members.optional_word("identifier_kind", event.identifier_kind, identifier_kind_names);
  members.optional_time("age_13_at", event.age_13_at);
  members.optional_boolean("personnummer_dropped", event.personnummer_dropped);
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
    case EventKind::published:
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

Value to_value(const Event& event) { return written(event, event_members); }

Result<Event> event_from(const Value& value, std::string where) {
  return read_members<Event>(value, std::move(where), event_members);
}

}  // namespace samtycke

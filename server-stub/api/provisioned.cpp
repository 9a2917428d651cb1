#include "api/provisioned.hpp"

#include "core/fields.hpp"
#include "core/identifier.hpp"
#include "identity/hash.hpp"
#include "identity/secrets.hpp"

namespace samtycke::server {
namespace {

/// A name for a link that says nothing of what it links.
std::string random_link() {
  constexpr std::size_t size = 32;
  const std::string digest = digest_name(openssl_sha256(random_bytes(size)));
  return "lnk-" + digest.substr(digest.size() - size);
}

std::string name_from(Fields& fields) {
  const std::string name = fields.text("name");
  if (const auto code = unfit_name(name)) fields.fail(*code, "name");
  return name;
}

Result<Provisioned> subscriber_from(const Value& value, const std::string& where) {
  Fields fields(value, where);
  fields.allow("kind");
  NamedSubscriber subscriber;
  subscriber.id = fields.id("subscriber");
  subscriber.name = name_from(fields);
  if (const auto error = fields.error()) return *error;
  return Provisioned(std::move(subscriber));
}

Result<Provisioned> person_from(const Value& value, const std::string& where) {
  Fields fields(value, where);
  fields.allow("kind");
  KnownPerson person;
  person.id = fields.id("person");
  person.issuer = fields.optional_text("issuer");
  person.sub = fields.text("sub");
  person.name = name_from(fields);
  if (const auto code = unfit_name(person.sub)) fields.fail(*code, "sub");
  if (const auto error = fields.error()) return *error;
  return Provisioned(std::move(person));
}

Result<Provisioned> core_act_from(const Value& value, const std::string& where) {
  CoreAct out;
  Value rest = object_value();
  const Value* identifier = value.find("value");
  for (std::size_t i = 0; i < value.names.size(); ++i) {
    if (value.names[i] != "value") add(rest, value.names[i], value.items[i]);
  }
  auto act = act_from(value.is(Value::Type::object) ? rest : value, where);
  if (!act) return act.error();
  out.act = std::move(*act);
  if (identifier == nullptr) return Provisioned(std::move(out));

  const std::string place = pointer(where, "value");
  if (!identifier->is(Value::Type::string)) return Error{Code::wrong_type, place};
  if (!out.act.identifier_kind) {
    return Error{Code::missing_member, pointer(where, "identifier_kind")};
  }
  if (const auto code = unfit_identifier(*out.act.identifier_kind, identifier->text)) {
    return Error{*code, place};
  }
  // A link stands in an event for ever: it must not be the number under another name.
  const std::string bare = identifier->text.substr(identifier->text.front() == '+' ? 1 : 0);
  if (out.act.link.find(bare) != std::string::npos) {
    return Error{Code::bad_value, pointer(where, "link")};
  }
  out.value = identifier->text;
  return Provisioned(std::move(out));
}

/// Which spans of an identifier an act ends: those of its subject, by value or by link.
std::vector<std::string> links_to_end(const CoreAct& act, Pending& pending) {
  std::vector<std::string> links;
  if (act.value.empty()) {
    if (!act.act.link.empty()) links.push_back(act.act.link);
    return links;
  }
  const auto found =
      pending.store().identifiers(name_of(*act.act.identifier_kind), act.value, View::pending);
  if (!found) {
    pending.fail();
    return links;
  }
  for (const Identifier& span : *found) {
    if (span.subject == act.act.subject && span.until == time_max) links.push_back(span.link);
  }
  return links;
}

/// A system acts: which may do what is the core's to say.
std::optional<Error> record_by(Role role, Door door, const Verifier& verifier, const Act& act,
                               Pending& pending, Event& recorded) {
  const bool of_subscriber = party_of(act.kind) == Party::subscriber && !act.subscriber.empty();
  const auto state =
      of_subscriber ? pending.of_subscriber(act.subscriber) : pending.of_subject(act.subject);
  if (!state) return std::nullopt;
  Actor actor;
  actor.role = role;
  actor.door = door;
  const auto events = accept(act, verifier.circumstances(), *state, actor);
  if (!events) return events.error();
  for (const Event& event : *events) {
    if (!pending.append(event)) return std::nullopt;
    recorded = event;
  }
  return std::nullopt;
}

std::optional<Error> record_event(const Verifier& verifier, const Act& act, Pending& pending,
                                  Event& recorded) {
  return record_by(Role::provisioning, Door::provisioning, verifier, act, pending, recorded);
}

/// Whoever had this number said no and was erased: the no goes on (L102), by the door that can only
/// lower.
std::optional<Error> record_suppression(const Verifier& verifier, const CoreAct& act,
                                        Pending& pending) {
  const auto suppressed =
      pending.store().is_suppressed(name_of(*act.act.identifier_kind), act.value, View::pending);
  if (!suppressed) pending.fail();
  if (!suppressed.value_or(false)) return std::nullopt;
  Act objection;
  objection.kind = EventKind::objection;
  objection.subject = act.act.subject;
  Event recorded;
  return record_by(Role::import, Door::import, verifier, objection, pending, recorded);
}

std::optional<Error> record_linked(const Verifier& verifier, const CoreAct& act, Pending& pending) {
  if (act.value.empty()) return Error{Code::missing_member, "/value"};
  Act named = act.act;
  if (named.link.empty()) named.link = random_link();
  Event event;
  if (const auto error = record_event(verifier, named, pending, event)) return error;
  if (!pending.store().link({event.link, std::string(name_of(*named.identifier_kind)), act.value,
                             event.subject, event.from.value_or(event.at),
                             event.until.value_or(time_max)})) {
    return Error{Code::duplicate_id, "/link"};
  }
  return record_suppression(verifier, act, pending);
}

std::optional<Error> record_unlinked(const Verifier& verifier, const CoreAct& act,
                                     Pending& pending) {
  const auto links = links_to_end(act, pending);
  if (links.empty()) return Error{Code::unknown_reference, act.value.empty() ? "/link" : "/value"};
  for (const std::string& link : links) {
    Act named = act.act;
    named.link = link;
    Event event;
    if (const auto error = record_event(verifier, named, pending, event)) return error;
    if (!pending.store().unlink(link, event.until.value_or(event.at))) pending.fail();
  }
  return std::nullopt;
}

std::optional<Error> record_person(const Verifier& verifier, KnownPerson person, Pending& pending) {
  if (person.issuer.empty()) person.issuer = verifier.issuer;
  const auto known = pending.store().person_of(person.issuer, person.sub, View::pending);
  if (!known) {
    pending.fail();
    return std::nullopt;
  }
  // A sign-in that is somebody else's is never handed over by writing it down again.
  if (!known->id.empty() && known->id != person.id) return Error{Code::duplicate_id, "/sub"};
  if (!pending.store().know_person(person)) pending.fail();
  return std::nullopt;
}

}  // namespace

Result<Provisioned> provisioned_from(const Value& value, const std::string& where) {
  const Value* kind = value.find("kind");
  if (kind != nullptr && kind->text == "subscriber") return subscriber_from(value, where);
  if (kind != nullptr && kind->text == "person") return person_from(value, where);
  return core_act_from(value, where);
}

std::optional<Error> record_provisioned(const Verifier& verifier, const Provisioned& provisioned,
                                        Pending& pending) {
  if (const auto* subscriber = std::get_if<NamedSubscriber>(&provisioned)) {
    if (!pending.store().name_subscriber(subscriber->id, subscriber->name)) pending.fail();
    return std::nullopt;
  }
  if (const auto* person = std::get_if<KnownPerson>(&provisioned)) {
    return record_person(verifier, *person, pending);
  }
  const auto& act = std::get<CoreAct>(provisioned);
  switch (act.act.kind) {
    case EventKind::identifier_linked:
      return record_linked(verifier, act, pending);
    case EventKind::identifier_unlinked:
      return record_unlinked(verifier, act, pending);
    default: {
      if (!act.value.empty()) return Error{Code::unknown_member, "/value"};
      Event event;
      return record_event(verifier, act.act, pending, event);
    }
  }
}

}  // namespace samtycke::server

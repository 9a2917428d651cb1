#include "act.hpp"

#include "fields.hpp"
#include "personnummer.hpp"

namespace samtycke {

Result<Act> act_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  Act act;
  const auto kind = named<EventKind>(fields.text("kind"), event_kind_names);
  if (!kind) fields.fail(Code::bad_value, "kind");
  act.kind = kind.value_or(EventKind::refused);
  act.purpose = fields.optional_id("purpose");
  act.subject = fields.optional_id("subject");
  act.person = fields.optional_id("person");
  act.subscriber = fields.optional_id("subscriber");
  act.link = fields.optional_id("link");
  act.from = fields.optional_time("from");
  act.until = fields.optional_time("until");
  act.evidence.submission_id = fields.optional_id("submission_id");
  fields.allow("subscriber_kind");
  if (fields.has("subscriber_kind")) {
    act.subscriber_kind = named<SubscriberKind>(fields.text("subscriber_kind"), subscriber_kind_names);
    if (!act.subscriber_kind) fields.fail(Code::bad_value, "subscriber_kind");
  }
  fields.allow("identifier_kind");
  if (fields.has("identifier_kind")) {
    act.identifier_kind = named<IdentifierKind>(fields.text("identifier_kind"), identifier_kind_names);
    if (!act.identifier_kind) fields.fail(Code::bad_value, "identifier_kind");
  }
  if (const auto error = fields.error()) return *error;
  if (holds_personnummer(value)) return Error{Code::personnummer_in_payload, fields.where()};
  return act;
}

}  // namespace samtycke

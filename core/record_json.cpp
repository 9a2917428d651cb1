#include "fields.hpp"
#include "limits.hpp"
#include "names.hpp"
#include "record.hpp"

namespace samtycke {
namespace {

std::optional<Billing> read_billing(Fields& outer) {
  outer.allow("billing");
  if (!outer.has("billing")) return std::nullopt;
  Fields fields(outer.object("billing"), pointer(outer.where(), "billing"));
  Billing billing;
  billing.paid_at = fields.optional_time("paid_at");
  billing.objection_until = fields.optional_time("objection_until");
  billing.disputed = fields.optional_boolean("disputed");
  if (const auto error = fields.error()) outer.fail(*error);
  return billing;
}

}  // namespace

Result<Record> record_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  Record record;
  record.made_at = fields.time("made_at");
  record.store = fields.id("store");
  fields.allow("category");
  if (fields.has("category")) {
    record.category = named<RetentionCategory>(fields.text("category"), retention_category_names);
    if (!record.category) fields.fail(Code::bad_value, "category");
  }
  record.uses = fields.optional_ids("uses", limits::uses_max);
  record.billing = read_billing(fields);
  record.hold = fields.optional_boolean("hold");
  fields.allow("delivered");
  if (fields.has("delivered")) record.delivered = fields.boolean("delivered");
  if (const auto error = fields.error()) return *error;
  return record;
}

Value to_value(const RecordAnswer& answer) {
  Value out = object_value();
  add_text(out, "action", record_action_names[static_cast<int>(answer.action)]);
  add_text(out, "reason", name_of(answer.reason));
  if (answer.due) add(out, "due", text_value(format_time(*answer.due)));
  if (!answer.purposes.empty()) add(out, "purposes", texts_value(answer.purposes));
  return out;
}

}  // namespace samtycke

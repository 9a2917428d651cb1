#include "record.hpp"

#include "limits.hpp"
#include "members.hpp"

namespace samtycke {
namespace {

void billing_members(Members& members, Billing& billing) {
  members.optional_time("paid_at", billing.paid_at);
  members.optional_time("objection_until", billing.objection_until);
  members.optional_boolean("disputed", billing.disputed);
}

void record_members(Members& members, Record& record) {
  members.time("made_at", record.made_at);
  members.id("store", record.store);
  members.optional_word("category", record.category, retention_category_names);
  members.optional_ids("uses", record.uses, limits::uses_max);
  members.optional_object("billing", record.billing, billing_members);
  members.optional_boolean("hold", record.hold);
  members.optional_boolean("delivered", record.delivered, true);
}

}  // namespace

Result<Record> record_from(const Value& value, std::string where) {
  return read_members<Record>(value, std::move(where), record_members);
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

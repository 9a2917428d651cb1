#include "gates.hpp"

#include "claims.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

constexpr std::string_view gate_names[] = {"open", "closed"};
constexpr EventKind gate_kinds[] = {EventKind::gate_opened, EventKind::gate_closed};

std::optional<EventKind> kind_of(const Value* gate) {
  if (gate == nullptr || !gate->is(Value::Type::string)) return std::nullopt;
  for (std::size_t i = 0; i < std::size(gate_names); ++i) {
    if (gate->text == gate_names[i]) return gate_kinds[i];
  }
  return std::nullopt;
}

Result<Act> read_change(const Value& change, const std::string& where, const Act& common) {
  if (!change.is(Value::Type::object)) return Error{Code::wrong_type, where};
  const auto kind = kind_of(change.find("gate"));
  if (!kind) return Error{Code::bad_value, where + "/gate"};
  Act act = common;
  act.kind = *kind;
  Claims claims(change, where);
  claims.allow("gate");
  claims.allow("purpose");
  const Value* purpose = change.find("purpose");
  act.several_purposes =
      purpose != nullptr && (purpose->is(Value::Type::array) ||
                             (purpose->is(Value::Type::string) && purpose->text == "*"));
  if (!act.several_purposes) act.purpose = claims.id("purpose");
  claims.finish();
  if (!act.fault) act.fault = claims.fault();
  act.personnummer_dropped = act.personnummer_dropped || claims.personnummer_dropped();
  return act;
}

}  // namespace

bool has_gate(const Purpose& purpose) { return purpose.consent_by == ConsentBy::both; }

Result<Submission> gates_from(const Value& value) {
  if (!value.is(Value::Type::object)) return Error{Code::wrong_type, ""};
  const Value* changes = value.find("changes");
  if (changes == nullptr) return Error{Code::missing_member, "/changes"};
  if (!changes->is(Value::Type::array)) return Error{Code::wrong_type, "/changes"};
  if (changes->items.empty()) return Error{Code::bad_value, "/changes"};
  if (changes->items.size() > limits::changes_max) return Error{Code::too_many, "/changes"};

  Submission gates;
  Claims claims(value, "");
  claims.allow("changes");
  Act common;
  common.subscriber = claims.id("subscriber");
  gates.submission_id = claims.id("submission_id");
  if (common.subscriber.empty()) return Error{Code::missing_member, "/subscriber"};
  if (gates.submission_id.empty()) claims.fail(Code::missing_member, "submission_id");
  claims.finish();
  common.evidence.submission_id = gates.submission_id;
  common.fault = claims.fault();
  common.personnummer_dropped = claims.personnummer_dropped();
  for (std::size_t i = 0; i < changes->items.size(); ++i) {
    auto act = read_change(changes->items[i], pointer("/changes", i), common);
    if (!act) return act.error();
    gates.changes.push_back(std::move(*act));
  }
  return gates;
}

std::string_view subscriber_of(const Submission& gates) {
  return gates.changes.empty() ? std::string_view() : gates.changes.front().subscriber;
}

Value gates_value(const Catalogue& catalogue, const SubscriberState& subscriber,
                  std::string_view language) {
  Value list = array_value();
  for (const Purpose& purpose : catalogue.purposes) {
    if (!has_gate(purpose) || !takes_choices(purpose)) continue;
    Value one = object_value();
    add_text(one, "purpose", purpose.id);
    add_text(one, "title", purpose.title.in(language));
    add(one, "open", boolean_value(gate_open(subscriber, purpose.id)));
    list.items.push_back(std::move(one));
  }
  return list;
}

}  // namespace samtycke

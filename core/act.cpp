#include "act.hpp"

#include "claims.hpp"

namespace samtycke {
namespace {

/// A member from one of the closed lists of names.hpp; nothing when absent or unfit.
template <typename Enum, std::size_t Count>
std::optional<Enum> read_name(Claims& claims, std::string_view member,
                              const std::string_view (&names)[Count]) {
  const std::string text = claims.id(member);
  const auto found = named<Enum>(text, names);
  if (!found && !text.empty()) claims.fail(Code::bad_value, member);
  return found;
}

}  // namespace

void read_purpose(Claims& claims, const Value& object, Act& act) {
  const Value* purpose = object.find("purpose");
  claims.allow("purpose");
  if (purpose == nullptr) return;
  act.several_purposes =
      purpose->is(Value::Type::array) || (purpose->is(Value::Type::string) && purpose->text == "*");
  if (!act.several_purposes) act.purpose = claims.id("purpose");
}

Result<Act> act_from(const Value& value, std::string where) {
  if (!value.is(Value::Type::object)) return Error{Code::wrong_type, where};
  const Value* named_kind = value.find("kind");
  if (named_kind == nullptr) return Error{Code::missing_member, pointer(where, "kind")};
  Claims claims(value, where);
  Act act;
  const auto kind = read_name<EventKind>(claims, "kind", event_kind_names);
  if (!kind) return claims.fault().value_or(Error{Code::bad_value, pointer(where, "kind")});
  act.kind = *kind;
  read_purpose(claims, value, act);
  act.subject = claims.id("subject");
  act.person = claims.id("person");
  act.subscriber = claims.id("subscriber");
  act.link = claims.id("link");
  act.from = claims.time("from");
  act.until = claims.time("until");
  act.age_13_at = claims.time("age_13_at");
  act.evidence.submission_id = claims.id("submission_id");
  act.subscriber_kind = read_name<SubscriberKind>(claims, "subscriber_kind", subscriber_kind_names);
  act.identifier_kind = read_name<IdentifierKind>(claims, "identifier_kind", identifier_kind_names);
  claims.finish();
  act.personnummer_dropped = claims.personnummer_dropped();
  if (is_stop(act.kind)) return act;
  if (act.personnummer_dropped) return Error{Code::personnummer_in_payload, where};
  if (claims.fault()) return *claims.fault();
  return act;
}

}  // namespace samtycke

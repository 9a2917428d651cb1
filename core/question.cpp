#include "decide.hpp"
#include "fields.hpp"
#include "limits.hpp"

namespace samtycke {

Result<Question> question_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  Question question;
  question.purpose = fields.id("purpose");
  question.role = fields.optional_id("role");
  question.fields = fields.optional_ids("fields", limits::fields_max);
  question.source_store = fields.optional_id("source_store");
  question.offer_class = fields.optional_id("offer_class");
  question.record_time = fields.optional_time("record_time");
  if (const auto error = fields.error()) return *error;
  return question;
}

Value to_value(const Decision& decision) {
  Value out = object_value();
  add_text(out, "decision", decision.allow ? "allow" : "deny");
  add_text(out, "reason", name_of(decision.reason));
  add_text(out, "basis", decision.basis);
  if (decision.expires > 0) add(out, "expires", text_value(format_time(decision.expires)));
  add_text(out, "consent_id", decision.consent_id);
  return out;
}

/// A consent stays with its person when the number moves (L63).
std::optional<std::string> subject_at(const std::vector<Link>& links, Time at) {
  std::optional<std::string> subject;
  for (const Link& link : links) {
    if (at < link.from || at >= link.until) continue;
    // Two people cannot both be meant: then nobody is.
    if (subject && *subject != link.subject) return std::nullopt;
    subject = link.subject;
  }
  return subject;
}

}  // namespace samtycke

#include "cookie.hpp"

#include <algorithm>

#include "consent.hpp"
#include "fields.hpp"

namespace samtycke {
namespace {

Time end_of(const CookieChoice& choice, const Catalogue& catalogue) {
  return add_months(choice.at, catalogue.policy.cookie_choice_months);
}

/// A choice from the future, or of another version of the category, is none (L60).
bool stands(const CookieChoice& choice, const Purpose& category, const Catalogue& catalogue,
            Time now) {
  return choice.at <= now && now < end_of(choice, catalogue) &&
         choice.version == category.processing_version;
}

CookieDecision decide_choice_made(const CookieChoice& choice, const Purpose& category,
                                  const Catalogue& catalogue, Time now) {
  if (!choice.granted) return {deny(Code::refused), false};
  Decision decision = allow(Code::consent_given, category, catalogue, now);
  decision.expires = std::min(decision.expires, end_of(choice, catalogue));
  return {std::move(decision), false};
}

}  // namespace

CookieDecision decide_cookie(const CookieQuestion& question, const Catalogue& catalogue, Time now) {
  const Purpose* category = catalogue.find(question.category);
  if (category == nullptr || category->kind != PurposeKind::cookie) {
    return {deny(Code::unknown_purpose), false};
  }
  if (!category->active) {
    return {allow(Code::no_consent_needed, *category, catalogue, now), false};
  }
  const auto& choice = question.choice;
  if (choice && stands(*choice, *category, catalogue, now)) {
    return decide_choice_made(*choice, *category, catalogue, now);
  }
  if (question.gpc) return {deny(Code::refused), !category->marketing};
  const bool ran_out = choice && now >= end_of(*choice, catalogue);
  return {deny(ran_out ? Code::expired : Code::no_decision), true};
}

Result<CookieChoice> cookie_choice_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  CookieChoice choice;
  const std::string said = fields.id("choice");
  choice.granted = said == "granted";
  if (!choice.granted && said != "refused") fields.fail(Code::bad_value, "choice");
  choice.at = fields.time("at");
  choice.version = fields.integer("version", 1, limits::integer_max);
  if (const auto error = fields.error()) return *error;
  return choice;
}

Value to_value(const CookieDecision& decision) {
  Value out = to_value(decision.decision);
  add(out, "prompt", boolean_value(decision.prompt));
  return out;
}

}  // namespace samtycke

#include "cookie.hpp"

#include <algorithm>

#include "consent.hpp"
#include "fields.hpp"

namespace samtycke {
namespace {

bool takes_choice(const Purpose* category) {
  return category != nullptr && category->kind == PurposeKind::cookie && category->active;
}

/// Said about this version of the category, and not run out (L60).
bool holds(const CookieChoice& choice, const Purpose& category, const Catalogue& catalogue,
           Time now) {
  return choice.version == category.processing_version && now < end_of(choice, catalogue, now);
}

/// The clock it was made by may be fast, by so much (RULINGS 7).
bool is_in_time(const CookieChoice& choice, const Catalogue& catalogue, Time now) {
  return choice.at - catalogue.policy.grant_clock_skew_seconds * second_ms <= now;
}

CookieDecision decide_yes(const CookieChoice& choice, const Purpose& category,
                          const Catalogue& catalogue, Time now) {
  Decision decision = allow(Code::consent_given, category, catalogue, now);
  decision.expires = std::min(decision.expires, end_of(choice, catalogue, now));
  return {std::move(decision), false};
}

}  // namespace

Time end_of(const CookieChoice& choice, const Catalogue& catalogue, Time now) {
  return add_months(std::min(choice.at, now), catalogue.policy.cookie_choice_months);
}

bool stands(std::string_view category, const CookieChoice& choice, const Catalogue& catalogue,
            Time now) {
  const Purpose* found = catalogue.find(category);
  return takes_choice(found) && holds(choice, *found, catalogue, now) &&
         is_in_time(choice, catalogue, now);
}

CookieDecision decide_cookie(const CookieQuestion& question, const Catalogue& catalogue, Time now) {
  const Purpose* category = catalogue.find(question.category);
  if (category == nullptr || category->kind != PurposeKind::cookie) {
    return {deny(Code::unknown_purpose), false};
  }
  if (!category->active) {
    return {allow(Code::no_consent_needed, *category, catalogue, now), false};
  }
  const auto& choice = question.choice;
  if (choice && holds(*choice, *category, catalogue, now)) {
    // A no is one by whatever clock: nobody is asked again because theirs was wrong.
    if (!choice->granted) return {deny(Code::refused), false};
    if (is_in_time(*choice, catalogue, now)) return decide_yes(*choice, *category, catalogue, now);
  }
  if (question.gpc) return {deny(Code::refused), !category->marketing};
  const bool ran_out = choice && now >= end_of(*choice, catalogue, now);
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

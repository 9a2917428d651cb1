/// May something be stored in this browser, and may its user be asked? Judged in the browser, of
/// nobody in particular: there is no state, and no event comes of it (L108, L117, RULINGS 21).
///
/// Order of tests, the first hit is the answer: `unknown_purpose` → a category that needs no
/// consent: allowed → a choice that stands: allowed by a yes, `refused` by a no → the browser's own
/// signal (GPC): `refused` → `expired` when a choice ran out, else `no_decision`.
#pragma once

#include <optional>
#include <string>

#include "decide.hpp"

namespace samtycke {

/// What the browser keeps of one category (L109).
struct CookieChoice {
  bool granted = false;
  Time at = 0;
  std::int64_t version = 0;  // the category's processing version when it was made
};

struct CookieQuestion {
  std::string category;
  bool gpc = false;  // the signal never stands for a yes, and an explicit later yes stands (L107)
  std::optional<CookieChoice> choice;
};

struct CookieDecision {
  Decision decision;
  bool prompt = false;
};

CookieDecision decide_cookie(const CookieQuestion& question, const Catalogue& catalogue, Time now);

/// Reads `choice`: `{"choice": "granted" | "refused", "at", "version"}`.
Result<CookieChoice> cookie_choice_from(const Value& value, std::string where);
Value to_value(const CookieDecision& decision);

}  // namespace samtycke

/// May something be stored in this browser, and may its user be asked? Judged in the browser, of
/// nobody in particular: there is no state, and no event comes of it (L108, L117, RULINGS 21).
///
/// Order of tests, the first hit is the answer: `unknown_purpose` → a category that needs no
/// consent: allowed → a no that has not run out: `refused` → a yes that stands: allowed → the
/// browser's own signal (GPC): `refused` → `expired` when a choice ran out, else `no_decision`.
///
/// The clock that a choice was made by may be fast. A choice ahead of `now` by no more than the
/// catalogue's `grant_clock_skew_seconds` counts as made now; a yes from further ahead is none, and
/// a no is a no however far ahead (RULINGS 7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

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

/// When it has run out. Counted from the earlier of its own time and `now`: a fast clock makes no
/// choice longer.
Time end_of(const CookieChoice& choice, const Catalogue& catalogue, Time now);

/// Whether it may be kept on as it is: a choice about a category that takes one, of its version,
/// not run out, and not from further ahead than a clock may be fast.
bool stands(std::string_view category, const CookieChoice& choice, const Catalogue& catalogue,
            Time now);

CookieDecision decide_cookie(const CookieQuestion& question, const Catalogue& catalogue, Time now);

/// Reads `choice`: `{"choice": "granted" | "refused", "at", "version"}`.
Result<CookieChoice> cookie_choice_from(const Value& value, std::string where);
Value to_value(const CookieDecision& decision);

}  // namespace samtycke

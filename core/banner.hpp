/// The banner: what is told about each category of cookies, whether to ask at all, and what is kept
/// when a person has chosen. A function of what the browser kept; there is no state and no record
/// of anybody (L109, L117).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kept.hpp"

namespace samtycke {

struct BannerAct {
  enum class Kind : std::uint8_t { allow_all, refuse_all, choose };

  Kind kind = Kind::refuse_all;
  std::vector<std::string> on;  // of choose: the categories that are on; all others are refused
};

struct Banner {
  std::string language;
  bool gpc = false;    // the browser's own signal
  bool asked = false;  // in this session already; nobody is asked twice (D1)
  Kept kept;
};

/// What is kept after the act. "Allow all" leaves a marketing category that the browser's signal
/// speaks for as it is: nobody was asked about it (L107); its own switch can turn it on. Errors:
/// `unknown_purpose` for a category that takes no choice.
Result<Kept> kept_after(const BannerAct& act, const Banner& banner, const Catalogue& catalogue,
                        Time now);

/// What to draw. Errors: `notice_incomplete` for a language the catalogue lacks: nobody can say yes
/// to words that are not there.
Result<Value> view_of(const Banner& banner, const Catalogue& catalogue, Time now);

Result<BannerAct> banner_act_from(const Value& value, std::string where);

}  // namespace samtycke

/// What a browser keeps of the choices about cookies: one short text under one name, with no id of
/// anybody in it (L109). Page and server hand it on as it is; only this reads and writes it.
///
///     text   = mark 1*( "/" choice )         2/y.1.1795507200.statistics/n.1.1795507200.adverts
///     mark   = "1" / "2"                     a script wrote it / a server did, so it lasts
///     choice = ( "y" / "n" ) "." version "." seconds "." category
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cookie.hpp"

namespace samtycke {

struct KeptChoice {
  std::string category;
  CookieChoice choice;
};

struct Kept {
  bool by_server = false;  // browsers drop after days what a script wrote
  std::vector<KeptChoice> choices;

  /// The choice about a category, or null.
  const CookieChoice* find(std::string_view category) const;
};

/// A text that breaks the grammar anywhere, or names a category twice, says nothing at all.
Kept kept_from(std::string_view text);
std::string to_text(const Kept& kept);

/// When the last of them has run out.
Time end_of(const Kept& kept, const Catalogue& catalogue, Time now);
/// Those that still stand, by the versions of this catalogue: all that a server may set again.
Kept standing(const Kept& kept, const Catalogue& catalogue, Time now);

}  // namespace samtycke

/// Texts by language, as a catalogue holds them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samtycke {

/// A text by language, `{"sv": …, "en": …}`.
struct Texts {
  std::vector<std::pair<std::string, std::string>> by_language;

  /// The text in that language, or an empty one.
  std::string_view in(std::string_view language) const;
};

/// A word list's entry: an id and how it reads.
struct Term {
  std::string id;
  Texts label;
  bool special = false;  // a special category of GDPR article 9: never lawful here (L20)
};

}  // namespace samtycke

/// A text as its words, for lists that match whole words in whatever case: å, ä and ö too, however
/// they are written, and with nothing invisible between their letters (RULINGS 24).
#pragma once

#include <string>
#include <string_view>

namespace samtycke {

/// The words in lower case, each with a space before and one behind the last; an empty text is " ".
/// `bl.a.` is two words.
std::string words_of(std::string_view text);

/// The first of `phrases` (in lower case, `|` between them) that stands in `words`, or nothing.
std::string_view phrase_in(std::string_view words, std::string_view phrases);

/// Whether the text is hard: LIX (words a sentence, and long words a hundred words) above 45. Too
/// few words to count say nothing.
bool is_hard_to_read(std::string_view text);

/// Whether the text has an exclamation mark or an emoji.
bool has_exclamation_or_emoji(std::string_view text);

}  // namespace samtycke

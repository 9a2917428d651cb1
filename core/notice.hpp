/// The notice: the exact words a person is shown before they choose, and the digest that names
/// them in the record (L8 to L10, L25, L26).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"

namespace samtycke {

/// One generated line under a purpose: which kind of fact, and what it says in the language.
struct Fact {
  std::string_view name;  // data_types, max_age, processing, recipients
  std::vector<std::string> values;
  std::int64_t days = 0;  // of max_age
};

struct Notice {
  std::string_view title, text;
  std::vector<Fact> facts;
};

/// What is shown for a purpose in a language. Error `notice_incomplete` when a text of it, a note
/// or a word of its facts is missing in that language, or the minimum of L8 is not there: such a
/// notice can be shown in a draft, but nobody can consent on it.
Result<Notice> notice_for(const Catalogue& catalogue, const Purpose& purpose,
                          std::string_view language);

/// Everything the person reads, and by which versions: the bytes that the digest is over, once they
/// are canonical. Of a notice that `notice_for` made of the same purpose in the same language.
Value shown(const Catalogue& catalogue, const Purpose& purpose, const Notice& notice,
            std::string_view language);

/// The digest of a notice that `notice_for` made of the same purpose in the same language. Apart
/// from it, because what only shows a notice needs none, and a page draws after each press.
std::string digest_of(const Notice& notice, const Catalogue& catalogue, const Purpose& purpose,
                      std::string_view language, Hash hash);

}  // namespace samtycke

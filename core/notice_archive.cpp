#include "notice_archive.hpp"

#include "notice.hpp"

namespace samtycke {

std::vector<ArchivedNotice> notices_of(const Catalogue& catalogue, Hash hash) {
  std::vector<ArchivedNotice> out;
  for (const Purpose& purpose : catalogue.purposes) {
    if (!takes_choices(purpose)) continue;
    for (const std::string& language : catalogue.languages) {
      const auto notice = notice_for(catalogue, purpose, language);
      if (!notice) continue;
      std::string bytes = canonical(shown(catalogue, purpose, *notice, language));
      std::string digest = digest_name(hash(bytes));
      out.push_back({std::move(digest), std::move(bytes)});
    }
  }
  return out;
}

}  // namespace samtycke

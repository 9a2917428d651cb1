#include "api/every_subject.hpp"

#include <algorithm>

namespace samtycke::server {

bool every_subject(Store& store, const std::function<bool(const std::string&)>& look) {
  constexpr std::int64_t at_once = 200;
  for (std::int64_t after = 0;;) {
    const auto subjects = store.subjects_after(after, at_once);
    if (!subjects) return false;
    if (subjects->empty()) return true;
    if (!std::all_of(subjects->begin(), subjects->end(),
                     [&look](const auto& subject) { return look(subject.second); })) {
      return false;
    }
    after = subjects->back().first;
  }
}

}  // namespace samtycke::server

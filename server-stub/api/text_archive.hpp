/// The text archive: every notice of every version of a catalogue that is kept, by its digest. It
/// is what stands behind the digest in an event, for as long as there is one (L26).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue.hpp"
#include "core/event.hpp"
#include "store/store.hpp"

namespace samtycke::server {

class TextArchive {
 public:
  TextArchive() = default;

  /// Nothing when the store cannot be read. A version that is no catalogue any more has no texts:
  /// it is one of `unreadable`.
  static std::optional<TextArchive> read(Store& store);

  /// Takes in the texts of one more version.
  void add(const Catalogue& catalogue);

  /// The bytes whose digest it is, or null.
  const std::string* find(std::string_view digest) const;
  /// Whether what an event says about its words leads to them: the version of the catalogue is
  /// kept, and the text has that digest. An event that names neither needs neither.
  bool resolves(const Event& event) const;

  std::size_t size() const { return texts_.size(); }
  /// Versions, as `id version`.
  const std::vector<std::string>& unreadable() const { return unreadable_; }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
  std::set<std::pair<std::string, std::string>> versions_;  // id, and how people say the version
  std::vector<std::string> unreadable_;
};

}  // namespace samtycke::server

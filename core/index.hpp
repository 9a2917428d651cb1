/// From a subject and a purpose to what a decision about them needs: for whoever decides in the
/// process for each record. Fed with states, as `apply` makes them from events; asked by id.
///
/// A look-up reads three cache lines, however many events a subject has or subjects there are, and
/// allocates nothing. Not for several threads while one of them writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "prepared.hpp"

namespace samtycke {

class Index {
 public:
  /// For the consent purposes of the catalogue, which must outlive this. `subjects_count` is a
  /// guess that saves moving.
  explicit Index(const Catalogue& catalogue, std::size_t subjects_count = 0);

  /// Takes over what a subject's state amounts to, in place of what was known. A state without a
  /// subject's id changes nothing.
  void put(const State& state);

  /// The entry of a subject; of one that nobody ever told about, the entry that denies. `purpose`
  /// is the place among `purposes()`.
  const Entry& find(std::string_view subject, std::size_t purpose) const;

  /// Asks the memory for what `find` will read, for a caller that knows its next questions.
  void prefetch(std::string_view subject) const;

  /// The ids that an entry is kept for, in the catalogue's order.
  const std::vector<std::string>& purposes() const { return purposes_; }
  std::size_t subjects_count() const { return ids_.size(); }

 private:
  static constexpr std::uint32_t free = 0xffffffff;

  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t row = free;
  };
  /// An id at its greatest size: its bytes, then zeros.
  struct Id {
    char bytes[64];
  };

  std::size_t slot_of(std::string_view subject) const;
  void grow();

  const Catalogue& catalogue_;
  std::vector<std::string> purposes_;
  std::vector<Entry> nobodys_;  // one for each purpose
  std::vector<Slot> slots_;     // a power of two, at most half full
  std::vector<Id> ids_;         // by row
  std::vector<Entry> entries_;  // by row and purpose
};

}  // namespace samtycke

/// From a subject and a purpose to what a decision about them needs: for whoever decides in the
/// process for each record. Fed with states, as `apply` makes them from events; asked by id.
///
/// A look-up reads two cache lines, however many events a subject has or subjects there are, and
/// allocates nothing. Memory is what it waits for: `decide_all` waits for many look-ups at once.
/// Not for several threads while one of them writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "prepared.hpp"

namespace samtycke {

/// One question to the index. `purpose` is the place among `Index::purposes()`; `plan` belongs to
/// it.
struct IndexQuestion {
  std::string_view subject;
  std::uint32_t purpose = 0;
  const Plan* plan = nullptr;
  Time record_time = about_now;
};

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
  Entry find(std::string_view subject, std::size_t purpose) const;

  /// Answers many questions, in their order; `decisions` has room for as many.
  void decide_all(const IndexQuestion* questions, std::size_t count, Time now,
                  PreparedDecision* decisions) const;

  /// The ids that an entry is kept for, in the catalogue's order.
  const std::vector<std::string>& purposes() const { return purposes_; }
  std::size_t subjects_count() const { return rows_count_; }

 private:
  static constexpr std::uint32_t free = 0xffffffff;

  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t row = free;
  };
  /// What memory is read by: a subject's id and its entry for one purpose, side by side. A row has
  /// one for each purpose.
  struct alignas(64) Line {
    /// The id's bytes, then zeros. An id that has no room here begins with a zero; behind it stands
    /// its place in `long_ids_`.
    char id[40] = {};
    /// An entry without the binding, which all of a purpose share.
    std::uint64_t from_and_reason = 0, end_and_flags = 0, sequence = 0;
  };

  bool belongs_to(const Line& line, std::string_view subject) const;
  std::string_view id_of(const Line& line) const;
  void write_id(Line& line, std::string_view subject);
  std::size_t first_place(std::uint64_t hash) const;
  std::size_t next_place(std::size_t place, std::uint64_t hash) const;
  std::size_t slot_of(std::string_view subject, std::uint64_t hash, std::size_t purpose,
                      std::size_t place) const;
  const Line& line_of(std::uint32_t row, std::size_t purpose) const;
  Entry entry_of(std::uint32_t row, std::size_t purpose) const;
  void grow();

  const Catalogue& catalogue_;
  std::vector<std::string> purposes_;
  std::vector<Entry> nobodys_;  // one for each purpose
  std::vector<Slot> slots_;     // a power of two, at most half full
  std::vector<Line> lines_;     // row by row
  std::vector<std::string> long_ids_;
  std::size_t rows_count_ = 0;
};

}  // namespace samtycke

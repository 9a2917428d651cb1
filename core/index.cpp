#include "index.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "limits.hpp"

namespace samtycke {
namespace {

constexpr std::size_t slots_min = 64;

/// Every bit of it depends on every bit of the number (MurmurHash3's finalizer).
std::uint64_t spread(std::uint64_t number) {
  number = (number ^ (number >> 33)) * 0xff51afd7ed558ccd;
  number = (number ^ (number >> 33)) * 0xc4ceb9fe1a85ec53;
  return number ^ (number >> 33);
}

/// Eight bytes at a time; the last ones with zeros behind them.
std::uint64_t hash_of(std::string_view id) {
  std::uint64_t hash = id.size();
  for (; id.size() >= sizeof hash; id.remove_prefix(sizeof hash)) {
    std::uint64_t word = 0;
    std::memcpy(&word, id.data(), sizeof word);
    hash = spread(hash ^ word);
  }
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < id.size(); ++i) {
    last |= static_cast<std::uint64_t>(static_cast<unsigned char>(id[i])) << (8 * i);
  }
  return spread(hash ^ last);
}

bool is_key(std::string_view subject) {
  return !subject.empty() && subject.size() <= limits::id_size_max;
}

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

Index::Index(const Catalogue& catalogue, std::size_t subjects_count) : catalogue_(catalogue) {
  static_assert(sizeof(Line) == limits::id_size_max);
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::consent) continue;
    purposes_.push_back(purpose.id);
    nobodys_.push_back(prepare(purpose.id, catalogue, State{}));
  }
  const std::size_t entries_size = purposes_.size() * sizeof(Entry);
  row_lines_ += (entries_size + sizeof(Line) - 1) / sizeof(Line);
  std::size_t slots_count = slots_min;
  while (slots_count < 2 * subjects_count) slots_count *= 2;
  slots_.resize(slots_count);
  lines_.reserve(subjects_count * row_lines_);
}

/// Where the subject's slot is, or the free one where it would be.
std::size_t Index::slot_of(std::string_view subject, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = static_cast<std::size_t>(hash) & mask;
  for (;; place = (place + 1) & mask) {
    const Slot& slot = slots_[place];
    if (slot.row == free) return place;
    if (slot.tag != tag_of(hash)) continue;
    const Line& id = id_of(slot.row);
    const bool same = std::memcmp(id.bytes, subject.data(), subject.size()) == 0 &&
                      (subject.size() == sizeof id.bytes || id.bytes[subject.size()] == 0);
    if (same) return place;
  }
}

Entry Index::entry_of(std::uint32_t row, std::size_t purpose) const {
  if (row == free) return nobodys_[purpose];
  Entry entry;
  const Line* entries = &id_of(row) + 1;
  std::memcpy(&entry, reinterpret_cast<const char*>(entries) + purpose * sizeof entry,
              sizeof entry);
  return entry;
}

void Index::put(const State& state) {
  const std::string& subject = state.subject.id;
  if (!is_key(subject)) return;
  if (2 * (rows_count_ + 1) > slots_.size()) grow();
  const std::uint64_t hash = hash_of(subject);
  Slot& slot = slots_[slot_of(subject, hash)];
  if (slot.row == free) {
    slot = {tag_of(hash), static_cast<std::uint32_t>(rows_count_++)};
    lines_.resize(rows_count_ * row_lines_);
    std::memcpy(lines_[slot.row * row_lines_].bytes, subject.data(), subject.size());
  }
  char* place = reinterpret_cast<char*>(lines_.data() + slot.row * row_lines_ + 1);
  for (const std::string& purpose : purposes_) {
    const Entry entry = prepare(purpose, catalogue_, state);
    std::memcpy(place, &entry, sizeof entry);
    place += sizeof entry;
  }
}

void Index::grow() {
  std::vector<Slot> before(slots_.size() * 2);
  before.swap(slots_);
  for (const Slot& slot : before) {
    if (slot.row == free) continue;
    const Line& id = id_of(slot.row);
    const std::string_view subject(id.bytes, strnlen(id.bytes, sizeof id.bytes));
    slots_[slot_of(subject, hash_of(subject))] = slot;
  }
}

Entry Index::find(std::string_view subject, std::size_t purpose) const {
  if (!is_key(subject)) return nobodys_[purpose];
  return entry_of(slots_[slot_of(subject, hash_of(subject))].row, purpose);
}

void Index::decide_all(const IndexQuestion* questions, std::size_t count, Time now,
                       PreparedDecision* decisions) const {
  static_assert(sizeof(Line) % sizeof(Entry) == 0, "an entry lies in one line");
  // Three walks over a few questions each: the memory fetches the lines of all while none waits.
  constexpr std::size_t at_once = 64;
  std::uint64_t hashes[at_once];
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t begin = 0; begin < count; begin += at_once) {
    const std::size_t size = std::min(at_once, count - begin);
    for (std::size_t i = 0; i < size; ++i) {
      hashes[i] = hash_of(questions[begin + i].subject);
      __builtin_prefetch(&slots_[static_cast<std::size_t>(hashes[i]) & mask]);
    }
    for (std::size_t i = 0; i < size; ++i) {
      const Slot& slot = slots_[static_cast<std::size_t>(hashes[i]) & mask];
      if (slot.row == free) continue;
      const char* row = id_of(slot.row).bytes;
      const char* entry = row + sizeof(Line) + questions[begin + i].purpose * sizeof(Entry);
      __builtin_prefetch(row);
      __builtin_prefetch(entry);
    }
    for (std::size_t i = 0; i < size; ++i) {
      const IndexQuestion& asked = questions[begin + i];
      const std::uint32_t row =
          is_key(asked.subject) ? slots_[slot_of(asked.subject, hashes[i])].row : free;
      decisions[begin + i] =
          decide(*asked.plan, entry_of(row, asked.purpose), asked.record_time, now);
    }
  }
}

}  // namespace samtycke

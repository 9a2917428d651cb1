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

/// A time or a code and a byte: no time that a catalogue or an event can name needs more.
constexpr unsigned time_bits = 48;
constexpr std::uint64_t time_mask = (std::uint64_t{1} << time_bits) - 1;
static_assert(time_max >> time_bits == 0);

std::uint64_t with_byte(Time time, std::uint8_t byte) {
  return static_cast<std::uint64_t>(time) | std::uint64_t{byte} << time_bits;
}
Time time_of(std::uint64_t word) { return static_cast<Time>(word & time_mask); }
std::uint8_t byte_of(std::uint64_t word) { return static_cast<std::uint8_t>(word >> time_bits); }

bool is_time(Time time) { return time >= 0 && time <= time_max; }

}  // namespace

Index::Index(const Catalogue& catalogue, std::size_t subjects_count) : catalogue_(catalogue) {
  static_assert(sizeof(Line) == 64);
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::consent) continue;
    purposes_.push_back(purpose.id);
    nobodys_.push_back(prepare(purpose.id, catalogue, State{}));
  }
  std::size_t slots_count = slots_min;
  while (slots_count < 2 * subjects_count) slots_count *= 2;
  slots_.resize(slots_count);
  lines_.reserve(subjects_count * purposes_.size());
}

const Index::Line& Index::line_of(std::uint32_t row, std::size_t purpose) const {
  return lines_[row * purposes_.size() + purpose];
}

std::string_view Index::id_of(const Line& line) const {
  if (line.id[0] != 0) return {line.id, strnlen(line.id, sizeof line.id)};
  std::uint32_t place = 0;
  std::memcpy(&place, line.id + 1, sizeof place);
  return long_ids_[place];
}

bool Index::belongs_to(const Line& line, std::string_view subject) const {
  if (subject.size() > sizeof line.id) return id_of(line) == subject;
  return std::memcmp(line.id, subject.data(), subject.size()) == 0 &&
         (subject.size() == sizeof line.id || line.id[subject.size()] == 0);
}

void Index::write_id(Line& line, std::string_view subject) {
  if (subject.size() <= sizeof line.id) {
    std::memcpy(line.id, subject.data(), subject.size());
    return;
  }
  const auto place = static_cast<std::uint32_t>(long_ids_.size() - 1);
  std::memcpy(line.id + 1, &place, sizeof place);
}

std::size_t Index::first_place(std::uint64_t hash) const {
  return static_cast<std::size_t>(hash) & (slots_.size() - 1);
}

/// From `place` on, the first slot with the hash's tag, or a free one.
std::size_t Index::next_place(std::size_t place, std::uint64_t hash) const {
  while (slots_[place].row != free && slots_[place].tag != tag_of(hash)) {
    place = (place + 1) & (slots_.size() - 1);
  }
  return place;
}

/// From `place` on, where the subject's slot is, or the free one where it would be.
std::size_t Index::slot_of(std::string_view subject, std::uint64_t hash, std::size_t purpose,
                           std::size_t place) const {
  for (;; ++place) {
    place = next_place(place & (slots_.size() - 1), hash);
    const std::uint32_t row = slots_[place].row;
    if (row == free || belongs_to(line_of(row, purpose), subject)) return place;
  }
}

Entry Index::entry_of(std::uint32_t row, std::size_t purpose) const {
  Entry entry = nobodys_[purpose];
  if (row == free) return entry;
  const Line& line = line_of(row, purpose);
  entry.reason = static_cast<Code>(byte_of(line.from_and_reason));
  entry.flags = byte_of(line.end_and_flags);
  entry.sequence = line.sequence;
  entry.from = time_of(line.from_and_reason);
  entry.end = time_of(line.end_and_flags);
  return entry;
}

void Index::put(const State& state) {
  const std::string& subject = state.subject.id;
  if (!is_key(subject) || purposes_.empty()) return;
  if (2 * (rows_count_ + 1) > slots_.size()) grow();
  const std::uint64_t hash = hash_of(subject);
  Slot& slot = slots_[slot_of(subject, hash, 0, first_place(hash))];
  if (slot.row == free) {
    slot = {tag_of(hash), static_cast<std::uint32_t>(rows_count_++)};
    lines_.resize(rows_count_ * purposes_.size());
    if (subject.size() > sizeof(Line::id)) long_ids_.push_back(subject);
    for (std::size_t i = 0; i < purposes_.size(); ++i) {
      write_id(lines_[slot.row * purposes_.size() + i], subject);
    }
  }
  for (std::size_t i = 0; i < purposes_.size(); ++i) {
    Entry entry = prepare(purposes_[i], catalogue_, state);
    // No event has such times; a state that does proves nothing.
    if (!is_time(entry.from) || !is_time(entry.end)) entry = Entry{};
    Line& line = lines_[slot.row * purposes_.size() + i];
    line.from_and_reason = with_byte(entry.from, static_cast<std::uint8_t>(entry.reason));
    line.end_and_flags = with_byte(entry.end, entry.flags);
    line.sequence = entry.sequence;
  }
}

void Index::grow() {
  std::vector<Slot> before(slots_.size() * 2);
  before.swap(slots_);
  for (const Slot& slot : before) {
    if (slot.row == free) continue;
    const std::string_view subject = id_of(line_of(slot.row, 0));
    const std::uint64_t hash = hash_of(subject);
    slots_[slot_of(subject, hash, 0, first_place(hash))] = slot;
  }
}

Entry Index::find(std::string_view subject, std::size_t purpose) const {
  if (!is_key(subject)) return nobodys_[purpose];
  const std::uint64_t hash = hash_of(subject);
  return entry_of(slots_[slot_of(subject, hash, purpose, first_place(hash))].row, purpose);
}

void Index::decide_all(const IndexQuestion* questions, std::size_t count, Time now,
                       PreparedDecision* decisions) const {
  // Three walks over a few questions each: the memory fetches the lines of all while none waits.
  constexpr std::size_t at_once = 64;
  std::uint64_t hashes[at_once];
  std::size_t places[at_once];
  for (std::size_t begin = 0; begin < count; begin += at_once) {
    const std::size_t size = std::min(at_once, count - begin);
    for (std::size_t i = 0; i < size; ++i) {
      hashes[i] = hash_of(questions[begin + i].subject);
      __builtin_prefetch(&slots_[first_place(hashes[i])]);
    }
    for (std::size_t i = 0; i < size; ++i) {
      places[i] = next_place(first_place(hashes[i]), hashes[i]);
      const Slot& slot = slots_[places[i]];
      if (slot.row != free) __builtin_prefetch(&line_of(slot.row, questions[begin + i].purpose));
    }
    for (std::size_t i = 0; i < size; ++i) {
      const IndexQuestion& asked = questions[begin + i];
      const std::uint32_t row =
          is_key(asked.subject)
              ? slots_[slot_of(asked.subject, hashes[i], asked.purpose, places[i])].row
              : free;
      decisions[begin + i] =
          decide(*asked.plan, entry_of(row, asked.purpose), asked.record_time, now);
    }
  }
}

}  // namespace samtycke

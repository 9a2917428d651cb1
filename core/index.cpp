#include "index.hpp"

#include <cstring>
#include <string>

#include "limits.hpp"

namespace samtycke {
namespace {

constexpr std::size_t slots_min = 64;

/// Eight bytes at a time; the last ones with zeros behind them. Spreads ids that count upwards.
std::uint64_t hash_of(std::string_view id) {
  std::uint64_t hash = 0x9e3779b97f4a7c15 ^ id.size();
  while (!id.empty()) {
    std::uint64_t word = 0;
    const std::size_t size = id.size() < sizeof word ? id.size() : sizeof word;
    std::memcpy(&word, id.data(), size);
    hash = (hash ^ word) * 0xff51afd7ed558ccd;
    hash ^= hash >> 32;
    id.remove_prefix(size);
  }
  return hash;
}

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

Index::Index(const Catalogue& catalogue, std::size_t subjects_count) : catalogue_(catalogue) {
  static_assert(sizeof(Id) == limits::id_size_max);
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::consent) continue;
    purposes_.push_back(purpose.id);
    nobodys_.push_back(prepare(purpose.id, catalogue, State{}));
  }
  std::size_t slots_count = slots_min;
  while (slots_count < 2 * subjects_count) slots_count *= 2;
  slots_.resize(slots_count);
  ids_.reserve(subjects_count);
  entries_.reserve(subjects_count * purposes_.size());
}

/// Where the subject's slot is, or the free one where it would be.
std::size_t Index::slot_of(std::string_view subject) const {
  const std::uint64_t hash = hash_of(subject);
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = static_cast<std::size_t>(hash) & mask;
  for (;; place = (place + 1) & mask) {
    const Slot& slot = slots_[place];
    if (slot.row == free) return place;
    if (slot.tag != tag_of(hash)) continue;
    const Id& id = ids_[slot.row];
    const bool same = std::memcmp(id.bytes, subject.data(), subject.size()) == 0 &&
                      (subject.size() == sizeof id.bytes || id.bytes[subject.size()] == 0);
    if (same) return place;
  }
}

void Index::put(const State& state) {
  const std::string& subject = state.subject.id;
  if (subject.empty() || subject.size() > limits::id_size_max) return;
  if (2 * (ids_.size() + 1) > slots_.size()) grow();
  Slot& slot = slots_[slot_of(subject)];
  if (slot.row == free) {
    slot = {tag_of(hash_of(subject)), static_cast<std::uint32_t>(ids_.size())};
    Id id{};
    std::memcpy(id.bytes, subject.data(), subject.size());
    ids_.push_back(id);
    entries_.resize(entries_.size() + purposes_.size());
  }
  Entry* entry = entries_.data() + std::size_t{slot.row} * purposes_.size();
  for (const std::string& purpose : purposes_) *entry++ = prepare(purpose, catalogue_, state);
}

void Index::grow() {
  std::vector<Slot> before(slots_.size() * 2);
  before.swap(slots_);
  for (const Slot& slot : before) {
    if (slot.row == free) continue;
    const Id& id = ids_[slot.row];
    slots_[slot_of({id.bytes, strnlen(id.bytes, sizeof id.bytes)})] = slot;
  }
}

const Entry& Index::find(std::string_view subject, std::size_t purpose) const {
  if (subject.empty() || subject.size() > limits::id_size_max) return nobodys_[purpose];
  const Slot& slot = slots_[slot_of(subject)];
  if (slot.row == free) return nobodys_[purpose];
  return entries_[std::size_t{slot.row} * purposes_.size() + purpose];
}

void Index::prefetch(std::string_view subject) const {
  const std::size_t mask = slots_.size() - 1;
  __builtin_prefetch(&slots_[static_cast<std::size_t>(hash_of(subject)) & mask]);
}

}  // namespace samtycke

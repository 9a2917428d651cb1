#include "batch.hpp"

#include <cstddef>
#include <cstring>
#include <iterator>

#include "prepared.hpp"

namespace samtycke {
namespace {

/// The bytes of a chunk may stand anywhere: read as bytes, never as what they are.
template <typename T>
T read(const std::uint8_t* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

bool is_time(Time time) { return time >= 0 && time <= time_max; }

/// Booleans and codes come as bytes from outside: only what is one is read as one. Times and spans
/// are bounded, so that no sum of two leaves the type.
bool is_plan(const std::uint8_t* bytes) {
  constexpr std::size_t booleans = offsetof(Plan, before_store);
  const bool whole = bytes[offsetof(Plan, reason)] < std::size(code_names) && bytes[booleans] < 2 &&
                     bytes[booleans + 1] < 2 && bytes[booleans + 2] < 2;
  if (!whole) return false;
  const auto plan = read<Plan>(bytes);
  return is_time(plan.max_age_ms);
}

bool is_entry(const std::uint8_t* bytes) {
  if (bytes[offsetof(Entry, reason)] >= std::size(code_names)) return false;
  const auto entry = read<Entry>(bytes);
  return is_time(entry.from) && is_time(entry.end);
}

bool is_question(const BatchQuestion& question, const BatchHead& head) {
  return question.plan < head.plans_count && question.entry < head.entries_count &&
         (question.record_time == about_now || is_time(question.record_time));
}

struct Chunk {
  BatchHead head;
  std::uint8_t* plans;
  std::uint8_t* entries;
  std::uint8_t* questions;
};

bool read_chunk(std::uint8_t* bytes, std::size_t size, Chunk& chunk) {
  if (size < sizeof(BatchHead)) return false;
  chunk.head = read<BatchHead>(bytes);
  if (chunk.head.magic != batch_magic || chunk.head.reserved != 0) return false;
  if (!is_time(chunk.head.now)) return false;
  const std::uint64_t plans_size = std::uint64_t{chunk.head.plans_count} * sizeof(Plan);
  const std::uint64_t entries_size = std::uint64_t{chunk.head.entries_count} * sizeof(Entry);
  const std::uint64_t questions_size =
      std::uint64_t{chunk.head.questions_count} * sizeof(BatchQuestion);
  if (sizeof(BatchHead) + plans_size + entries_size + questions_size != size) return false;
  chunk.plans = bytes + sizeof(BatchHead);
  chunk.entries = chunk.plans + plans_size;
  chunk.questions = chunk.entries + entries_size;
  for (std::uint32_t i = 0; i < chunk.head.plans_count; ++i) {
    if (!is_plan(chunk.plans + i * sizeof(Plan))) return false;
  }
  for (std::uint32_t i = 0; i < chunk.head.entries_count; ++i) {
    if (!is_entry(chunk.entries + i * sizeof(Entry))) return false;
  }
  for (std::uint32_t i = 0; i < chunk.head.questions_count; ++i) {
    const auto question = read<BatchQuestion>(chunk.questions + i * sizeof(BatchQuestion));
    if (!is_question(question, chunk.head)) return false;
  }
  return true;
}

}  // namespace

std::size_t decide_batch(std::uint8_t* bytes, std::size_t size) {
  Chunk chunk;
  if (!read_chunk(bytes, size, chunk)) return 0;
  for (std::uint32_t i = 0; i < chunk.head.questions_count; ++i) {
    std::uint8_t* place = chunk.questions + i * sizeof(BatchQuestion);
    const auto question = read<BatchQuestion>(place);
    const auto decision = decide(read<Plan>(chunk.plans + question.plan * sizeof(Plan)),
                                 read<Entry>(chunk.entries + question.entry * sizeof(Entry)),
                                 question.record_time, chunk.head.now);
    BatchAnswer answer{};
    answer.allow = decision.allow ? 1 : 0;
    answer.reason = static_cast<std::uint8_t>(decision.reason);
    answer.expires = decision.expires;
    std::memcpy(place, &answer, sizeof answer);
  }
  return chunk.head.questions_count;
}

}  // namespace samtycke

/// Many decisions at once, in fixed-width binary: the one door that is not JSON. Its layout stands
/// in docs/EVALUATE.md.
#pragma once

#include <cstddef>
#include <cstdint>

namespace samtycke {

/// What a chunk begins with; the plans, the entries and the questions follow.
struct BatchHead {
  std::uint32_t magic;  // "SKB1"
  std::uint32_t plans_count, entries_count, questions_count;
  std::int64_t now;
  std::int64_t reserved;  // 0
};
static_assert(sizeof(BatchHead) == 32);

constexpr std::uint32_t batch_magic = 0x31424b53;

struct BatchQuestion {
  std::uint32_t plan, entry;  // by their place in the chunk
  std::int64_t record_time;   // about_now, or when the record was made
};
static_assert(sizeof(BatchQuestion) == 16);

/// Stands where its question stood.
struct BatchAnswer {
  std::uint8_t allow;   // 1 or 0
  std::uint8_t reason;  // the code's place in the list of codes
  std::uint8_t padding[6];
  std::int64_t expires;  // 0 on a deny
};
static_assert(sizeof(BatchAnswer) == 16);

/// Answers a chunk in its own bytes and returns how many answers there are; they begin where the
/// questions began. Nothing is kept. A chunk whose size, counts or places are not what they say is
/// not answered at all: 0, and not a byte is changed.
std::size_t decide_batch(std::uint8_t* chunk, std::size_t size);

}  // namespace samtycke

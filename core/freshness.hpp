/// How new the facts behind an answer are, and how new they have to be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "json.hpp"

namespace samtycke {

/// What the host has read, and what the asker demands of it. `position` is the newest event's that
/// was read; `at_least` one that the asker knows to exist. An age that is bounded and not known is
/// too great.
struct Freshness {
  std::uint64_t position = 0;
  std::optional<std::uint64_t> at_least;
  std::optional<std::int64_t> age_ms;
  std::optional<std::int64_t> max_age_ms;
};

/// Whether what was read is too old for the asker: then no answer may be built on it,
/// and `stale` says why (RULINGS 15).
bool is_stale(const Freshness& freshness);

/// `{"position", "at_least"?, "age_ms"?, "max_age_ms"?}`. Errors: the reader's codes.
Result<Freshness> freshness_from(const Value& value, std::string where);

}  // namespace samtycke

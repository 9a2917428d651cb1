/// Points in time: UTC, whole milliseconds since 1970. The core reads no clock; every "now" is an
/// argument. Spans are half-open, [from, until).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samtycke {

using Time = std::int64_t;  // milliseconds since 1970-01-01T00:00:00Z

constexpr Time second_ms = 1'000;
constexpr Time day_ms = 86'400'000;
constexpr Time time_max = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z

/// RFC 3339 in UTC: `2026-11-24T08:00:00Z`, with or without three digits of milliseconds, years
/// 1970 to 9999. Nothing for any other text, an offset, a leap second or a day that does not exist.
std::optional<Time> parse_time(std::string_view text);

/// The one form we write: always with milliseconds. Expects 0 <= time <= time_max.
std::string format_time(Time time);

/// Calendar months later, the day clamped to the month's last (31 August + 6 months = 28 or 29
/// February), the time of day kept. Never beyond time_max. Expects 0 <= months <= 1200.
Time add_months(Time time, std::int64_t months);

}  // namespace samtycke

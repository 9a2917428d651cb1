#include "time.hpp"

#include <algorithm>
#include <chrono>

namespace samtycke {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

/// `count` digits at `position`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t position, std::size_t count) {
  int number = 0;
  for (std::size_t i = position; i < position + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

void append_digits(std::string& out, std::int64_t number, int count) {
  std::int64_t divisor = 1;
  for (int i = 1; i < count; ++i) divisor *= 10;
  for (; divisor > 0; divisor /= 10) out += static_cast<char>('0' + number / divisor % 10);
}

Time from_date(year_month_day date, Time time_of_day) {
  return Time{sys_days(date).time_since_epoch().count()} * day_ms + time_of_day;
}

year_month_day date_of(Time time) {
  return year_month_day(sys_days(std::chrono::days(static_cast<int>(time / day_ms))));
}

bool has_shape(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00.000Z";
  if (text.size() != 20 && text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char expected = i + 1 == text.size() ? 'Z' : shape[i];
    if (expected != '0' && text[i] != expected) return false;
  }
  return true;
}

}  // namespace

std::optional<Time> parse_time(std::string_view text) {
  if (!has_shape(text)) return std::nullopt;
  const auto y = digits(text, 0, 4);
  const auto mo = digits(text, 5, 2);
  const auto d = digits(text, 8, 2);
  const auto h = digits(text, 11, 2);
  const auto mi = digits(text, 14, 2);
  const auto s = digits(text, 17, 2);
  const auto ms = text.size() == 20 ? std::optional<int>(0) : digits(text, 20, 3);
  if (!y || !mo || !d || !h || !mi || !s || !ms) return std::nullopt;
  const year_month_day date(year(*y), month(static_cast<unsigned>(*mo)),
                            day(static_cast<unsigned>(*d)));
  if (*y < 1970 || !date.ok() || *h > 23 || *mi > 59 || *s > 59) return std::nullopt;
  return from_date(date, ((Time{*h} * 60 + *mi) * 60 + *s) * second_ms + *ms);
}

std::string format_time(Time time) {
  const year_month_day date = date_of(time);
  const Time of_day = time % day_ms;
  std::string out;
  append_digits(out, int{date.year()}, 4);
  out += '-';
  append_digits(out, unsigned{date.month()}, 2);
  out += '-';
  append_digits(out, unsigned{date.day()}, 2);
  out += 'T';
  append_digits(out, of_day / 3'600'000, 2);
  out += ':';
  append_digits(out, of_day / 60'000 % 60, 2);
  out += ':';
  append_digits(out, of_day / second_ms % 60, 2);
  out += '.';
  append_digits(out, of_day % second_ms, 3);
  out += 'Z';
  return out;
}

Time add_months(Time time, std::int64_t months) {
  const year_month_day date = date_of(time);
  const auto moved = date.year() / date.month() + std::chrono::months(static_cast<int>(months));
  const auto last = (moved / std::chrono::last).day();
  const Time later = from_date(moved / std::min(date.day(), last), time % day_ms);
  return std::min(later, time_max);
}

}  // namespace samtycke

#include "api/console_words.hpp"

#include <algorithm>

#include "paper/moment.hpp"

namespace samtycke::server {
namespace {

constexpr std::int64_t hour_ms = 60 * 60'000;
constexpr std::size_t minutes_size = 16;  // 2026-11-24T14:03
constexpr std::size_t seconds_size = 19;

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string day_of(const LocalMoment& local) {
  return std::to_string(local.year) + '-' + two(local.month) + '-' + two(local.day);
}

// Zones differ by whole minutes.
std::string seconds_of(Time moment) { return two(moment / second_ms % 60); }

}  // namespace

std::string shown_moment(Time moment) {
  const LocalMoment local = local_moment(moment);
  return day_of(local) + ' ' + local.time + '.' + seconds_of(moment) +
         (local.is_swedish ? "" : ' ' + local.zone);
}

Value moment_value(Time moment) {
  Value out = object_value();
  add_text(out, "iso", format_time(moment));
  add_text(out, "shown", shown_moment(moment));
  return out;
}

std::string wall_text(Time moment) {
  const LocalMoment local = local_moment(moment);
  std::string time = local.time;
  std::replace(time.begin(), time.end(), '.', ':');
  return day_of(local) + 'T' + time + ':' + seconds_of(moment);
}

std::optional<Time> wall_moment(std::string_view text) {
  if (text.size() != minutes_size && text.size() != seconds_size) return parse_time(text);
  std::string whole(text);
  if (text.size() == minutes_size) whole += ":00";
  const auto as_utc = parse_time(whole + 'Z');
  if (!as_utc) return std::nullopt;
  // Swedish time is ahead of UTC by two hours in summer and one in winter.
  for (const std::int64_t ahead : {2 * hour_ms, hour_ms, std::int64_t{0}}) {
    if (wall_text(*as_utc - ahead) == whole) return *as_utc - ahead;
  }
  return std::nullopt;
}

Time last_moment(Time now) { return now + second_ms - 1; }

std::optional<Time> moment_asked(const http::Request& request, Time now) {
  const auto text = request.query_value("at");
  if (!text || text->empty()) return now;
  const auto moment = wall_moment(*text);
  if (!moment || *moment < 0 || *moment > last_moment(now)) return std::nullopt;
  return std::min(*moment, now);
}

std::string word_of(const Value& words, std::string_view group, std::string_view name) {
  const Value* list = words.find(group);
  const Value* word = list == nullptr ? nullptr : list->find(name);
  return word == nullptr ? std::string(name) : word->text;
}

}  // namespace samtycke::server

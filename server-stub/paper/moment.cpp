#include "paper/moment.hpp"

#include <glib.h>

#include <memory>

namespace samtycke::server {
namespace {

struct Unreferenced {
  void operator()(GTimeZone* zone) const { g_time_zone_unref(zone); }
  void operator()(GDateTime* moment) const { g_date_time_unref(moment); }
};

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string offset_name(std::int64_t minutes) {
  std::string name = "UTC";
  if (minutes == 0) return name;
  name += (minutes < 0 ? "-" : "+") + std::to_string(std::abs(minutes) / 60);
  if (minutes % 60 != 0) name += ':' + two_digits(static_cast<int>(std::abs(minutes) % 60));
  return name;
}

}  // namespace

LocalMoment local_moment(std::int64_t milliseconds) {
  std::unique_ptr<GTimeZone, Unreferenced> zone(g_time_zone_new_identifier("Europe/Stockholm"));
  const bool is_swedish = zone != nullptr;
  if (!is_swedish) zone.reset(g_time_zone_new_utc());
  const std::unique_ptr<GDateTime, Unreferenced> utc(
      g_date_time_new_from_unix_utc(milliseconds / 1000));
  if (!utc) return {};
  const std::unique_ptr<GDateTime, Unreferenced> local(
      g_date_time_to_timezone(utc.get(), zone.get()));
  if (!local) return {};
  LocalMoment out;
  g_date_time_get_ymd(local.get(), &out.year, &out.month, &out.day);
  out.time = two_digits(g_date_time_get_hour(local.get())) + '.' +
             two_digits(g_date_time_get_minute(local.get()));
  out.zone = offset_name(g_date_time_get_utc_offset(local.get()) / G_TIME_SPAN_MINUTE);
  out.is_swedish = is_swedish;
  return out;
}

}  // namespace samtycke::server

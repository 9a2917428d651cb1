#include "wire.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "problem.hpp"

namespace samtycke::server::http {
namespace {

constexpr std::array<std::string_view, 4> owned_headers = {"Content-Length", "Connection", "Date",
                                                           "Transfer-Encoding"};

bool is_owned(std::string_view name) {
  return std::any_of(owned_headers.begin(), owned_headers.end(),
                     [name](std::string_view owned) { return equal_without_case(owned, name); });
}

bool is_sendable(const Header& header) {
  const auto name_char = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  };
  const auto value_char = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return c == '\t' || (u >= 0x20 && u != 0x7f);
  };
  return !header.first.empty() &&
         std::all_of(header.first.begin(), header.first.end(), name_char) &&
         std::all_of(header.second.begin(), header.second.end(), value_char);
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool append_response(std::string& out, const Response& response, const Framing& framing) {
  if (response.status < 200 || response.status > 599) return false;
  if (!std::all_of(response.headers.begin(), response.headers.end(), is_sendable)) return false;
  out.reserve(out.size() + 512 + response.body.size());
  out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  out.append(status_phrase(response.status)).append("\r\n");
  append_header(out, "Date", framing.date);
  bool has_cache_control = false;
  bool has_nosniff = false;
  for (const auto& [name, value] : response.headers) {
    if (is_owned(name)) continue;
    has_cache_control = has_cache_control || equal_without_case(name, "Cache-Control");
    has_nosniff = has_nosniff || equal_without_case(name, "X-Content-Type-Options");
    append_header(out, name, value);
  }
  if (!has_cache_control) append_header(out, "Cache-Control", "no-store");
  if (!has_nosniff) append_header(out, "X-Content-Type-Options", "nosniff");
  if (!framing.keep_alive) append_header(out, "Connection", "close");
  if (framing.keep_alive && framing.http_1_0) append_header(out, "Connection", "keep-alive");
  const bool bodyless = response.status == 204 || response.status == 304;
  if (!bodyless) append_header(out, "Content-Length", std::to_string(response.body.size()));
  out.append("\r\n");
  if (!bodyless && !framing.head_only) out.append(response.body);
  return true;
}

std::string imf_fixdate(long long seconds) {
  static constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed",
                                                      "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  namespace chrono = std::chrono;
  const chrono::sys_seconds time{chrono::seconds{seconds}};
  const auto day = chrono::floor<chrono::days>(time);
  const chrono::year_month_day date{day};
  const chrono::hh_mm_ss clock{time - day};
  std::array<char, 64> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
      days[chrono::weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
      months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()));
  return std::string(text.data(), static_cast<std::size_t>(size));
}

}  // namespace samtycke::server::http

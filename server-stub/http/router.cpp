#include "router.hpp"

#include <algorithm>
#include <stdexcept>

namespace samtycke::server::http {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  path.remove_prefix(1);
  for (;;) {
    const std::size_t slash = path.find('/');
    segments.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_capture(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool takes_all(const std::string& segment) { return segment == all_that_follows; }

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  if (takes_all(pattern.back())) {
    const std::ptrdiff_t before = std::ssize(pattern) - 1;
    return std::ssize(path) > before && !path.back().empty() &&
           std::equal(pattern.begin(), pattern.end() - 1, path.begin(), path.begin() + before);
  }
  return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(),
                    [](const std::string& expected, const std::string& actual) {
                      return is_capture(expected) ? !actual.empty() : expected == actual;
                    });
}

bool serves(const std::string& route_method, std::string_view method) {
  return route_method == method || (route_method == "GET" && method == "HEAD");
}

void append_allowed(std::string& allow, std::string_view method) {
  if (!allow.empty()) allow += ", ";
  allow += method == "GET" ? "GET, HEAD" : method;
}

}  // namespace

void Router::add(Route route) {
  if (route.pattern.empty() || route.pattern.front() != '/' || !route.handler) {
    throw std::invalid_argument("a route needs a path and a handler: " + route.pattern);
  }
  Entry entry{std::move(route), {}, 0};
  entry.segments = split(entry.route.pattern);
  entry.captures_count = static_cast<std::size_t>(
      std::count_if(entry.segments.begin(), entry.segments.end(), is_capture));
  for (const Entry& other : entries_) {
    if (other.route.method == entry.route.method && other.route.pattern == entry.route.pattern) {
      throw std::invalid_argument("a route stands twice: " + entry.route.pattern);
    }
  }
  // Kept in the order in which they win: fewer captures first.
  const auto place = std::upper_bound(
      entries_.begin(), entries_.end(), entry,
      [](const Entry& a, const Entry& b) { return a.captures_count < b.captures_count; });
  entries_.insert(place, std::move(entry));
}

Match Router::find(std::string_view method, std::string_view path) const {
  Match match;
  if (path.empty() || path.front() != '/') return match;
  std::vector<std::string> segments;  // split only when a pattern with captures is reached
  for (const Entry& entry : entries_) {
    if (entry.captures_count == 0) {
      if (entry.route.pattern != path) continue;
    } else {
      if (segments.empty()) segments = split(path);
      if (!matches(entry.segments, segments)) continue;
    }
    if (!serves(entry.route.method, method)) {
      append_allowed(match.allow, entry.route.method);
      continue;
    }
    match.route = &entry.route;
    match.allow.clear();
    if (takes_all(entry.segments.back())) {
      const std::string_view fixed = entry.route.pattern;
      match.captures.emplace_back(path.substr(fixed.size() - all_that_follows.size()));
      return match;
    }
    for (std::size_t i = 0; entry.captures_count > 0 && i < segments.size(); ++i) {
      if (is_capture(entry.segments[i])) match.captures.push_back(std::move(segments[i]));
    }
    return match;
  }
  if (match.allow.empty() && files_.has(path)) {
    match.file = method == "GET" || method == "HEAD";
    if (!match.file) append_allowed(match.allow, "GET");
  }
  return match;
}

std::optional<std::string> decoded_path(std::string_view raw_path) {
  const std::optional<std::string> path = percent_decoded(raw_path);
  if (!path || path->empty() || path->front() != '/') return std::nullopt;
  for (const char c : *path) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x20 || u == 0x7f || c == '\\') return std::nullopt;
  }
  const auto slashes = [](std::string_view text) {
    return std::count(text.begin(), text.end(), '/');
  };
  if (slashes(raw_path) != slashes(*path)) return std::nullopt;  // an escaped "/"
  const std::vector<std::string> segments = split(*path);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool last = i + 1 == segments.size();
    if (segments[i] == "." || segments[i] == "..") return std::nullopt;
    if (segments[i].empty() && !last) return std::nullopt;
  }
  return path;
}

}  // namespace samtycke::server::http

/// The only way out of this process: a request to the configured provider, or to a witness.
/// Deadlines, a size limit, no redirects; the answers are read as hostile (OWASP API 10,
/// RELIABILITY A33).
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace samtycke::server {

constexpr std::size_t fetched_size_max = 64 * 1024;
constexpr long connect_deadline_ms = 2'000;
constexpr long answer_deadline_ms = 5'000;

/// A GET, or a POST of a form when `form` is not empty, or of plain text when `text` is not.
/// `authorization` is a whole header value.
struct Fetch {
  std::string url;
  std::string form = {};
  std::string authorization = {};
  std::string text = {};
};

struct Fetched {
  long status = 0;
  std::string body;
};

/// Nothing when no whole answer came in time. Tests pass their own.
using Fetcher = std::function<std::optional<Fetched>(const Fetch&)>;

/// libcurl. Plain http only to this very machine (localhost, 127.0.0.1, [::1]); anything else https
/// with the system's certificates.
std::optional<Fetched> fetch(const Fetch& what);

/// `scheme://host[:port]` of an absolute http(s) URL without user, or empty.
std::string origin_of_url(std::string_view url);

/// Percent-encoding of everything but RFC 3986's unreserved characters.
std::string percent_encoded(std::string_view text);

}  // namespace samtycke::server

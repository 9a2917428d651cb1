#pragma once
// Which handler answers which method and path. The table is filled before the server starts and is
// only read afterwards, by all threads.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "message.hpp"
#include "static_files.hpp"

namespace samtycke::server::http {

using Handler = std::function<Response(const Request&)>;

inline constexpr std::size_t body_size_default = std::size_t{32} * 1024;

inline constexpr std::string_view all_that_follows = "{*}";

struct Route {
  std::string method;  // a route of GET answers HEAD too
  // "/v1/catalogues/{id}": a {…} stands for one whole segment. "/log/tile/{*}", at the end and
  // alone: for one or more, captured as they stand.
  std::string pattern;
  Handler handler;
  bool blocking = false;  // true: runs on the worker pool; false: on the I/O thread, must not wait
  std::size_t body_size_max = body_size_default;
  bool cors = false;  // readable from any origin, without credentials; for public documents only
};

// The outcome of a look-up. Exactly one of: a route; a file; a known path with another method
// (`allow` is then the header's value); nothing.
struct Match {
  const Route* route = nullptr;
  std::vector<std::string> captures;
  bool file = false;
  std::string allow;
};

class Router {
 public:
  // Throws std::invalid_argument for a pattern without leading "/", or a route given twice.
  void add(Route route);
  // What answers a path that nothing else does; must not wait. Without it: problem details.
  void set_not_found(Handler handler) { not_found_ = std::move(handler); }
  const Handler& not_found() const { return not_found_; }
  StaticFiles& files() { return files_; }
  const StaticFiles& files() const { return files_; }

  // `path` is decoded (see decoded_path). A literal segment wins over a {…}, a route over a file.
  Match find(std::string_view method, std::string_view path) const;

 private:
  struct Entry {
    Route route;
    std::vector<std::string> segments;
    std::size_t captures_count = 0;
  };
  std::vector<Entry> entries_;
  StaticFiles files_;
  Handler not_found_;
};

// The path of an origin-form target, decoded once. Nothing for what could mean another path to
// somebody else: empty, "." or ".." segments, "\", control characters, an escaped "/", a cut
// escape.
std::optional<std::string> decoded_path(std::string_view raw_path);

}  // namespace samtycke::server::http

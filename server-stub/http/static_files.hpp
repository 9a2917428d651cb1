#pragma once
// The files of the page, read once at start and then served from a table: no request opens a file,
// so no request can name one that is not in the table.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "message.hpp"

namespace samtycke::server::http {

struct StaticOptions {
  std::string prefix = "/";             // where the directory's root appears; ends in "/"
  std::vector<Header> headers;          // sent with every file, e.g. the Content-Security-Policy
  std::vector<std::string> not_served;  // paths inside the directory that only handlers use
  // Cache-Control of a file; without it "no-cache": kept, but asked for by ETag each time.
  std::function<std::string(std::string_view path)> cache_control;
};

class StaticFiles {
 public:
  // Reads all regular files under `directory`. "index.html" appears as its folder's path as well.
  // "NAME.br" beside NAME is its brotli form, sent to clients that accept it, and has no path of
  // its own. Throws std::runtime_error when the directory cannot be read or a file is over 16 MiB.
  void load(const std::string& directory, const StaticOptions& options);
  void add(std::string path, std::string content_type, std::string bytes, std::string cache_control,
           std::vector<Header> headers = {});

  bool has(std::string_view path) const { return files_.find(path) != files_.end(); }
  // 200 or 304 (If-None-Match); nothing when the path is not in the table.
  std::optional<Response> answer(const Request& request) const;

 private:
  struct File {
    std::string content_type;
    std::string bytes;
    std::string brotli;  // empty: only the plain form exists
    std::string etag;    // of the plain form, with its quotes
    std::string cache_control;
    std::vector<Header> headers;
  };
  std::map<std::string, File, std::less<>> files_;
};

std::string_view content_type_of(std::string_view path);

// Weak comparison of an If-None-Match list with one entity tag (RFC 9110, 13.1.2). `etag` has its
// quotes; "*" matches everything that exists.
bool etag_listed(std::string_view if_none_match, std::string_view etag);

}  // namespace samtycke::server::http

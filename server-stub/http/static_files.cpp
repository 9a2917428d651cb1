#include "static_files.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace samtycke::server::http {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t file_size_max = std::uintmax_t{16} * 1024 * 1024;

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> content_types = {{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
}};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// FNV-1a, 64 bits, and the size: tells our own versions of a file apart. It guards against nobody.
std::string etag_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  std::string tag = "\"";
  for (int shift = 60; shift >= 0; shift -= 4) tag += "0123456789abcdef"[(hash >> shift) & 15u];
  return tag + '-' + std::to_string(bytes.size()) + '"';
}

std::string read_file(const fs::path& path) {
  if (fs::file_size(path) > file_size_max) {
    throw std::runtime_error("a file of the page is too large: " + path.string());
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.good() && !in.eof()) throw std::runtime_error("cannot read " + path.string());
  return bytes;
}

// True when the list has `br`, and not with the weight 0 (RFC 9110, 12.5.3).
bool accepts_brotli(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    std::string member = lower_case(accept_encoding.substr(0, comma));
    accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size()
                                                                  : comma + 1);
    member.erase(std::remove(member.begin(), member.end(), ' '), member.end());
    if (member == "br") return true;
    if (member.rfind("br;q=", 0) == 0)
      return member.find_first_of("123456789") != std::string::npos;
  }
  return false;
}

}  // namespace

std::string_view content_type_of(std::string_view path) {
  for (const auto& [extension, type] : content_types) {
    if (ends_with(path, extension)) return type;
  }
  return "application/octet-stream";
}

bool etag_listed(std::string_view if_none_match, std::string_view etag) {
  const auto opaque = [](std::string_view tag) {
    while (!tag.empty() && (tag.front() == ' ' || tag.front() == '\t')) tag.remove_prefix(1);
    while (!tag.empty() && (tag.back() == ' ' || tag.back() == '\t')) tag.remove_suffix(1);
    return tag.substr(0, 2) == "W/" ? tag.substr(2) : tag;
  };
  if (opaque(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    const std::size_t comma = if_none_match.find(',');
    if (opaque(if_none_match.substr(0, comma)) == opaque(etag)) return true;
    if_none_match.remove_prefix(comma == std::string_view::npos ? if_none_match.size() : comma + 1);
  }
  return false;
}

void StaticFiles::add(std::string path, std::string content_type, std::string bytes,
                      std::string cache_control, std::vector<Header> headers) {
  File file;
  file.content_type = std::move(content_type);
  file.etag = etag_of(bytes);
  file.bytes = std::move(bytes);
  file.cache_control = std::move(cache_control);
  file.headers = std::move(headers);
  files_[std::move(path)] = std::move(file);
}

void StaticFiles::load(const std::string& directory, const StaticOptions& options) {
  std::error_code error;
  const fs::path root(directory);
  if (!fs::is_directory(root, error)) throw std::runtime_error("no such directory: " + directory);
  for (const auto& item : fs::recursive_directory_iterator(root)) {
    if (!item.is_regular_file()) continue;
    const std::string name = item.path().lexically_relative(root).generic_string();
    const auto& skipped = options.not_served;
    if (std::find(skipped.begin(), skipped.end(), name) != skipped.end()) continue;
    const bool sibling =
        ends_with(name, ".br") && fs::exists(root / name.substr(0, name.size() - 3));
    if (sibling) continue;
    const std::string path = options.prefix + name;
    add(path, std::string(content_type_of(path)), read_file(item.path()),
        options.cache_control ? options.cache_control(path) : "no-cache", options.headers);
    const fs::path brotli = item.path().string() + ".br";
    if (fs::is_regular_file(brotli, error)) files_[path].brotli = read_file(brotli);
    if (ends_with(path, "/index.html")) {
      files_[path.substr(0, path.size() - std::string_view("index.html").size())] = files_[path];
    }
  }
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
  const auto found = files_.find(request.path);
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;
  const bool brotli = !file.brotli.empty() && accepts_brotli(request.header("accept-encoding"));
  // Two forms of one file are two representations, so each has its own strong tag.
  std::string etag = file.etag;
  if (brotli) etag.insert(etag.size() - 1, "-br");
  Response response;
  response.status = etag_listed(request.header("if-none-match"), etag) ? 304 : 200;
  response.headers = file.headers;
  response.set("ETag", etag);
  response.set("Cache-Control", file.cache_control);
  if (!file.brotli.empty()) response.set("Vary", "Accept-Encoding");
  if (response.status == 304) return response;
  response.set("Content-Type", file.content_type);
  if (brotli) response.set("Content-Encoding", "br");
  response.body = brotli ? file.brotli : file.bytes;
  return response;
}

}  // namespace samtycke::server::http

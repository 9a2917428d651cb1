#include "identity/fetch.hpp"

#include <curl/curl.h>

#include <memory>
#include <mutex>

namespace samtycke::server {
namespace {

struct Collected {
  std::string bytes;
  bool too_large = false;
};

std::size_t collect(char* bytes, std::size_t size, std::size_t count, void* target) {
  auto& collected = *static_cast<Collected*>(target);
  const std::size_t length = size * count;
  if (length > fetched_size_max - collected.bytes.size()) {
    collected.too_large = true;
    return 0;
  }
  collected.bytes.append(bytes, length);
  return length;
}

bool begins_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool may_be_plain(std::string_view origin) {
  const std::string_view host = origin.substr(std::string_view("http://").size());
  for (const std::string_view here : {"localhost", "127.0.0.1", "[::1]"}) {
    if (begins_with(host, here) && (host.size() == here.size() || host[here.size()] == ':')) {
      return true;
    }
  }
  return false;
}

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string origin_of_url(std::string_view url) {
  std::size_t scheme_size = 0;
  if (begins_with(url, "https://")) scheme_size = 8;
  if (begins_with(url, "http://")) scheme_size = 7;
  if (scheme_size == 0) return {};
  const std::size_t end = url.find_first_of("/?#", scheme_size);
  const std::string_view authority = url.substr(scheme_size, end - scheme_size);
  if (authority.empty()) return {};
  for (const char c : authority) {
    if (!is_unreserved(c) && c != ':' && c != '[' && c != ']') return {};
  }
  return std::string(url.substr(0, end));
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += digits[byte >> 4];
    encoded += digits[byte & 15];
  }
  return encoded;
}

std::optional<Fetched> fetch(const Fetch& what) {
  static std::once_flag begun;
  std::call_once(begun, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });

  const std::string origin = origin_of_url(what.url);
  if (origin.empty()) return std::nullopt;
  const bool plain = begins_with(origin, "http://");
  if (plain && !may_be_plain(origin)) return std::nullopt;

  const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
  if (!curl) return std::nullopt;
  Collected collected;
  curl_easy_setopt(curl.get(), CURLOPT_URL, what.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS, connect_deadline_ms);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, answer_deadline_ms);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, collect);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &collected);
  if (plain) curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");

  curl_slist* headers =
      curl_slist_append(nullptr, what.text.empty() ? "Accept: application/json" : "Accept: */*");
  if (!what.text.empty()) {
    headers = curl_slist_append(headers, "Content-Type: text/plain; charset=utf-8");
  }
  if (!what.authorization.empty()) {
    headers = curl_slist_append(headers, ("Authorization: " + what.authorization).c_str());
  }
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> held(headers, curl_slist_free_all);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers);
  const std::string& body = what.text.empty() ? what.form : what.text;
  if (!body.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.data());
  }

  if (curl_easy_perform(curl.get()) != CURLE_OK || collected.too_large) return std::nullopt;
  Fetched fetched;
  if (curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &fetched.status) != CURLE_OK) {
    return std::nullopt;
  }
  fetched.body = std::move(collected.bytes);
  return fetched;
}

}  // namespace samtycke::server

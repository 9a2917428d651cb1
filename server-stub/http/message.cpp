#include "message.hpp"

#include <algorithm>

namespace samtycke::server::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<std::string> form_decoded(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decoded(spaced);
}

// The part of `text` before the first `separator`; `text` becomes what follows it.
std::string_view next_part(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  const std::string_view part = text.substr(0, at);
  text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
  return part;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

bool equal_without_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = hex_digit(text[i + 1]);
    const int low = hex_digit(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    result += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return result;
}

std::optional<std::string> form_value(std::string_view urlencoded, std::string_view name) {
  std::optional<std::string> found;
  while (!urlencoded.empty()) {
    std::string_view value = next_part(urlencoded, '&');
    const std::optional<std::string> key = form_decoded(next_part(value, '='));
    if (!key || *key != name) continue;
    if (found) return std::nullopt;
    found = form_decoded(value);
    if (!found) return std::nullopt;
  }
  return found;
}

std::string media_type(std::string_view content_type) {
  return lower_case(trimmed(content_type.substr(0, content_type.find(';'))));
}

std::string_view Request::header(std::string_view lower_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_name) return value;
  }
  return {};
}

std::optional<std::string> Request::query_value(std::string_view name) const {
  return form_value(query, name);
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  std::optional<std::string> found;
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    std::string_view value = trimmed(next_part(rest, ';'));
    if (value.find('=') == std::string_view::npos) continue;
    if (next_part(value, '=') != name) continue;
    if (found) return std::nullopt;
    found = std::string(value);
  }
  return found;
}

void Response::set(std::string_view name, std::string value) {
  for (auto& [known, old] : headers) {
    if (!equal_without_case(known, name)) continue;
    old = std::move(value);
    return;
  }
  headers.emplace_back(std::string(name), std::move(value));
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [known, value] : headers) {
    if (equal_without_case(known, name)) return value;
  }
  return {};
}

Response respond(unsigned status, std::string_view content_type, std::string body) {
  Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", std::string(content_type));
  response.body = std::move(body);
  return response;
}

}  // namespace samtycke::server::http

#pragma once
// A request as the handlers see it and the answer they give. Both are plain values: no socket, no
// parser and no clock hangs on them, so a handler can be tested by calling it.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samtycke::server::http {

using Header = std::pair<std::string, std::string>;

struct Request {
  std::string method;           // "GET"; "HEAD" reaches the handler of GET
  std::string target;           // as received: "/v1/consents/me?subject=sub-anna-bjork"
  std::string path;             // decoded once, free of "..", empty segments and control characters
  std::string query;            // as received, without "?"
  std::vector<Header> headers;  // names in lower case, values without surrounding space
  std::string body;
  std::string peer;                   // the peer's address, without port
  std::vector<std::string> captures;  // what stood for each {…} of the route's pattern, in order

  // The value of the first header of that name; "" when absent. The headers that decide who asks
  // or what was sent (Authorization, Cookie, Origin, Content-Type …) cannot occur twice: admission
  // has refused such a request.
  std::string_view header(std::string_view lower_name) const;
  // Nothing when the name is absent, malformed, or given twice: an ambiguous value is no value.
  std::optional<std::string> query_value(std::string_view name) const;
  std::optional<std::string> cookie(std::string_view name) const;
};

struct Response {
  unsigned status = 500;  // a handler that forgets to decide has failed
  std::vector<Header> headers;
  std::string body;

  // Adds a header, or replaces the one of that name (compared without case).
  void set(std::string_view name, std::string value);
  // The value of the header of that name (compared without case); "" when absent.
  std::string_view header(std::string_view name) const;
};

// An answer of one media type, e.g. respond(200, "application/json", text).
Response respond(unsigned status, std::string_view content_type, std::string body);

// A value out of application/x-www-form-urlencoded text, decoded ('+' is a space). Nothing when the
// name is absent, badly escaped, or given twice.
std::optional<std::string> form_value(std::string_view urlencoded, std::string_view name);

// Percent-decoding (RFC 3986, 2.1); nothing when an escape is cut or is no hexadecimal.
std::optional<std::string> percent_decoded(std::string_view text);

// "media/type" of a Content-Type value: lower case, without parameters.
std::string media_type(std::string_view content_type);

// ASCII only, whatever the locale.
std::string lower_case(std::string_view text);
bool equal_without_case(std::string_view a, std::string_view b);

}  // namespace samtycke::server::http

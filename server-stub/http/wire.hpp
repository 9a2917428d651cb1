#pragma once
// A response as the bytes of HTTP/1.1. Framing is decided here alone: Content-Length, Connection,
// Date and Transfer-Encoding of a handler are not sent.

#include <string>
#include <string_view>

#include "message.hpp"

namespace samtycke::server::http {

struct Framing {
  bool head_only = false;  // the answer to HEAD: the length of the body, and no body
  bool keep_alive = true;
  bool http_1_0 = false;  // keep-alive must then be said
  std::string_view date;  // IMF-fixdate
};

// Appends the response. Adds `X-Content-Type-Options: nosniff`, and `Cache-Control: no-store`
// unless the response says how it may be kept: an answer about a person that forgot to say it stays
// private. False, with nothing appended, when a status or header cannot be sent as it is (a line
// break in a value would be a header of somebody else's making).
[[nodiscard]] bool append_response(std::string& out, const Response& response,
                                   const Framing& framing);

// "Tue, 24 Nov 2026 08:00:00 GMT" of seconds since 1970 (RFC 9110, 5.6.7).
std::string imf_fixdate(long long seconds);

}  // namespace samtycke::server::http

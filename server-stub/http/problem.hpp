#pragma once
// Answers that refuse: problem details by RFC 9457, with the reason code that a program may branch
// on and the sentence that a person reads.
//   {"type":"/problems#CODE","title":STATUS PHRASE,"status":N,"detail":SENTENCE,"code":CODE,
//    "pointer":WHERE?, "errors":[{"code","pointer","detail"}]?}
// `pointer` and `where` are JSON pointers into what was sent, never the sender's own text.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "message.hpp"
#include "sentences.hpp"

namespace samtycke::server::http {

// The codes that the transport itself answers with. Each has a sentence in core/text.
inline constexpr std::array<std::string_view, 12> transport_codes = {
    "not_found",
    "method_not_allowed",
    "bad_request",
    "header_too_large",
    "body_too_large",
    "foreign_host",
    "request_timeout",
    "unsupported_transfer_coding",
    "unsupported_media_type",
    "too_many_requests",
    "overloaded",
    "internal_error",
};

struct Finding {
  std::string code;
  std::string pointer;
};

// Content-Type application/problem+json, Content-Language, Cache-Control: no-store.
Response problem(const Sentences& sentences, std::string_view language, unsigned status,
                 std::string_view code, std::string_view where = {},
                 const std::vector<Finding>& errors = {});

// The same in the language the request asks for.
Response problem(const Sentences& sentences, const Request& request, unsigned status,
                 std::string_view code, std::string_view where = {},
                 const std::vector<Finding>& errors = {});

// The reason phrase of a status; "" for one this server never sends.
std::string_view status_phrase(unsigned status);

}  // namespace samtycke::server::http

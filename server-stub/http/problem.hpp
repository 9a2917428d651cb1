#pragma once
// Answers that refuse: problem details by RFC 9457, with the reason code that a program may branch
// on and the sentence that a person reads.
//   {"type":"/problems#CODE","title":STATUS PHRASE,"status":N,"detail":SENTENCE,"code":CODE,
//    "pointer":WHERE?, "errors":[{"code","pointer","detail"}]?}
// `pointer` and `where` are JSON pointers into what was sent, never the sender's own text.

#include <string>
#include <string_view>
#include <vector>

#include "message.hpp"
#include "sentences.hpp"

namespace samtycke::server::http {

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

#pragma once
// What is let in: a strict reading of one request's header block, on the raw bytes, before Beast
// sees them. Beast joins folded lines, takes any Transfer-Encoding it does not know for "no body",
// and merges repeated lengths; a proxy in front may read the same bytes otherwise, and the
// difference is where a second request hides in a body. So everything that two readers could read
// in two ways is refused here (RFC 9112, 2.2, 3.2, 5.1, 5.2, 6.1, 6.3).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "message.hpp"

namespace samtycke::server::http {

struct AdmissionLimits {
  std::size_t headers_count_max = 64;
  std::vector<std::string> hosts;  // lower case, with port
};

struct Refusal {
  unsigned status = 400;
  std::string_view code = "bad_request";
};

struct Head {
  std::string method;
  std::string target;
  std::string_view raw_path;  // into the header block
  std::string_view raw_query;
  std::vector<Header> headers;
  bool method_known = false;
  bool http_1_0 = false;
  bool keep_alive = false;
  bool chunked = false;
  bool expects_continue = false;
  std::uint64_t content_length = 0;

  bool has_body() const { return chunked || content_length > 0; }
};

struct Admission {
  std::optional<Refusal> refusal;  // with it, the connection is closed after the answer
  Head head;                       // complete only without a refusal
};

// `block` runs from the request line through the empty line.
Admission admit(std::string_view block, const AdmissionLimits& limits);

// Where the first header block of `bytes` ends. Looked for line by line, so that a line that does
// not end in CRLF is refused when it comes and not when the deadline does.
struct BlockEnd {
  enum class Kind { incomplete, complete, malformed } kind = Kind::incomplete;
  std::size_t size = 0;  // of the block, its empty line included; with `incomplete`: bytes scanned
};
BlockEnd find_block_end(std::string_view bytes, std::size_t scanned);

}  // namespace samtycke::server::http

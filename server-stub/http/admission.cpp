#include "admission.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace samtycke::server::http {
namespace {

constexpr Refusal bad_request{400, "bad_request"};
constexpr Refusal foreign_host{421, "foreign_host"};
constexpr Refusal header_too_large{431, "header_too_large"};
constexpr Refusal unsupported_media_type{415, "unsupported_media_type"};
constexpr Refusal unsupported_transfer_coding{501, "unsupported_transfer_coding"};
constexpr Refusal unmet_expectation{417, "bad_request"};

constexpr std::array<std::string_view, 7> known_methods = {"GET",   "HEAD",   "POST",   "PUT",
                                                           "PATCH", "DELETE", "OPTIONS"};

// Headers of which a second one would let two readers choose differently.
constexpr std::array<std::string_view, 14> singletons = {
    "host",
    "content-length",
    "transfer-encoding",
    "content-type",
    "content-encoding",
    "expect",
    "authorization",
    "cookie",
    "origin",
    "sec-fetch-site",
    "if-match",
    "referer",
    "idempotency-key",
    "sec-fetch-mode",
};

bool is_token_char(unsigned char c) {
  if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
  return c != 0 && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_token_char(static_cast<unsigned char>(c));
  });
}

bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u == '\t' || (u >= 0x20 && u != 0x7f);
  });
}

// Visible ASCII that needs no escape in a query; a fragment is never sent.
bool is_origin_form(std::string_view target) {
  if (target.empty() || target.front() != '/') return false;
  return std::all_of(target.begin(), target.end(), [](char c) {
    return c > 0x20 && c < 0x7f && std::strchr("#\"<>", c) == nullptr;
  });
}

std::string_view trimmed(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

// request-line = method SP request-target SP HTTP-version (RFC 9112, 3)
std::optional<Refusal> read_request_line(std::string_view line, Head& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return bad_request;
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method) || !is_origin_form(target)) return bad_request;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return bad_request;
  head.method = method;
  head.target = target;
  head.http_1_0 = version == "HTTP/1.0";
  head.method_known =
      std::find(known_methods.begin(), known_methods.end(), method) != known_methods.end();
  const std::size_t question = target.find('?');
  head.raw_path = target.substr(0, question);
  head.raw_query = question == std::string_view::npos ? "" : target.substr(question + 1);
  return std::nullopt;
}

// field-line = field-name ":" OWS field-value OWS; a line that begins with space would be obs-fold.
std::optional<Refusal> read_field(std::string_view line, Head& head) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return bad_request;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (!is_token(name) || !is_field_value(value)) return bad_request;
  head.headers.emplace_back(lower_case(name), std::string(value));
  return std::nullopt;
}

const std::string* single(const Head& head, std::string_view name) {
  for (const auto& [known, value] : head.headers) {
    if (known == name) return &value;
  }
  return nullptr;
}

bool has_repeated_singleton(const Head& head) {
  return std::any_of(singletons.begin(), singletons.end(), [&head](std::string_view name) {
    return std::count_if(head.headers.begin(), head.headers.end(),
                         [name](const Header& header) { return header.first == name; }) > 1;
  });
}

std::optional<Refusal> judge_host(const Head& head, const AdmissionLimits& limits) {
  const std::string* host = single(head, "host");
  if (host == nullptr || host->empty()) return bad_request;
  if (host->find_first_of(" \t,/\\@?#") != std::string::npos) return bad_request;
  const bool ours = std::any_of(limits.hosts.begin(), limits.hosts.end(),
                                [host](const auto& own) { return equal_without_case(own, *host); });
  return ours ? std::nullopt : std::optional<Refusal>(foreign_host);
}

// How long the body is must be said once, in one way, in digits.
std::optional<Refusal> judge_framing(Head& head) {
  const std::string* length = single(head, "content-length");
  const std::string* coding = single(head, "transfer-encoding");
  if (coding != nullptr) {
    if (length != nullptr || head.http_1_0) return bad_request;
    if (!equal_without_case(*coding, "chunked")) return unsupported_transfer_coding;
    head.chunked = true;
  }
  if (length != nullptr) {
    const char* const end = length->data() + length->size();
    const auto [stop, error] = std::from_chars(length->data(), end, head.content_length);
    if (length->empty() || error != std::errc{} || stop != end) return bad_request;
  }
  if (head.has_body() && (head.method == "GET" || head.method == "HEAD")) return bad_request;
  const std::string* encoding = single(head, "content-encoding");
  if (encoding != nullptr && !equal_without_case(*encoding, "identity")) {
    return unsupported_media_type;
  }
  const std::string* expectation = single(head, "expect");
  if (expectation != nullptr) {
    if (!equal_without_case(*expectation, "100-continue")) return unmet_expectation;
    head.expects_continue = !head.http_1_0;
  }
  return std::nullopt;
}

// Whether the connection stays is said by Connection, in a list, in any case of letters.
void read_persistence(Head& head) {
  bool close = false;
  bool keep = false;
  for (const auto& [name, value] : head.headers) {
    if (name != "connection") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t comma = rest.find(',');
      const std::string_view member = trimmed(rest.substr(0, comma));
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
      close = close || equal_without_case(member, "close");
      keep = keep || equal_without_case(member, "keep-alive");
    }
  }
  head.keep_alive = !close && (!head.http_1_0 || keep);
}

std::optional<Refusal> read_block(std::string_view block, const AdmissionLimits& limits,
                                  Head& head) {
  std::size_t at = block.find("\r\n");
  if (at == std::string_view::npos) return bad_request;
  if (const auto refusal = read_request_line(block.substr(0, at), head)) return refusal;
  block.remove_prefix(at + 2);
  while (block.substr(0, 2) != "\r\n") {
    at = block.find("\r\n");
    if (at == std::string_view::npos) return bad_request;
    if (head.headers.size() == limits.headers_count_max) return header_too_large;
    if (const auto refusal = read_field(block.substr(0, at), head)) return refusal;
    block.remove_prefix(at + 2);
  }
  if (block.size() != 2) return bad_request;
  if (has_repeated_singleton(head)) return bad_request;
  if (const auto refusal = judge_host(head, limits)) return refusal;
  return judge_framing(head);
}

}  // namespace

Admission admit(std::string_view block, const AdmissionLimits& limits) {
  Admission admission;
  admission.head.headers.reserve(8);
  admission.refusal = read_block(block, limits, admission.head);
  read_persistence(admission.head);
  return admission;
}

BlockEnd find_block_end(std::string_view bytes, std::size_t scanned) {
  // Invariant: `start` is the first byte of a line; all lines before it end in CRLF.
  std::size_t start = scanned;
  for (;;) {
    const std::size_t feed = bytes.find('\n', start);
    if (feed == std::string_view::npos) return {BlockEnd::Kind::incomplete, start};
    if (feed == start || bytes[feed - 1] != '\r') return {BlockEnd::Kind::malformed, feed + 1};
    if (feed == start + 1) return {BlockEnd::Kind::complete, feed + 1};
    start = feed + 1;
  }
}

}  // namespace samtycke::server::http

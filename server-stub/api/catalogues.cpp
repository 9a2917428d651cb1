#include <charconv>

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/status.hpp"
#include "http/static_files.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view digest_prefix = "sha256:";
constexpr std::string_view for_ever = "public, max-age=31536000, immutable";

/// Bytes that are named by their digest; 304 to whoever has them.
Response answer_named(const Request& request, const std::string& bytes, std::string_view digest,
                      std::string_view cache_control) {
  const std::string etag = '"' + std::string(digest.substr(digest_prefix.size())) + '"';
  Response response = http::respond(200, "application/json", bytes);
  const std::string_view known = request.header("if-none-match");
  if (!known.empty() && http::etag_listed(known, etag)) response = Response{304, {}, {}};
  response.set("ETag", etag);
  response.set("Cache-Control", std::string(cache_control));
  response.set("Access-Control-Expose-Headers", "ETag");
  return response;
}

/// The bytes as they were signed.
Response answer_catalogue(const Request& request, const std::string& bytes, std::string_view digest,
                          const std::string& signature, std::string_view cache_control) {
  Response response = answer_named(request, bytes, digest, cache_control);
  if (!signature.empty()) response.set("Catalogue-Signature", signature);
  response.set("Access-Control-Expose-Headers", "Catalogue-Signature, ETag");
  return response;
}

std::optional<std::int64_t> number_from(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Response get_catalogue(const Verifier& verifier, const Request& request) {
  const Catalogue* catalogue = verifier.catalogue();
  if (catalogue == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});
  if (request.captures.at(0) != catalogue->id) return refuse(verifier, request, 404, not_found);
  const Published& published = verifier.published;
  return answer_catalogue(request, published.bytes, catalogue->digest, published.signature,
                          "no-cache");
}

Response get_catalogue_version(const Verifier& verifier, const Request& request) {
  const auto number = number_from(request.captures.at(1));
  if (!number) return refuse(verifier, request, 404, not_found);
  const auto kept = verifier.store.catalogue(request.captures.at(0), *number);
  if (!kept) return refuse(verifier, request, {store_failed, ""});
  if (!*kept) return refuse(verifier, request, 404, not_found);
  return answer_catalogue(request, (*kept)->bytes, (*kept)->digest, (*kept)->signature, for_ever);
}

Response get_notice(const Verifier& verifier, const Request& request) {
  const std::string& digest = request.captures.at(0);
  const std::string* bytes = verifier.texts.find(digest);
  if (bytes == nullptr) return refuse(verifier, request, 404, not_found);
  return answer_named(request, *bytes, digest, for_ever);
}

}  // namespace samtycke::server

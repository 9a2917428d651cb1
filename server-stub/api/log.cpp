// The log as anybody may follow it (C2SP tlog-tiles): its newest head, its tiles, its entries. No
// entry tells whom it is about.
#include "log/log.hpp"

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

constexpr const char* text_type = "text/plain; charset=utf-8";
constexpr const char* tile_type = "application/octet-stream";

}  // namespace

Response get_checkpoint(const Verifier& verifier, const Request&) {
  Response response = http::respond(200, text_type, verifier.log.checkpoint().note);
  response.set("Cache-Control", "no-cache");
  return response;
}

Response get_tile(const Verifier& verifier, const Request& request) {
  const auto name = tile_name_from("tile/" + request.captures.at(0));
  if (!name) return refuse(verifier, request, 404, not_found);
  auto bytes = verifier.log.tile(name->level, name->number, name->width);
  if (!bytes) return refuse(verifier, request, 404, not_found);
  Response response = http::respond(200, tile_type, std::move(*bytes));
  response.set("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

Response get_log_key(const Verifier& verifier, const Request&) {
  Response response = http::respond(200, text_type, verifier.log.vkey() + '\n');
  response.set("Cache-Control", "public, max-age=300");
  return response;
}

}  // namespace samtycke::server

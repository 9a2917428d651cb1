#include "api/page_origins.hpp"

#include <algorithm>

#include "api/answer.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view readable = "ETag, Retry-After, WWW-Authenticate";
constexpr std::string_view sendable = "Authorization, Content-Type, If-Match";
constexpr std::string_view remembered_seconds = "600";

bool is_named(const Verifier& verifier, std::string_view origin) {
  const auto& named = verifier.page_origins;
  return !origin.empty() && std::find(named.begin(), named.end(), origin) != named.end();
}

}  // namespace

void open_to_page(const Verifier& verifier, const Request& request, Response& response) {
  // Also where the page is not named: another one may be, and a cache must not mix them up.
  const std::string_view others = response.header("vary");
  response.set("Vary", others.empty() ? "Origin" : std::string(others) + ", Origin");
  const std::string_view origin = request.header("origin");
  if (!is_named(verifier, origin)) return;
  response.set("Access-Control-Allow-Origin", std::string(origin));
  response.set("Access-Control-Expose-Headers", std::string(readable));
}

Response answer_preflight(const Verifier& verifier, const Request& request,
                          std::string_view methods) {
  Response response;
  if (is_named(verifier, request.header("origin"))) {
    response.status = 204;
    response.set("Access-Control-Allow-Methods", std::string(methods));
    response.set("Access-Control-Allow-Headers", std::string(sendable));
    response.set("Access-Control-Max-Age", std::string(remembered_seconds));
  } else {
    response = refuse(verifier, request, Refusal{IdentityCode::foreign_origin, {}});
  }
  open_to_page(verifier, request, response);
  return response;
}

}  // namespace samtycke::server

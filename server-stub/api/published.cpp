#include "api/answer.hpp"
#include "api/calls.hpp"

// The short calls: what is published about the verifier itself.
namespace samtycke::server {

/// Alive, which is less than ready: whether it can answer anything else is another question.
Response get_health(const Verifier&, const Request&) {
  Value out = object_value();
  add_text(out, "status", "alive");
  return answer_json(200, out);
}

Response get_keys(const Verifier& verifier, const Request&) {
  Response response = http::respond(200, "application/jwk-set+json", verifier.keys);
  response.set("Cache-Control", "public, max-age=300");
  return response;
}

Response get_openapi(const Verifier& verifier, const Request&) {
  Response response = http::respond(200, "application/json", verifier.openapi);
  response.set("Cache-Control", "no-cache");
  return response;
}

}  // namespace samtycke::server

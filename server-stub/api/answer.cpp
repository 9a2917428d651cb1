#include "api/answer.hpp"

#include "api/status.hpp"
#include "http/problem.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {

Circumstances Verifier::circumstances() const {
  Circumstances now;
  now.catalogue = catalogue();
  now.catalogue_signed = published.signed_;
  now.now = clock();
  now.hash = openssl_sha256;
  return now;
}

Value last_position(std::uint64_t events_count) {
  return integer_value(static_cast<std::int64_t>(events_count) - 1);
}

Response answer_bytes(unsigned status, std::string bytes) {
  Response response = http::respond(status, "application/json", std::move(bytes));
  response.set("Cache-Control", "no-store");
  return response;
}

Response answer_json(unsigned status, const Value& value) {
  return answer_bytes(status, canonical(value));
}

Response refuse(const Verifier& verifier, const Request& request, unsigned status,
                std::string_view code, std::string_view where) {
  Response response = http::problem(*verifier.sentences, request, status, code, where);
  if (status == 503) response.set("Retry-After", "5");
  return response;
}

Response refuse(const Verifier& verifier, const Request& request, const Error& error) {
  return refuse(verifier, request, status_of(error.code), name_of(error.code), error.where);
}

Response refuse(const Verifier& verifier, const Request& request, const Refusal& refusal) {
  Response response =
      refuse(verifier, request, refusal.status(), name_of(refusal.code), std::string_view());
  for (const auto& [name, value] : refusal.headers) response.set(name, value);
  return response;
}

Response refuse_with(const Verifier& verifier, const Request& request, unsigned status,
                     std::string_view code, std::string_view where, const Value& members) {
  Response response = refuse(verifier, request, status, code, where);
  auto body = read_json(response.body);
  if (!body) return response;
  for (std::size_t i = 0; i < members.names.size(); ++i) {
    add(*body, members.names[i], members.items[i]);
  }
  response.body = canonical(*body);
  return response;
}

std::variant<Value, Response> read_body(const Verifier& verifier, const Request& request) {
  if (http::media_type(request.header("content-type")) != "application/json") {
    return refuse(verifier, request, 415, unsupported_media_type);
  }
  auto value = read_json(request.body);
  if (!value) return refuse(verifier, request, value.error());
  return std::move(*value);
}

Response answer_unrecorded(const Verifier& verifier, const Request& request, Recorded recorded) {
  switch (recorded) {
    case Recorded::overloaded:
      return refuse(verifier, request, 503, overloaded);
    case Recorded::unconfirmed:
      return refuse(verifier, request, 503, not_confirmed);
    case Recorded::unavailable:
      return refuse(verifier, request, 503, store_unavailable);
    default:
      return refuse(verifier, request, {store_failed, ""});
  }
}

std::string_view language_of(const Request& request) {
  return http::language_of(request.header("accept-language"));
}

}  // namespace samtycke::server

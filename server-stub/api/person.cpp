#include "api/person.hpp"

#include "api/answer.hpp"
#include "api/status.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t pseudonym_size = 32;
constexpr std::string_view consents_scope = "consents:write";

/// The same for every act of one session or token, and no way back to what shows it.
std::string pseudonym_of(const std::string& shown) {
  const std::string name = digest_name(openssl_sha256("evidence of " + shown));
  return "ses-" + name.substr(name.size() - pseudonym_size);
}

/// A cookie is 32 random bytes, and the store of sessions keeps another hash of it.
std::string session_of(const Request& request) {
  return pseudonym_of("session " + request.cookie(Sessions::cookie_name).value_or(""));
}

bool sends_token(const Request& request) {
  constexpr std::string_view scheme = "bearer";
  const std::string_view header = request.header("authorization");
  return http::equal_without_case(header.substr(0, header.find(' ')), scheme);
}

std::variant<Me, Response> known(const Verifier& verifier, const Request& request,
                                 std::string_view issuer, std::string_view subject,
                                 std::string session) {
  auto person = verifier.store.person_of(issuer, subject, View::committed);
  if (!person) return refuse(verifier, request, {store_failed, ""});
  if (person->id.empty()) return refuse(verifier, request, {unknown_person, ""});
  return Me{std::move(*person), std::move(session)};
}

std::variant<Me, Response> who_shows_token(const Verifier& verifier, const Request& request) {
  const auto judged = verifier.door.bearer(request, consents_scope);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) {
    return refuse(verifier, request, *refusal);
  }
  const auto& token = std::get<AccessToken>(judged);
  if (!is_persons_own(token)) {
    return refuse(verifier, request, Refusal{IdentityCode::persons_token_needed, {}});
  }
  return known(verifier, request, verifier.issuer, token.subject,
               pseudonym_of("token " + token.jti));
}

}  // namespace

std::variant<Me, Response> who_asks(const Verifier& verifier, const Request& request, Proof proof) {
  if (proof == Proof::session_or_token && sends_token(request)) {
    return who_shows_token(verifier, request);
  }
  const auto judged = verifier.door.signed_in(request);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) {
    return refuse(verifier, request, *refusal);
  }
  const auto& session = std::get<Session>(judged);
  return known(verifier, request, session.issuer, session.subject, session_of(request));
}

std::variant<Me, Response> who_acts(const Verifier& verifier, const Request& request,
                                    NullOrigin null_origin, Proof proof) {
  if (proof == Proof::session_or_token && sends_token(request)) {
    return who_shows_token(verifier, request);
  }
  if (const auto refusal = verifier.door.foreign(request, null_origin)) {
    return refuse(verifier, request, *refusal);
  }
  return who_asks(verifier, request);
}

}  // namespace samtycke::server

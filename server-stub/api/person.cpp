#include "api/person.hpp"

#include "api/answer.hpp"
#include "api/hash.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t pseudonym_size = 32;

/// The same for every act of one session, and no way back to its cookie: that is 32 random bytes,
/// and the store of sessions keeps another hash of it.
std::string pseudonym_of(const Request& request) {
  const std::string cookie = request.cookie(Sessions::cookie_name).value_or("");
  const std::string name = digest_name(openssl_sha256("evidence of session " + cookie));
  return "ses-" + name.substr(name.size() - pseudonym_size);
}

}  // namespace

std::variant<Me, Response> who_asks(const Verifier& verifier, const Request& request) {
  const auto judged = verifier.door.signed_in(request);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) {
    return refuse(verifier, request, *refusal);
  }
  const auto& session = std::get<Session>(judged);
  auto person = verifier.store.person_of(session.issuer, session.subject, View::committed);
  if (!person) return refuse(verifier, request, {store_failed, ""});
  if (person->id.empty()) return refuse(verifier, request, {unknown_person, ""});
  return Me{std::move(*person), pseudonym_of(request)};
}

std::variant<Me, Response> who_acts(const Verifier& verifier, const Request& request,
                                    NullOrigin null_origin) {
  if (const auto refusal = verifier.door.foreign(request, null_origin)) {
    return refuse(verifier, request, *refusal);
  }
  return who_asks(verifier, request);
}

}  // namespace samtycke::server

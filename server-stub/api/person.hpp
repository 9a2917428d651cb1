/// Who asks, as the person the log knows.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "api/verifier.hpp"

namespace samtycke::server {

struct Me {
  KnownPerson person;
  std::string session;  // a pseudonym of the session, for the evidence of a choice
};

/// What shows who asks: our own session's cookie alone, or also an access token of the person's,
/// from a page with a session of its own. Where a bearer token is sent, it alone counts: its
/// refusal is the answer, whatever cookie came with it.
enum class Proof : std::uint8_t { session, session_or_token };

/// The person of the request's session; the refusal when there is no session, or nobody has told us
/// of such a person.
std::variant<Me, Response> who_asks(const Verifier& verifier, const Request& request,
                                    Proof proof = Proof::session);

/// The same for a call that changes something: a page of our own must have made the request. No
/// browser adds a token by itself, so with one no page has to be ours.
std::variant<Me, Response> who_acts(const Verifier& verifier, const Request& request,
                                    NullOrigin null_origin = NullOrigin::refused,
                                    Proof proof = Proof::session);

}  // namespace samtycke::server

/// Who is signed in, as the person the log knows.
#pragma once

#include <string>
#include <variant>

#include "api/verifier.hpp"

namespace samtycke::server {

struct Me {
  KnownPerson person;
  std::string session;  // a pseudonym of the session, for the evidence of a choice
};

/// The person of the request's session; the refusal when there is no session, or nobody has told us
/// of such a person.
std::variant<Me, Response> who_asks(const Verifier& verifier, const Request& request);

/// The same for a call that changes something: a page of our own must have made the request.
std::variant<Me, Response> who_acts(const Verifier& verifier, const Request& request,
                                    NullOrigin null_origin = NullOrigin::refused);

}  // namespace samtycke::server

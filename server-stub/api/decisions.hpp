/// Questions about people, for whoever was let in to ask them.
#pragma once

#include "api/verifier.hpp"
#include "core/json.hpp"

namespace samtycke::server {

/// What `POST /v1/decisions` answers to this body, one question or a batch. Who may ask is the
/// caller's matter: it has looked at the token, or asks about the person who is signed in.
Response answer_questions(const Verifier& verifier, const Request& request, const Value& body);

}  // namespace samtycke::server

/// Pages of other origins that the operator has named: their scripts may make the person's own
/// calls with an access token, and read the answers. Never with our cookie: no answer allows
/// credentials.
#pragma once

#include "api/verifier.hpp"

namespace samtycke::server {

/// Lets the page that made the request read the answer, if it is one of the named.
void open_to_page(const Verifier& verifier, const Request& request, Response& response);

/// What a browser asks before it sends such a call: which of `methods` may be made. A page that is
/// not named is refused.
Response answer_preflight(const Verifier& verifier, const Request& request,
                          std::string_view methods);

}  // namespace samtycke::server

/// The table of all calls: method, path, handler, and what each may cost.
#pragma once

#include "api/verifier.hpp"
#include "http/router.hpp"

namespace samtycke::server {

/// Adds every call under `/` and `/v1`. `verifier` must outlive the router.
void add_calls(http::Router& router, const Verifier& verifier);

/// Adds the four calls of a sign-in, under its path. `identity` must outlive the router.
void add_sign_in(http::Router& router, Identity& identity);

}  // namespace samtycke::server

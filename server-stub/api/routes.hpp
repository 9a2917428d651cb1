/// The table of all calls: method, path, handler, and what each may cost.
#pragma once

#include "api/in_force.hpp"
#include "http/router.hpp"

namespace samtycke::server {

/// Adds every call under `/` and `/v1`. `in_force` must outlive the router.
void add_calls(http::Router& router, InForce& in_force);

/// Adds the four calls of a sign-in, under its path. `identity` must outlive the router.
void add_sign_in(http::Router& router, Identity& identity);

}  // namespace samtycke::server

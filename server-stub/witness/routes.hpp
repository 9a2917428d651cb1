/// The witness over HTTP.
#pragma once

#include "http/router.hpp"
#include "witness/witness.hpp"

namespace samtycke::server {

/// POST /add-checkpoint, GET /{hash of an origin}/checkpoint, and GET /vkey: how the witness's
/// cosignatures are verified, one line. `witness` must outlive the router.
void add_witness_calls(http::Router& router, Witness& witness);

}  // namespace samtycke::server

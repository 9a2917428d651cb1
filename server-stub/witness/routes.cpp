#include "witness/routes.hpp"

namespace samtycke::server {
namespace {

http::Response respond(WitnessAnswer answer) {
  const bool is_size = answer.status == 409;
  return http::respond(answer.status, is_size ? "text/x.tlog.size" : "text/plain; charset=utf-8",
                       std::move(answer.body));
}

}  // namespace

void add_witness_calls(http::Router& router, Witness& witness) {
  router.add({"POST", "/add-checkpoint",
              [&witness](const http::Request& request) {
                return respond(witness.add_checkpoint(request.body));
              },
              true, add_checkpoint_size_max, false});
  router.add({"GET", "/{origin}/checkpoint",
              [&witness](const http::Request& request) {
                return respond(witness.checkpoint(request.captures[0]));
              },
              true, http::body_size_default, true});
  router.add({"GET", "/vkey",
              [&witness](const http::Request&) {
                return respond({200, vkey_text(witness.key()) + '\n'});
              },
              false, http::body_size_default, true});
}

}  // namespace samtycke::server

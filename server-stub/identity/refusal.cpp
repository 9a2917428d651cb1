#include "identity/refusal.hpp"

namespace samtycke::server {

unsigned status_of(IdentityCode code) {
  switch (code) {
    case IdentityCode::sign_in_expired:
    case IdentityCode::return_to_invalid:
    case IdentityCode::logout_token_invalid:
      return 400;
    case IdentityCode::sign_in_needed:
    case IdentityCode::sign_in_refused:
    case IdentityCode::token_missing:
    case IdentityCode::token_invalid:
      return 401;
    case IdentityCode::foreign_origin:
    case IdentityCode::scope_missing:
    case IdentityCode::persons_token_needed:
    case IdentityCode::staff_role_missing:
      return 403;
    case IdentityCode::issuer_unreachable:
    case IdentityCode::session_store_failed:
      return 503;
  }
  return 403;
}

}  // namespace samtycke::server

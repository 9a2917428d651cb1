#include "api/status.hpp"

namespace samtycke::server {

unsigned status_of(Code code) {
  switch (code) {
    // The bytes, or a member that is not of the form its place demands.
    case Code::not_json:
    case Code::bad_utf8:
    case Code::duplicate_key:
    case Code::too_deep:
    case Code::too_large:
    case Code::too_long:
    case Code::too_many:
    case Code::not_integer:
    case Code::number_out_of_range:
    case Code::wrong_type:
    case Code::missing_member:
    case Code::unknown_member:
    case Code::bad_value:
    case Code::bad_time:
    case Code::bad_id:
    case Code::msisdn_not_e164:
    case Code::unknown_call:
      return 400;
    // Known who asks, and not theirs to do.
    case Code::actor_not_subject:
    case Code::employer_cannot_consent:
    case Code::no_mandate:
    case Code::guardian_required:
    case Code::door_not_permitted:
    case Code::import_cannot_grant:
      return 403;
    // Made on a state that is no longer the newest.
    case Code::stale_sequence:
      return 409;
    // Nothing can be answered now.
    case Code::no_catalogue:
    case Code::store_unreadable:
      return 503;
    // Read, allowed to ask, and refused for what it says.
    default:
      return 422;
  }
}

}  // namespace samtycke::server

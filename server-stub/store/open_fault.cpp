#include "store/open_fault.hpp"

namespace samtycke::server {

std::optional<OpenFault> fault_of(Migration migration) {
  switch (migration) {
    case Migration::newer:
      return OpenFault::newer_schema;
    case Migration::failed:
      return OpenFault::unreadable;
    case Migration::current:
      break;
  }
  return std::nullopt;
}

OpenFault fault_of(KeysFault fault) {
  return fault == KeysFault::newer_schema ? OpenFault::newer_schema : OpenFault::keys_unreadable;
}

OpenFault fault_of(HandoverFault fault) {
  switch (fault) {
    case HandoverFault::foreign:
      return OpenFault::place_foreign;
    case HandoverFault::behind:
      return OpenFault::place_behind;
    case HandoverFault::ahead:
      return OpenFault::place_ahead;
    case HandoverFault::unreadable:
      break;
  }
  return OpenFault::place_unreadable;
}

}  // namespace samtycke::server

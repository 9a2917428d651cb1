#include "api/staff.hpp"

#include <algorithm>

#include "api/answer.hpp"
#include "api/form.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

std::vector<StaffRole> roles_of(const Session& session) {
  std::vector<StaffRole> roles;
  for (std::size_t i = 0; i < std::size(staff_role_names); ++i) {
    if (std::find(session.roles.begin(), session.roles.end(), staff_role_names[i]) !=
        session.roles.end()) {
      roles.push_back(static_cast<StaffRole>(i));
    }
  }
  return roles;
}

}  // namespace

bool Staff::is(StaffRole role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::variant<Staff, Response> staff_who(const Verifier& verifier, const Request& request,
                                        std::initializer_list<StaffRole> roles) {
  if (!verifier.door.staff_signed_in) return refuse(verifier, request, 404, not_found);
  const auto judged = verifier.door.staff_signed_in(request);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) {
    return refuse(verifier, request, *refusal);
  }
  const auto& session = std::get<Session>(judged);
  Staff staff{session.issuer, session.subject, session.name, roles_of(session)};
  if (staff.name.empty()) staff.name = staff.sub;
  const bool may =
      std::any_of(roles.begin(), roles.end(), [&staff](StaffRole role) { return staff.is(role); });
  if (!may) return refuse(verifier, request, Refusal{IdentityCode::staff_role_missing, {}});
  return staff;
}

std::variant<Staff, Response> staff_who_acts(const Verifier& verifier, const Request& request,
                                             std::initializer_list<StaffRole> roles) {
  if (const auto refusal = verifier.door.foreign(request, NullOrigin::refused)) {
    return refuse(verifier, request, *refusal);
  }
  auto staff = staff_who(verifier, request, roles);
  if (std::holds_alternative<Staff>(staff) &&
      http::media_type(request.header("content-type")) != form_type) {
    return refuse(verifier, request, 415, unsupported_media_type);
  }
  return staff;
}

}  // namespace samtycke::server

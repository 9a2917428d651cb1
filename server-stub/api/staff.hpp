/// Who of the operator's own people asks, and whether they may: the one place that looks at roles.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/verifier.hpp"

namespace samtycke::server {

/// What the staff's provider lets somebody do. None of them makes a customer's choice.
enum class StaffRole : std::uint8_t {
  privacy_officer,  // reads one customer's records, evidence and the state of the log
  publisher,        // edits drafts of the catalogue
  approver,         // approves a draft that somebody else has made
};
constexpr std::string_view staff_role_names[] = {"privacy_officer", "publisher", "approver"};

struct Staff {
  std::string issuer;
  std::string sub;
  std::string name;  // as the provider gave it
  std::vector<StaffRole> roles;

  bool is(StaffRole role) const;
};

/// Whoever of the staff is signed in, when they have at least one of these roles. Else the refusal:
/// 404 where no staff is let in at all, 401 without a session of the staff, 403 without the role.
std::variant<Staff, Response> staff_who(const Verifier& verifier, const Request& request,
                                        std::initializer_list<StaffRole> roles);

/// The same for a call that changes something or tells of somebody: a form of our own must have
/// made it.
std::variant<Staff, Response> staff_who_acts(const Verifier& verifier, const Request& request,
                                             std::initializer_list<StaffRole> roles);

}  // namespace samtycke::server

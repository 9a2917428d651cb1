/// Closed lists that have a name on the wire: event kinds, roles, doors, methods.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace samtycke {

/// What one accepted fact is. LAW section 4, and RULINGS 14 for seven of the rest; `published` is
/// of no person (publication.hpp).
enum class EventKind : std::uint8_t {
  granted,
  refused,
  withdrawn,
  expired,
  reminded,
  objection,
  objection_lifted,
  restricted,
  unrestricted,
  gate_opened,
  gate_closed,
  relation_ended,
  propagated,
  propagation_acked,
  relation_begun,
  identifier_linked,
  identifier_unlinked,
  mandate_given,
  mandate_ended,
  corrected,
  erased,
  published,
};

constexpr std::string_view event_kind_names[] = {
    "granted",
    "refused",
    "withdrawn",
    "expired",
    "reminded",
    "objection",
    "objection_lifted",
    "restricted",
    "unrestricted",
    "gate_opened",
    "gate_closed",
    "relation_ended",
    "propagated",
    "propagation_acked",
    "relation_begun",
    "identifier_linked",
    "identifier_unlinked",
    "mandate_given",
    "mandate_ended",
    "corrected",
    "erased",
    "published",
};

/// In which capacity somebody acts.
enum class Role : std::uint8_t {
  user,
  subscriber,
  company_admin,
  guardian,
  customer_service,
  import,
  provisioning
};

constexpr std::string_view role_names[] = {"user",        "subscriber",       "company-admin",
                                           "guardian",    "customer-service", "import",
                                           "provisioning"};

/// By which way an act reaches us. What each may do stands in accept.cpp.
enum class Door : std::uint8_t {
  page,
  form,
  gates,
  customer_service,
  sms,
  mail_link,
  letter,
  import,
  provisioning
};

constexpr std::string_view door_names[] = {"page",        "form",      "gates",  "customer-service",
                                           "sms",         "mail-link", "letter", "import",
                                           "provisioning"};

/// How the person acted. Only the first two are a clear affirmative act (L3, L15, RULINGS 10).
enum class Method : std::uint8_t {
  switch_,
  button,
  scroll,
  dismiss,
  timeout,
  continue_,
  default_,
  bulk_admin,
  contract_acceptance
};

constexpr std::string_view method_names[] = {"switch",  "button",     "scroll",
                                             "dismiss", "timeout",    "continue",
                                             "default", "bulk-admin", "contract-acceptance"};

/// Who the subscriber is: a company has employees; a sole trader is user and subscriber in one.
enum class SubscriberKind : std::uint8_t { company, sole_trader };

constexpr std::string_view subscriber_kind_names[] = {"company", "sole-trader"};

/// What kind of name an identifier is.
enum class IdentifierKind : std::uint8_t { msisdn, customer_number };

constexpr std::string_view identifier_kind_names[] = {"msisdn", "customer-number"};

constexpr std::string_view name_of(EventKind k) { return event_kind_names[static_cast<int>(k)]; }
constexpr std::string_view name_of(Role r) { return role_names[static_cast<int>(r)]; }
constexpr std::string_view name_of(Door d) { return door_names[static_cast<int>(d)]; }
constexpr std::string_view name_of(Method m) { return method_names[static_cast<int>(m)]; }
constexpr std::string_view name_of(SubscriberKind k) {
  return subscriber_kind_names[static_cast<int>(k)];
}
constexpr std::string_view name_of(IdentifierKind k) {
  return identifier_kind_names[static_cast<int>(k)];
}

/// The enumerator of that name in one of the lists above.
template <typename Enum, std::size_t Count>
constexpr std::optional<Enum> named(std::string_view name, const std::string_view (&names)[Count]) {
  for (std::size_t i = 0; i < Count; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace samtycke

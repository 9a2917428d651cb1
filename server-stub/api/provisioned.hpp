/// One act of the operator's customer systems: an event of the core's, a name, or a sign-in.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "api/verifier.hpp"
#include "core/act.hpp"

namespace samtycke::server {

/// `{"kind": "subscriber", "subscriber", "name"}`: how a company is called. Can be erased.
struct NamedSubscriber {
  std::string id, name;
};

/// An act that the core judges, and the identifier it links, which no event holds.
struct CoreAct {
  Act act;
  std::string value;
};

/// `{"kind": "person", "person", "sub", "name", "issuer"?}` is a KnownPerson: who signs in how.
using Provisioned = std::variant<NamedSubscriber, KnownPerson, CoreAct>;

/// Errors: the reader's codes; an unfit identifier or name.
Result<Provisioned> provisioned_from(const Value& value, const std::string& where);

/// Why it cannot be recorded (a pointer into the act), or nothing: then it stands in the pending
/// transaction.
std::optional<Error> record_provisioned(const Verifier& verifier, const Provisioned& act,
                                        Pending& pending);

}  // namespace samtycke::server

/// The relations of one person: whose user they are, by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/verifier.hpp"

namespace samtycke::server {

struct Relation {
  std::string subject;
  std::string subscriber_name;
  std::string_view subscriber_kind;
};

/// Nothing when the store cannot be read.
std::optional<std::vector<Relation>> relations_of(const Verifier& verifier,
                                                  std::string_view person);

}  // namespace samtycke::server

/// Why a database, its log or its second place cannot be opened, as sentences for the operator.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "cli/config.hpp"
#include "log/log.hpp"

namespace samtycke::server {

std::string sentence_of(OpenFault fault, const Config& config);

/// The log of that database, or why not.
std::variant<std::unique_ptr<Log>, std::string> read_log(const Config& config, Store& store);

}  // namespace samtycke::server

/// The decisions of an export as a table that any spreadsheet reads.
#pragma once

#include <string>
#include <vector>

#include "core/json.hpp"

namespace samtycke::server {

/// One row for each purpose of each decision, under a row of names
/// (RFC 4180, UTF-8). A cell that a spreadsheet would take for a formula begins with an apostrophe.
std::string decisions_csv(const std::vector<Value>& decisions);

}  // namespace samtycke::server

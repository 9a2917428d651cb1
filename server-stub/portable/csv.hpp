/// Tables that any spreadsheet reads (RFC 4180, UTF-8).
#pragma once

#include <string>
#include <vector>

namespace samtycke::server {

/// One row with its end. A cell that a spreadsheet would take for a formula begins with an
/// apostrophe.
std::string csv_row(const std::vector<std::string>& cells);

}  // namespace samtycke::server

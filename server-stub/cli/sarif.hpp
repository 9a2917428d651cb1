/// Findings as SARIF 2.1.0 (OASIS), which editors and pull requests show at their place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/words.hpp"
#include "core/lint.hpp"

namespace samtycke::server {

/// One run with all rules of lint. `json` is the file at `path`, in which the places are counted.
std::string sarif(const std::vector<Finding>& findings, std::string_view json,
                  std::string_view path, const Words& words);
/// A run that could not read the catalogue, and why not.
std::string sarif(const Error& error, std::string_view path, const Words& words);

}  // namespace samtycke::server

/// Settings files: strict JSON, and one sentence for the operator where one cannot be used.
#pragma once

#include <string>
#include <variant>

#include "core/json.hpp"

namespace samtycke::server {

std::variant<Value, std::string> read_settings(const std::string& path);
/// Which member of that file is at fault, and how.
std::string sentence_of(const std::string& path, const Error& error);

/// A path in a settings file is relative to the file.
void resolve_beside(const std::string& settings, std::string& path);

}  // namespace samtycke::server

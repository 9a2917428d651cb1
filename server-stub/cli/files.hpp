/// Whole files, for the command line.
#pragma once

#include <optional>
#include <string>

namespace samtycke::server {

/// The bytes of a file up to `size_max`; nothing when it cannot be read or is larger.
std::optional<std::string> read_file(const std::string& path, std::size_t size_max);

/// Writes a file anew: beside it first, then renamed over it, so that nobody ever reads half of
/// one.
bool write_file(const std::string& path, const std::string& bytes);

/// Where the sentences for codes lie, unless a command is told otherwise.
std::string text_folder();

}  // namespace samtycke::server

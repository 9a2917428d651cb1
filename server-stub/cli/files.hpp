/// The files a command reads and writes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace samtycke::server {

/// The whole file; nothing when it cannot be read or is larger.
std::optional<std::string> read_file(const std::string& path, std::size_t size_max);

/// Puts the bytes in place of the file at once: a reader sees the old file or the new one.
[[nodiscard]] bool replace_file(const std::string& path, std::string_view bytes);

/// Where the sentences and the description of the calls lie: beside the program as it was built, or
/// where it was installed to. Empty when in neither place.
std::string data_folder();

}  // namespace samtycke::server

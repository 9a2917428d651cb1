/// A ZIP archive as a list of named files (APPNOTE 6.3, by libzip). Knows nothing of what is in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samtycke::server {

struct ArchivedFile {
  std::string name;  // lower-case letters, digits and ._- in folders parted by /
  std::string bytes;
};

constexpr std::size_t archived_files_max = 6'000;
constexpr std::size_t archived_bytes_max = std::size_t{64} << 20;

/// The same bytes for the same files. Nothing when there are too many, or too large.
std::optional<std::string> zip_of(const std::vector<ArchivedFile>& files);

/// Reads strictly, whoever wrote it: nothing when it is no archive or an empty one, is larger
/// unpacked than `archived_bytes_max`, or holds a name twice, an odd name, something encrypted or a
/// folder.
std::optional<std::vector<ArchivedFile>> files_of(std::string_view zip);

}  // namespace samtycke::server

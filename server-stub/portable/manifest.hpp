/// What an export consists of: each file by its digest, so that one signature is over all of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/json.hpp"
#include "portable/zip_archive.hpp"

namespace samtycke::server {

constexpr std::string_view manifest_name = "manifest.json";
constexpr std::string_view manifest_signature_name = "manifest.jws";

/// `[{"name", "sha256", "size"}]`, in the order of the files; `sha256` in hexadecimal.
Value files_value(const std::vector<ArchivedFile>& files);

struct ListedFile {
  std::string name, sha256;
  std::uint64_t size = 0;
};

/// The files that a manifest lists; nothing when it is none.
std::optional<std::vector<ListedFile>> listed_files(const Value& manifest);
/// Whether these are the bytes that were listed.
bool is_listed(const ListedFile& listed, const ArchivedFile& file);

}  // namespace samtycke::server

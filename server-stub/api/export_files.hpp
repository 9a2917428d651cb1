/// What a person takes along of themself (GDPR 15 and 20; L119, L120): the files of one archive.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/own_history.hpp"
#include "portable/zip_archive.hpp"

namespace samtycke::server {

/// The files for the relation in that language, without manifest: docs/EVIDENCE.md, "Export", tells
/// each. Nothing when the store or the log cannot be read.
std::optional<std::vector<ArchivedFile>> export_files(const Verifier& verifier,
                                                      const OwnHistory& own,
                                                      std::string_view language);

}  // namespace samtycke::server

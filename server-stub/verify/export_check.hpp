/// Whether an export is what the verifier gave: its manifest's signature, each file by its digest,
/// each receipt in it, and that what stands in it twice says the same.
#pragma once

#include <vector>

#include "core/verify_receipt.hpp"
#include "portable/zip_archive.hpp"
#include "verify/claims.hpp"

namespace samtycke::server {

/// `where` of a line is the file, and for a receipt's the place in it behind that.
std::vector<CheckLine> check_export(const std::vector<ArchivedFile>& files,
                                    const ReceiptTrust& trust, Claims& claims);

}  // namespace samtycke::server

/// The notices of a version of a catalogue under their digests: what stands behind the digest of an
/// event, for as long as the version is kept (L26).
#pragma once

#include <string>
#include <vector>

#include "catalogue.hpp"

namespace samtycke {

struct ArchivedNotice {
  std::string digest;
  std::string bytes;  // whose digest it is
};

/// One for each purpose that people choose about, in each language in which its notice is complete.
std::vector<ArchivedNotice> notices_of(const Catalogue& catalogue, Hash hash);

}  // namespace samtycke

/// Files for nobody else's eyes.
#pragma once

#include <string>

namespace samtycke::server {

/// Makes an empty file of mode 0600 unless it is there, and its directory entry durable: a database
/// whose name a power cut forgets is lost as a whole.
bool make_file(const std::string& path);

/// Makes what is written to a file durable.
bool sync_file(const std::string& path);

}  // namespace samtycke::server

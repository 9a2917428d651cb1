/// `samtycke verify`: its four ways, their options and their help.
#pragma once

#include "cli/commands.hpp"

namespace CLI {
class App;
}

namespace samtycke::server {

struct VerifyOptions {
  VerifyReceiptOptions receipt;
  VerifyExportOptions exported;
  VerifyLogOptions log;
  VerifyCheckpointsOptions checkpoints;
};

void add_verify(CLI::App& app, VerifyOptions& options);
/// After the command line was read and named `verify`.
int verify(const CLI::App& app, const VerifyOptions& options);

}  // namespace samtycke::server

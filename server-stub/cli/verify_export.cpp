#include <iostream>

#include "cli/check_lines.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/trust.hpp"
#include "verify/export_check.hpp"

namespace samtycke::server {

int verify_export(const VerifyExportOptions& options) {
  const auto words = Words::load(options.language);
  const auto keys = read_keys(options.keys);
  const auto log_key = read_log_key(options.log_key);
  std::optional<WitnessPolicy> policy;
  if (!words || !keys || !log_key) return unusable;
  if (!options.policy.empty() && !(policy = read_policy(options.policy))) return unusable;
  const auto at = read_time(options.at);
  if (!at) return unusable;
  const auto bytes = read_file(options.archive, archived_bytes_max);
  if (!bytes) {
    std::cerr << options.archive << ": cannot be read\n";
    return unusable;
  }
  CheckLines lines(*words, options.as_json);
  const auto files = files_of(*bytes);
  if (!files) {
    lines.print({Check::archive_misformed, "", {}, {}, {}, {}});
    return lines.finish();
  }
  Claims claims;
  const ReceiptTrust trust{*keys, *log_key, policy ? &*policy : nullptr, nullptr, at};
  for (const CheckLine& line : check_export(*files, trust, claims)) lines.print(line);
  return lines.finish();
}

}  // namespace samtycke::server

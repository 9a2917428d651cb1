#include <filesystem>
#include <iostream>

#include "cli/check_lines.hpp"
#include "cli/commands.hpp"
#include "cli/trust.hpp"
#include "verify/log_check.hpp"

namespace samtycke::server {
namespace {

bool bring(const VerifyLogOptions& options, LogTrust& trust) {
  const auto log_key = read_log_key(options.log_key);
  if (!log_key) return false;
  trust.log_key = *log_key;
  if (!options.keys.empty() && !(trust.keys = read_keys(options.keys))) return false;
  if (!options.policy.empty() && !(trust.policy = read_policy(options.policy))) return false;
  return options.head.empty() || (trust.head = read_head(options.head)).has_value();
}

std::string_view sentence_of(LogCheckFault fault) {
  switch (fault) {
    case LogCheckFault::no_keys:
      return ": the keys that it was sealed with are not there; give them with --party-keys";
    case LogCheckFault::older:
      return ": was made by an earlier version; the verifier brings a copy of it up to date";
    case LogCheckFault::newer:
      return ": was made by a later version; use that one";
    case LogCheckFault::unreadable:
      break;
  }
  return ": is no database of a verifier, or cannot be read";
}

}  // namespace

int verify_log(const VerifyLogOptions& options) {
  const auto words = Words::load(options.language);
  LogTrust trust;
  if (!words || !bring(options, trust)) return unusable;
  CheckLines lines(*words, options.as_json);
  // Somebody who was given the database alone still checks the log: its entries, tiles and heads.
  const std::string beside = options.database + "-keys";
  const bool is_beside = options.party_keys.empty() && std::filesystem::exists(beside);
  const std::string& party_keys = is_beside ? beside : options.party_keys;
  const auto fault = check_log(options.database, party_keys, trust,
                               [&lines](const CheckLine& line) { lines.print(line); });
  if (fault) {
    std::cerr << options.database << sentence_of(*fault) << '\n';
    return unusable;
  }
  return lines.finish();
}

}  // namespace samtycke::server

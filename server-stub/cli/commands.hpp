/// The subcommands. Each returns the exit status: 0 yes, 1 no, 2 usage or unreadable input.
#pragma once

#include <string>

#include "store/store.hpp"  // its `yes` and `no` before ours, which would seem to be meant by them

namespace samtycke::server {

constexpr int yes = 0;
constexpr int no = 1;
constexpr int unusable = 2;

/// "en" when LC_ALL, LC_MESSAGES or LANG says so, the first that is set; otherwise "sv".
std::string language_of_environment();

struct LintOptions {
  std::string catalogue;
  std::string older;  // the version before it: what changed is looked at instead
  std::string language = language_of_environment();
  std::string format = "text";  // or "json", one finding a line, or "sarif"
};
int lint_catalogue(const LintOptions& options);

/// An empty path reads the standard input.
int evaluate_lines(const std::string& path);

/// Makes the key unless it is there; writes and prints its public half.
int make_key(const std::string& path);

struct SignOptions {
  std::string catalogue;
  std::string key;
  std::string language = language_of_environment();
};
int sign_catalogue(const SignOptions& options);

struct ProcessingOptions {
  std::string catalogue;
  std::string out;  // its ending says what it becomes: .pdf, or else a page
  std::string language = language_of_environment();
};
/// Writes the record of processing (GDPR 30(1)) of a catalogue.
int write_processing(const ProcessingOptions& options);

int serve(const std::string& config);

/// Whether the words behind every event can still be shown; prints the positions of those that
/// cannot. A verifier may be serving from the same database.
int check_texts(const std::string& config);

/// Makes the second place of the configuration, or begins it anew, with a whole copy.
int make_second_place(const std::string& config);

struct RecoverOptions {
  std::string config;
  std::string backup;  // of the database; empty: the copy at the second place
  std::string head;    // the newest one that is known from elsewhere
  bool is_missing_for_good = false;
};
int recover(const RecoverOptions& options);

struct WitnessOptions {
  std::string config;
  bool vkey_only = false;  // prints how its cosignatures are verified, and ends
};
int run_witness(const WitnessOptions& options);

struct VerifyReceiptOptions {
  std::string receipt;
  std::string keys;
  std::string log_key;
  std::string policy;
  std::string catalogue;
  std::string at;  // empty: now
  std::string language = language_of_environment();
  bool as_json = false;
};
int verify_receipt(const VerifyReceiptOptions& options);

struct VerifyExportOptions {
  std::string archive;
  std::string keys;
  std::string log_key;
  std::string policy;
  std::string at;  // empty: now
  std::string language = language_of_environment();
  bool as_json = false;
};
int verify_export(const VerifyExportOptions& options);

struct VerifyLogOptions {
  std::string database;
  std::string party_keys;  // empty: beside it; where there are none, events stay sealed
  std::string log_key;
  std::string keys;
  std::string policy;
  std::string head;  // a newer one, from elsewhere
  std::string language = language_of_environment();
  bool as_json = false;
};
int verify_log(const VerifyLogOptions& options);

struct VerifyCheckpointsOptions {
  std::string older;
  std::string newer;
  std::string log_key;
  std::string tiles;  // one of these three
  std::string database;
  std::string proof;
  std::string language = language_of_environment();
  bool as_json = false;
};
int verify_checkpoints(const VerifyCheckpointsOptions& options);

}  // namespace samtycke::server

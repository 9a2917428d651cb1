#include "cli/verify.hpp"

#include <CLI/CLI.hpp>

namespace samtycke::server {
namespace {

constexpr const char* status_words =
    "Each line says ok, not checked or WRONG, where, and what.\n"
    "Exit status: 0 nothing wrong, 1 something is, 2 usage or unreadable.\n";

void add_common(CLI::App& command, std::string& language, bool& as_json, std::string& log_key) {
  command
      .add_option("--log-key", log_key,
                  "the log's verifier key (GET /log/vkey), its text or a file with it")
      ->required();
  command
      .add_option("--language,--lang", language,
                  "language of the sentences: sv or en; as LANG says, otherwise sv")
      ->check(CLI::IsMember({"sv", "en"}))
      ->capture_default_str();
  command.add_flag("--json", as_json, "one JSON object a line instead of sentences");
}

void add_keys(CLI::App& command, std::string& keys) {
  command
      .add_option("--keys", keys,
                  "the verifier's public keys, a JWK set (GET /.well-known/jwks.json)")
      ->required();
}

void add_at(CLI::App& command, std::string& at) {
  command.add_option("--at", at, "as of when, e.g. 2026-11-24T08:00:00Z; otherwise now");
}

void add_receipt(CLI::App& verify, VerifyReceiptOptions& options) {
  CLI::App* command = verify.add_subcommand(
      "receipt",
      "Does this receipt prove what it says? Its signature, each event byte for byte, its place in "
      "the log, the log's signed head, the witnesses, the words that were shown.");
  command->add_option("FILE", options.receipt, "the receipt, a JSON file")->required();
  add_keys(*command, options.keys);
  add_common(*command, options.language, options.as_json, options.log_key);
  command->add_option("--policy", options.policy,
                      "whose witnesses count (C2SP tlog-policy); without it, only the log's own "
                      "head is checked");
  command->add_option("--catalogue", options.catalogue,
                      "the catalogue that the receipt names: the words are compared and printed");
  add_at(*command, options.at);
  command->footer(
      std::string(status_words) +
      "Examples:\n"
      "  samtycke verify receipt receipt.json --keys jwks.json --log-key log.vkey\n"
      "  samtycke verify receipt receipt.json --keys jwks.json --log-key log.vkey \\\n"
      "    --policy witnesses.txt --catalogue catalogue.json --language en\n"
      "  samtycke verify receipt --json receipt.json --keys jwks.json --log-key log.vkey | jq -r "
      ".result");
}

void add_export(CLI::App& verify, VerifyExportOptions& options) {
  CLI::App* command = verify.add_subcommand(
      "export",
      "Is this what the verifier gave of a person? The manifest's signature, every file by its "
      "digest, every receipt in it, and that table and lines say the same.");
  command->add_option("FILE", options.archive, "the export, a ZIP archive")->required();
  add_keys(*command, options.keys);
  add_common(*command, options.language, options.as_json, options.log_key);
  command->add_option("--policy", options.policy,
                      "whose witnesses count (C2SP tlog-policy); without it, only the log's own "
                      "heads are checked");
  add_at(*command, options.at);
  command->footer(
      std::string(status_words) +
      "Examples:\n"
      "  samtycke verify export samtycke-export.zip --keys jwks.json --log-key log.vkey\n"
      "  samtycke verify export --json samtycke-export.zip --keys jwks.json --log-key log.vkey | "
      "jq "
      "-r .where");
}

void add_log(CLI::App& verify, VerifyLogOptions& options) {
  CLI::App* command = verify.add_subcommand(
      "log",
      "Is this copy of a verifier's database whole and true? Every event is replayed, every tile "
      "worked out again, every signed head reached, every stored answer compared. Nothing is "
      "written. Of customers only positions are printed, of staff the names in a statement.");
  command->add_option(
      "--party-keys", options.party_keys,
      "the keys that it was sealed with; DATABASE-keys unless told otherwise. Where there "
      "are none, only the log itself is checked: entries, tiles, heads");
  command->add_option("DATABASE", options.database, "the SQLite file; its -wal beside it is read")
      ->required();
  add_common(*command, options.language, options.as_json, options.log_key);
  command->add_option("--keys", options.keys,
                      "the verifier's public keys, a JWK set: receipts' and catalogues' signatures "
                      "are verified too");
  command->add_option("--policy", options.policy, "whose witnesses count (C2SP tlog-policy)");
  command->add_option("--head", options.head,
                      "a signed checkpoint from elsewhere: a database that was rolled back behind "
                      "it, or that another history leads to, is found");
  command->footer(std::string(status_words) +
                  "Examples:\n"
                  "  samtycke verify log samtycke.db --log-key log.vkey\n"
                  "  samtycke verify log samtycke.db --log-key log.vkey --keys jwks.json --head "
                  "checkpoint.txt\n"
                  "  samtycke verify log --json samtycke.db --log-key log.vkey | jq "
                  "'select(.result==\"wrong\")'");
}

void add_checkpoints(CLI::App& verify, VerifyCheckpointsOptions& options) {
  CLI::App* command = verify.add_subcommand(
      "checkpoints", "Did the log at NEW grow out of the log at OLD, with nothing changed?");
  command->add_option("OLD", options.older, "a signed checkpoint, a text file")->required();
  command->add_option("NEW", options.newer, "a later one of the same log")->required();
  add_common(*command, options.language, options.as_json, options.log_key);
  CLI::Option_group* source = command->add_option_group("Proof", "one of these");
  source->add_option("--proof", options.proof, "the consistency proof, a base64 hash on each line");
  source->add_option("--tiles", options.tiles,
                     "a folder with tile/0/000 and so on, as fetched from the log");
  source->add_option("--database", options.database, "a copy of the verifier's database");
  source->require_option(1);
  command->footer(
      std::string(status_words) +
      "Examples:\n"
      "  samtycke verify checkpoints old.txt new.txt --log-key log.vkey --proof proof.txt\n"
      "  samtycke verify checkpoints old.txt new.txt --log-key log.vkey --tiles log\n"
      "  samtycke verify checkpoints old.txt new.txt --log-key log.vkey --database samtycke.db");
}

}  // namespace

void add_verify(CLI::App& app, VerifyOptions& options) {
  CLI::App* command = app.add_subcommand("verify",
                                         "Proves receipts, exports, whole logs and checkpoints, "
                                         "offline and without trusting any server.");
  command->require_subcommand(1);
  add_receipt(*command, options.receipt);
  add_export(*command, options.exported);
  add_log(*command, options.log);
  add_checkpoints(*command, options.checkpoints);
  command->footer(std::string(status_words) +
                  "`samtycke verify receipt --help` and so on tell more, with examples.");
}

int verify(const CLI::App& app, const VerifyOptions& options) {
  const CLI::App* command = app.get_subcommand("verify");
  if (command->got_subcommand("receipt")) return verify_receipt(options.receipt);
  if (command->got_subcommand("export")) return verify_export(options.exported);
  if (command->got_subcommand("log")) return verify_log(options.log);
  return verify_checkpoints(options.checkpoints);
}

}  // namespace samtycke::server

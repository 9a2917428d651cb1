#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/verify.hpp"

namespace samtycke::server {
namespace {

CLI::Option* add_language(CLI::App& command, std::string& language) {
  return command
      .add_option("--language,--lang", language,
                  "language of the sentences: sv or en; as LANG says, otherwise sv")
      ->check(CLI::IsMember({"sv", "en"}))
      ->capture_default_str();
}

void add_lint(CLI::App& app, LintOptions& options) {
  CLI::App* command = app.add_subcommand(
      "lint",
      "Is this catalogue lawful and complete? Prints each finding, its place and its row "
      "of the law table.");
  command->add_option("CATALOGUE", options.catalogue, "the catalogue, a JSON file")->required();
  command->add_option("--diff", options.older,
                      "the version before it: tells what changed for whom has said yes, and which "
                      "version number was not raised");
  command->add_option("--format", options.format, "text, json (a finding a line) or sarif")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  command->add_flag_callback(
      "--json", [&options] { options.format = "json"; }, "the same as --format json");
  add_language(*command, options.language);
  command->footer(
      "Exit status: 0 nothing found but warnings, 1 findings, 2 unreadable.\n"
      "Examples:\n"
      "  samtycke lint catalogue.json\n"
      "  samtycke lint --language en catalogue.json\n"
      "  samtycke lint --json catalogue.json | jq -r .where\n"
      "  samtycke lint --format sarif catalogue.json > lint.sarif\n"
      "  samtycke lint --diff published.json catalogue.json");
}

void add_evaluate(CLI::App& app, std::string& file) {
  CLI::App* command = app.add_subcommand(
      "evaluate",
      "Every function of the core as a filter: one JSON request a line in, one JSON "
      "answer a line out. docs/EVALUATE.md shows each call.");
  command->add_option("FILE", file, "the requests; without it, or with -, the standard input");
  command->footer(
      "Exit status: 0 every line was answered, be it with an `error`; 2 unreadable.\n"
      "Examples:\n"
      "  samtycke evaluate requests.jsonl > answers.jsonl\n"
      "  jq -c '{call: \"catalogue\", catalogue: ., signed: true}' catalogue.json | samtycke "
      "evaluate");
}

void add_serve(CLI::App& app, std::string& config) {
  CLI::App* command = app.add_subcommand("serve",
                                         "The verifier: answers over HTTP until it is "
                                         "told to stop (SIGINT, SIGTERM).");
  command->add_option("--config", config, "the settings, a JSON file")->required();
  command->footer(
      "Settings (paths relative to the file; * may be left out):\n"
      "  origin              as browsers see us, e.g. https://foretag.example\n"
      "  port, address*      where to listen; 127.0.0.1 unless told otherwise\n"
      "  hosts*              names we answer to; that of the origin unless told otherwise\n"
      "  issuer, client_id, client_secret_file   the OpenID provider, and who we are there\n"
      "  database, sessions* SQLite files, made when they are not there\n"
      "  party_keys*         SQLite file of the keys that the database is sealed with; never in "
      "its\n"
      "                      backups, and its own backups live 30 days at most\n"
      "  receipt_key         private key for receipts (samtycke key)\n"
      "  log_key             private key for the heads of the log, another one\n"
      "  log_origin*         the log's name, for ever; our host and /log unless told otherwise\n"
      "  second_place*       folder on another disk that is told of every change (samtycke "
      "second-place)\n"
      "  second_place_keys*  file on another disk, apart from it: a copy of the party keys\n"
      "  second_place_sync*  before_answer, or within_a_second: then a lost disk may take the last "
      "second\n"
      "  witness_policy*     who cosigns the heads (C2SP tlog-policy, with addresses); nobody "
      "unless "
      "told\n"
      "  witness_silent_seconds*   after which a witness without an answer is an alarm; 3600\n"
      "  catalogue, catalogue_signature*, catalogue_key   the document, its .jws, whose key "
      "counts\n"
      "  catalogue_signing_key*   its private half: catalogues can be published in the console\n"
      "  web                 folder with static/ and portal/\n"
      "  data*               folder with text/, export/ and openapi.json\n"
      "  threads*, workers*  for connections, and for calls that wait\n"
      "  demo*               {header_file, question}: the curl line on the page\n"
      "  store_synchronous*  FULL; OFF loses data at a power cut and is for tests alone\n"
      "Exit status: 0 stopped when told to, 2 could not start.\n"
      "Example:\n"
      "  samtycke serve --config samtycke.json");
}

void add_check_texts(CLI::App& app, std::string& config) {
  CLI::App* command = app.add_subcommand(
      "check-texts",
      "Are the words that people were shown still there? Looks for the text and the catalogue's "
      "version of every event, and prints the positions of those that lead nowhere.");
  command->add_option("--config", config, "the settings of `serve`")->required();
  command->footer(
      "Exit status: 0 every text is there, 1 some are not, 2 the database cannot be read.\n"
      "Example:\n"
      "  samtycke check-texts --config samtycke.json");
}

void add_second_place(CLI::App& app, std::string& config) {
  CLI::App* command = app.add_subcommand(
      "second-place",
      "Makes the second place of the configuration, or begins it anew: a whole copy of the "
      "database "
      "and of the party keys, behind which `serve` writes every change. The verifier is stopped.");
  command->add_option("--config", config, "the settings of `serve`")->required();
  command->footer(
      "The folder `second_place` and that of `second_place_keys` must be there, on other disks.\n"
      "docs/RECOVERY.md tells when to do it, and what to do after a lost disk.\n"
      "Exit status: 0 it is there, 2 it cannot be made.\n"
      "Example:\n"
      "  samtycke second-place --config samtycke.json");
}

void add_recover(CLI::App& app, RecoverOptions& options) {
  CLI::App* command = app.add_subcommand("recover",
                                         "After a lost disk: puts a copy of the database back "
                                         "where it was and takes in what the second "
                                         "place was told since, to the same signed head. The "
                                         "verifier is stopped; again after a crash is "
                                         "the same as once.");
  command->add_option("--config", options.config, "the settings of `serve`")->required();
  command->add_option(
      "--backup", options.backup,
      "a backup of the database; the copy at the second place unless told otherwise");
  command->add_option(
      "--head", options.head,
      "the newest signed head that is known from elsewhere (a witness, a cache): the "
      "log must lead to it");
  command->add_flag(
      "--missing-for-good", options.is_missing_for_good,
      "where events are missing: begins a new log that names the old head, and denies "
      "with `stale` whatever was allowed before, until people act again");
  command->footer(
      "Exit status: 0 recovered, 1 events are missing or the second place is another log's, 2 "
      "unreadable.\n"
      "Examples:\n"
      "  samtycke recover --config samtycke.json\n"
      "  samtycke recover --config samtycke.json --backup monday.db --head checkpoint.txt\n"
      "  samtycke recover --config samtycke.json --head checkpoint.txt --missing-for-good");
}

void add_witness(CLI::App& app, WitnessOptions& options) {
  CLI::App* command =
      app.add_subcommand("witness",
                         "A witness for logs of others (C2SP tlog-witness): cosigns a checkpoint "
                         "when it continues the "
                         "one before it, until it is told to stop (SIGINT, SIGTERM).");
  command->add_option("--config", options.config, "the settings, a JSON file")->required();
  command->add_flag("--vkey", options.vkey_only,
                    "prints the line by which its cosignatures are verified, and ends");
  command->footer(
      "Settings (paths relative to the file; * may be left out):\n"
      "  name       as it signs, for ever; a URL without https://, e.g. witness.example/w1\n"
      "  key        its private key (samtycke key), of no other use\n"
      "  state      SQLite file: what it cosigned last; made when it is not there, and never put "
      "back\n"
      "             from a copy: a witness that forgot needs another name and key\n"
      "  logs       the logs that it follows, a vkey each (GET <log>/vkey); its name is the "
      "origin\n"
      "  port, address*   where to listen; 127.0.0.1 unless told otherwise. TLS is a proxy's\n"
      "  hosts*     names it answers to; address and port unless told otherwise\n"
      "  data*      folder with text/\n"
      "Calls: POST /add-checkpoint, GET /<hex SHA-256 of the origin>/checkpoint, GET /vkey.\n"
      "Exit status: 0 stopped when told to, 2 could not start.\n"
      "Example, witness.json:\n"
      "  {\"name\": \"witness.example/w1\", \"key\": \"witness-key\", \"state\": \"witness.db\",\n"
      "   \"port\": 8790, \"hosts\": [\"witness.example\"],\n"
      "   \"logs\": "
      "[\"consent.example/log1+b9841a2c+AaW3pp04L+evzDBU+k8SvVq+GW7fHNK+ZooTs7P8w3f1\"]}\n"
      "  samtycke key witness-key\n"
      "  samtycke witness --config witness.json --vkey    # for the log's policy file\n"
      "  samtycke witness --config witness.json");
}

void add_key(CLI::App& app, std::string& file) {
  CLI::App* command = app.add_subcommand("key",
                                         "Makes an Ed25519 key for receipts, log, witness or "
                                         "catalogues, unless the file is there already; "
                                         "writes its public half to FILE.pub and prints it.");
  command->add_option("FILE", file, "the private key, PEM, for its owner's eyes alone")->required();
  command->footer(
      "Exit status: 0 the key is there, 2 it cannot be made or read.\n"
      "Example:\n"
      "  samtycke key keys/receipts");
}

void add_sign(CLI::App& app, SignOptions& options) {
  CLI::App* command = app.add_subcommand(
      "sign", "Signs a catalogue in which lint finds nothing; writes CATALOGUE.jws.");
  command->add_option("CATALOGUE", options.catalogue, "the catalogue, a JSON file")->required();
  command->add_option("--key", options.key, "the private key (samtycke key)")->required();
  add_language(*command, options.language);
  command->footer(
      "Exit status: 0 signed, 1 lint found something, 2 unreadable.\n"
      "Example:\n"
      "  samtycke sign catalogue.json --key keys/catalogue");
}

void add_processing(CLI::App& app, ProcessingOptions& options) {
  CLI::App* command = app.add_subcommand(
      "processing", "Writes the record of processing (GDPR 30(1)) that a catalogue amounts to.");
  command->add_option("CATALOGUE", options.catalogue, "the catalogue, a JSON file")->required();
  command->add_option("--out", options.out, "where to: FILE.pdf, or FILE.html")->required();
  add_language(*command, options.language);
  command->footer(
      "Exit status: 0 written, 2 no catalogue, or it cannot be written.\n"
      "Example:\n"
      "  samtycke processing catalogue.json --out processing.pdf");
}

int run(int argc, char** argv) {
  CLI::App app("Consent for an operator's traffic data: rules, verifier and tools.", "samtycke");
  app.set_version_flag("--version", SAMTYCKE_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  app.footer(
      "Exit status: 0 yes, 1 no, 2 usage or unreadable input.\n"
      "`samtycke SUBCOMMAND --help` tells more, with examples.");
  LintOptions lint;
  SignOptions sign;
  ProcessingOptions processing;
  WitnessOptions witness;
  RecoverOptions recovery;
  VerifyOptions verify_options;
  std::string requests;
  std::string config;
  std::string key;
  add_lint(app, lint);
  add_evaluate(app, requests);
  add_serve(app, config);
  add_check_texts(app, config);
  add_second_place(app, config);
  add_recover(app, recovery);
  add_witness(app, witness);
  add_key(app, key);
  add_sign(app, sign);
  add_processing(app, processing);
  add_verify(app, verify_options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? yes : unusable;
  }
  if (app.got_subcommand("lint")) return lint_catalogue(lint);
  if (app.got_subcommand("evaluate")) return evaluate_lines(requests);
  if (app.got_subcommand("check-texts")) return check_texts(config);
  if (app.got_subcommand("key")) return make_key(key);
  if (app.got_subcommand("sign")) return sign_catalogue(sign);
  if (app.got_subcommand("processing")) return write_processing(processing);
  if (app.got_subcommand("second-place")) return make_second_place(config);
  if (app.got_subcommand("recover")) return recover(recovery);
  if (app.got_subcommand("witness")) return run_witness(witness);
  if (app.got_subcommand("verify")) return verify(app, verify_options);
  return serve(config);
}

}  // namespace
}  // namespace samtycke::server

int main(int argc, char** argv) {
  // A reader that went away shows as a failed write, not as a silent end.
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  return samtycke::server::run(argc, argv);
}

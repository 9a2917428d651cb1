// The command line: each command stands in a file of its own.
#include <CLI/CLI.hpp>

#include "commands.hpp"

int main(int argc, char** argv) {
  using namespace samtycke::server;
  CLI::App app{"Consent for traffic data: catalogues, decisions, the verifier.", "samtycke"};
  app.set_version_flag("--version", SAMTYCKE_VERSION);
  app.require_subcommand(1);
  app.footer("Exit status: 0 yes, 1 no, 2 usage or unreadable input.");
  int status = exit_unreadable;
  add_lint(app, status);
  add_evaluate(app, status);
  add_key(app, status);
  add_sign(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_yes : exit_unreadable;
  }
  return status;
}

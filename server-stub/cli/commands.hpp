/// The commands of `samtycke`. Each adds itself to the command line and, when it was asked for,
/// runs and gives the exit status: 0 yes, 1 no, 2 usage or unreadable input.
#pragma once

#include <CLI/CLI.hpp>

namespace samtycke::server {

enum ExitStatus : int { exit_yes = 0, exit_no = 1, exit_unreadable = 2 };

void add_lint(CLI::App& app, int& status);
void add_evaluate(CLI::App& app, int& status);
void add_key(CLI::App& app, int& status);
void add_sign(CLI::App& app, int& status);
void add_serve(CLI::App& app, int& status);

}  // namespace samtycke::server

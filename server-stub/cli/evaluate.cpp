#include "core/evaluate.hpp"

#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include "commands.hpp"
#include "hash.hpp"

namespace samtycke::server {
namespace {

/// One request a line, one answer a line, in order; each answer is out before the next line is
/// read, so that a program can hold a conversation with it.
int evaluate_lines(std::istream& in, std::ostream& out) {
  Loaded loaded;
  std::string carried;
  std::string line;
  while (std::getline(in, line)) {
    auto evaluation = evaluate(carried, line, loaded, openssl_sha256);
    carried = std::move(evaluation.carried);
    out << evaluation.answer << '\n';
    if (in.rdbuf()->in_avail() <= 0) out.flush();
    if (!out) return exit_unreadable;
  }
  out.flush();
  return in.bad() ? exit_unreadable : exit_yes;
}

}  // namespace

void add_evaluate(CLI::App& app, int& status) {
  auto path = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("evaluate", "Answer requests to the core: JSON Lines in, JSON Lines out.");
  command->add_option("FILE", *path, "Read requests from this file instead of the standard input.");
  command->footer(
      "One request a line, one answer a line: {\"ok\": ...} or {\"error\": {\"code\", "
      "\"where\"}}.\n"
      "A catalogue and events given in a line stand for the lines after it.\n"
      "docs/EVALUATE.md shows every request. The WebAssembly core gives the same bytes.\n\n"
      "Example:\n  echo '{\"call\":\"canonical\",\"value\":{\"b\":1,\"a\":2}}' | samtycke "
      "evaluate");
  command->callback([path, &status] {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    if (path->empty()) {
      status = evaluate_lines(std::cin, std::cout);
      return;
    }
    std::ifstream file(*path, std::ios::binary);
    if (!file) {
      std::cerr << "samtycke: `" << *path << "` cannot be read\n";
      status = exit_unreadable;
      return;
    }
    status = evaluate_lines(file, std::cout);
  });
}

}  // namespace samtycke::server

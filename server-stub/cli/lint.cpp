#include "core/lint.hpp"

#include <iostream>
#include <memory>

#include "commands.hpp"
#include "core/limits.hpp"
#include "files.hpp"
#include "hash.hpp"

namespace samtycke::server {
namespace {

struct LintOptions {
  std::string path, language = "sv", text = text_folder();
  bool json = false;
};

/// The sentence of a code in one of the lists of the texts; the code itself where there is none.
std::string sentence(const Value& texts, std::string_view list, std::string_view code) {
  const Value* sentences = texts.find(list);
  const Value* found = sentences == nullptr ? nullptr : sentences->find(code);
  return found == nullptr ? std::string(code) : found->text;
}

void print(const std::string& path, std::string_view where, std::string_view code,
           std::string_view row, const std::string& told) {
  std::cout << path << '#' << where << ": " << code;
  if (!row.empty()) std::cout << " (" << row << ')';
  std::cout << "\n  " << told << '\n';
}

int run_lint(const LintOptions& options) {
  const auto bytes = read_file(options.path, limits::text_size_max);
  if (!bytes) {
    std::cerr << "samtycke: `" << options.path << "` cannot be read, or is larger than "
              << limits::text_size_max << " bytes\n";
    return exit_unreadable;
  }
  Value texts;
  if (const auto file =
          read_file(options.text + "/" + options.language + ".json", limits::text_size_max)) {
    if (auto read = read_json(*file)) texts = std::move(*read);
  }
  const auto catalogue = Catalogue::parse(*bytes, openssl_sha256);
  if (!catalogue) {
    const auto& error = catalogue.error();
    print(options.path, error.where, name_of(error.code), "",
          sentence(texts, "codes", name_of(error.code)));
    return exit_unreadable;
  }
  const auto findings = lint(*catalogue);
  for (const Finding& finding : findings) {
    if (options.json) {
      std::cout << canonical(to_value(finding)) << '\n';
    } else {
      print(options.path, finding.where, finding.code, finding.row,
            sentence(texts, "lint", finding.code));
    }
  }
  return findings.empty() ? exit_yes : exit_no;
}

}  // namespace

void add_lint(CLI::App& app, int& status) {
  auto options = std::make_shared<LintOptions>();
  CLI::App* command = app.add_subcommand("lint", "Say whether a catalogue is lawful and complete.");
  command->add_option("CATALOGUE", options->path, "The catalogue, a JSON file.")->required();
  command->add_flag("--json", options->json, "Print each finding as one line of JSON.");
  command->add_option("--language", options->language, "Language of the sentences: sv or en.")
      ->check(CLI::IsMember({"sv", "en"}))
      ->capture_default_str();
  command->add_option("--text", options->text, "Folder of the sentences, with sv.json and en.json.")
      ->capture_default_str();
  command->footer(
      "Each finding names its place (a JSON Pointer), its row of the law table and what mends it.\n"
      "Exit status: 0 nothing found, 1 findings, 2 the catalogue cannot be read.\n\n"
      "Example:\n  samtycke lint core/catalogue/telecom-se.json --language en");
  command->callback([options, &status] { status = run_lint(*options); });
}

}  // namespace samtycke::server

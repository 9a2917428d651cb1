#include "core/lint.hpp"

#include <iostream>

#include "api/hash.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/words.hpp"
#include "core/limits.hpp"

namespace samtycke::server {
namespace {

void print(const LintOptions& options, std::string_view where, std::string_view code,
           std::string_view row, std::string_view sentence) {
  std::cout << options.catalogue << '#' << where << ": " << code;
  if (!row.empty()) std::cout << " (" << row << ')';
  std::cout << "\n  " << sentence << '\n';
}

void print_error(const Error& error, const LintOptions& options, const Words& words) {
  if (!options.json) {
    return print(options, error.where, name_of(error.code), "", words.code(name_of(error.code)));
  }
  Value inner = object_value();
  add_text(inner, "code", name_of(error.code));
  add(inner, "where", text_value(error.where));
  Value out = object_value();
  add(out, "error", std::move(inner));
  std::cout << canonical(out) << '\n';
}

}  // namespace

int lint_catalogue(const LintOptions& options) {
  const auto words = Words::load(options.language);
  if (!words) {
    std::cerr << "the sentences of `" << options.language << "` cannot be read\n";
    return unusable;
  }
  const auto bytes = read_file(options.catalogue, limits::text_size_max);
  if (!bytes) {
    std::cerr << options.catalogue << ": cannot be read, or is larger than a catalogue can be\n";
    return unusable;
  }
  const auto catalogue = Catalogue::parse(*bytes, openssl_sha256);
  if (!catalogue) {
    print_error(catalogue.error(), options, *words);
    return unusable;
  }
  const auto findings = lint(*catalogue);
  for (const Finding& finding : findings) {
    if (options.json) {
      std::cout << canonical(to_value(finding)) << '\n';
    } else {
      print(options, finding.where, finding.code, finding.row, words->finding(finding.code));
    }
  }
  return findings.empty() ? yes : no;
}

}  // namespace samtycke::server

#include "core/lint.hpp"

#include <cstdlib>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/sarif.hpp"
#include "cli/words.hpp"
#include "core/limits.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

/// A catalogue and the bytes it was read from.
struct Read {
  std::string bytes;
  Catalogue catalogue;
};

void print(std::string_view path, std::string_view where, std::string_view code,
           std::string_view row, std::string_view sentence) {
  std::cout << path << '#' << where << ": " << code;
  if (!row.empty()) std::cout << " (" << row << ')';
  std::cout << "\n  " << sentence << '\n';
}

void print_error(const std::string& path, const Error& error, const LintOptions& options,
                 const Words& words) {
  if (options.format == "sarif") {
    std::cout << sarif(error, path, words) << '\n';
    return;
  }
  if (options.format == "text") {
    return print(path, error.where, name_of(error.code), "", words.code(name_of(error.code)));
  }
  Value inner = object_value();
  add_text(inner, "code", name_of(error.code));
  add(inner, "where", text_value(error.where));
  Value out = object_value();
  add(out, "error", std::move(inner));
  std::cout << canonical(out) << '\n';
}

void print_finding(const std::string& path, const Finding& finding, const Words& words) {
  std::string about(finding.row);
  if (finding.warning) about += ", warning";
  if (!finding.name.empty()) about += ": " + finding.name;
  print(path, finding.where, finding.code, about, words.finding(finding.code));
}

std::optional<Read> read(const std::string& path, const LintOptions& options, const Words& words) {
  auto bytes = read_file(path, limits::text_size_max);
  if (!bytes) {
    std::cerr << path << ": cannot be read, or is larger than a catalogue can be\n";
    return std::nullopt;
  }
  auto catalogue = Catalogue::parse(*bytes, openssl_sha256);
  if (!catalogue) {
    print_error(path, catalogue.error(), options, words);
    return std::nullopt;
  }
  return Read{std::move(*bytes), std::move(*catalogue)};
}

/// Each change of the second version, so that who reads it sees what a version would stand for.
void print_changes(const std::vector<PurposeChange>& changes, const LintOptions& options) {
  for (const PurposeChange& change : changes) {
    if (options.format != "text") break;
    std::cout << change.purpose << ':';
    for (const std::string& member : change.processing) std::cout << ' ' << member;
    for (const std::string& member : change.words) std::cout << " (" << member << ')';
    std::cout << '\n';
  }
}

int tell(const std::vector<Finding>& findings, const Read& about, const LintOptions& options,
         const Words& words) {
  if (options.format == "sarif") {
    std::cout << sarif(findings, about.bytes, options.catalogue, words) << '\n';
  }
  for (const Finding& finding : findings) {
    if (options.format == "json") std::cout << canonical(to_value(finding)) << '\n';
    if (options.format == "text") print_finding(options.catalogue, finding, words);
  }
  return has_error(findings) ? no : yes;
}

}  // namespace

std::string language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).substr(0, 2) == "en" ? "en" : "sv";
  }
  return "sv";
}

int lint_catalogue(const LintOptions& options) {
  const auto words = Words::load(options.language);
  if (!words) {
    std::cerr << "the sentences of `" << options.language << "` cannot be read\n";
    return unusable;
  }
  const auto newer = read(options.catalogue, options, *words);
  if (!newer) return unusable;
  if (options.older.empty()) {
    return tell(lint_for_receipts(newer->catalogue), *newer, options, *words);
  }
  const auto older = read(options.older, options, *words);
  if (!older) return unusable;
  const LintDiff diff = lint_diff(older->catalogue, newer->catalogue);
  print_changes(diff.changes, options);
  return tell(diff.findings, *newer, options, *words);
}

}  // namespace samtycke::server

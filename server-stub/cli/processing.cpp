#include "api/processing_paper.hpp"

#include <iostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "core/limits.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

std::optional<http::Sentences> read_sentences() {
  const auto sv = read_file(data_folder() + "/text/sv.json", limits::text_size_max);
  const auto en = read_file(data_folder() + "/text/en.json", limits::text_size_max);
  if (!sv || !en) return std::nullopt;
  return http::Sentences(*sv, *en);
}

/// The document, as the ending of the file's name says.
std::optional<std::string> rendered(const Paper& paper, const std::string& path) {
  if (path.ends_with(".pdf")) return to_pdf(paper);
  return to_html(paper, {});
}

}  // namespace

int write_processing(const ProcessingOptions& options) {
  const auto sentences = read_sentences();
  const auto bytes = read_file(options.catalogue, limits::text_size_max);
  const auto catalogue = bytes ? Catalogue::parse(*bytes, openssl_sha256)
                               : Result<Catalogue>(Error{Code::too_large, ""});
  if (!sentences || !catalogue) {
    std::cerr << options.catalogue << ": is no catalogue; see `samtycke lint`\n";
    return unusable;
  }
  const auto document =
      rendered(processing_paper(*sentences, *catalogue, options.language), options.out);
  if (!document || !replace_file(options.out, *document)) {
    std::cerr << options.out << ": cannot be written\n";
    return unusable;
  }
  return yes;
}

}  // namespace samtycke::server

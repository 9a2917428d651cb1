/// The pages of the portal, rendered from the templates of web/portal. What each template is told
/// is listed at its head; this file only fills it in.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/json.hpp"
#include "http/message.hpp"

namespace samtycke::server {

/// For whom a page is drawn.
struct Reader {
  std::string language;  // "sv" or "en"
  std::string path;      // of the page, for the link to it in the other language
  std::string person;    // the name of whoever is signed in; empty for nobody
};

/// What a demo shows for its curl line.
struct DemoQuestion {
  std::string header_file;  // holds the Authorization header
  Value ask;                // the question, without its subject
};

class Pages {
 public:
  using Files = std::map<std::string, std::string, std::less<>>;  // path in the folder → bytes

  /// `policy_origin` is where the sign-out form may lead: the provider's origin.
  Pages(Files files, std::string policy_origin, std::optional<DemoQuestion> demo);

  /// Every regular file under the folder; nothing when it cannot be read, lacks a template or holds
  /// data that is no JSON.
  static std::optional<Files> read(const std::string& folder);

  /// The template `<name>.html` with the members of an object beside what every page is told.
  http::Response page(unsigned status, std::string_view name, const Reader& reader,
                      std::string_view operator_name, const Value& told) const;

  /// `<name>.json` of the folder, with every text in one language: what the demo offers, for
  /// instance. Nothing for a name there is no file for.
  Value data(std::string_view name, std::string_view language) const;

  const std::optional<DemoQuestion>& demo() const { return demo_; }

 private:
  Files files_;
  std::map<std::string, Value, std::less<>> data_;  // name without ".json" → what it holds
  std::string policy_;
  std::optional<DemoQuestion> demo_;
};

/// "sv" or "en": what the address says, else what was said before, else what the browser prefers.
std::string page_language(const http::Request& request);
/// Remembers what the address says, for this visit: to keep it longer nobody was asked (L108).
void remember_language(const http::Request& request, http::Response& response);

}  // namespace samtycke::server

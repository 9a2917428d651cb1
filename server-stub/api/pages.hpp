/// The pages of the portal, rendered from the templates of web/portal. What each template is told
/// is listed at its head; this file only fills it in.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.hpp"
#include "http/message.hpp"

namespace samtycke::server {

/// For whom a page is drawn.
struct Reader {
  std::string language;  // "sv" or "en"
  std::string path;      // of the page, for the link to it in the other language
  std::string person;    // the name of whoever is signed in; empty for nobody
};

/// A purpose or a document by its words.
struct Titled {
  std::string purpose, title, text;
};

struct PlainRelation {
  std::string subject, subscriber_name;
  std::vector<Titled> on;  // what the form without script can withdraw
};

/// The line that asks the verifier as a back end does, where a demo has a token for it.
struct CurlLine {
  std::string title, line;
};

/// How data is handled: for everybody, signed in or not.
struct PrivacyPage {
  std::vector<Titled> information;
  std::string contact;
  std::int64_t consent_months = 0;
};

struct PortalPage {
  std::string catalogue;
  std::vector<PlainRelation> relations;
  PrivacyPage privacy;
  std::optional<CurlLine> question;
};

struct StoppedPage {
  std::string subscriber_name;
  std::vector<Titled> stopped;
  std::vector<Titled> refused;  // `text` is the sentence of the reason
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

  /// Every regular file under the folder; nothing when it cannot be read or lacks a template.
  static std::optional<Files> read(const std::string& folder);

  http::Response welcome(const Reader& reader, std::string_view operator_name) const;
  http::Response portal(const Reader& reader, std::string_view operator_name,
                        const PortalPage& page) const;
  http::Response privacy(const Reader& reader, std::string_view operator_name,
                         const PrivacyPage& page) const;
  http::Response stopped(const Reader& reader, std::string_view operator_name,
                         const StoppedPage& page) const;
  http::Response error(const Reader& reader, std::string_view operator_name, unsigned status,
                       std::string_view code, std::string_view detail) const;

  const std::optional<DemoQuestion>& demo() const { return demo_; }

 private:
  struct Drawing;
  http::Response draw(unsigned status, std::string_view name, const Reader& reader,
                      std::string_view operator_name, Drawing& drawing) const;

  Files files_;
  std::string policy_;
  std::optional<DemoQuestion> demo_;
};

/// "sv" or "en": what the address says, else what was said before, else what the browser prefers.
std::string page_language(const http::Request& request);
/// Remembers what the address says.
void remember_language(const http::Request& request, http::Response& response);

}  // namespace samtycke::server

#include "api/paper_answers.hpp"

#include "api/answer.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

/// The paper is shown and nothing else happens: no script, no form, nothing from elsewhere.
constexpr const char* page_policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";
constexpr std::string_view page_head =
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<meta name=\"robots\" content=\"noindex\">\n"
    "<link rel=\"icon\" href=\"/static/icon.svg\" type=\"image/svg+xml\">\n"
    "<link rel=\"stylesheet\" href=\"/static/paper.css\">\n";

}  // namespace

Response answer_paper_page(const Verifier& verifier, const Paper& paper, const std::string& pdf) {
  const std::string_view words = verifier.sentences->word("paper_as_pdf", paper.language);
  const std::string top =
      "<header class=\"ways\"><a href=\"" + pdf + "\">" + std::string(words) + "</a></header>\n";
  Response response =
      http::respond(200, "text/html; charset=utf-8", to_html(paper, {page_head, top, ""}));
  response.set("Content-Security-Policy", page_policy);
  response.set("Referrer-Policy", "no-referrer");
  response.set("Content-Language", paper.language);
  return response;
}

Response answer_paper_pdf(const Verifier& verifier, const Request& request, const Paper& paper,
                          const std::string& name) {
  auto bytes = to_pdf(paper);
  if (!bytes) return refuse(verifier, request, {store_failed, ""});
  Response response = http::respond(200, "application/pdf", std::move(*bytes));
  response.set("Content-Disposition", "attachment; filename=\"" + name + ".pdf\"");
  return response;
}

}  // namespace samtycke::server

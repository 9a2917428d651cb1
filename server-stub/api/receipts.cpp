// The receipts of a person's own acts: as they were signed, as a page, as a PDF.
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/own_history.hpp"
#include "api/page_answers.hpp"
#include "api/person.hpp"
#include "api/proved.hpp"
#include "api/receipt_paper.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

enum class Form : std::uint8_t { signed_, page, pdf };

/// What the address says, else what is asked for: a browser that opens it gets a page.
std::optional<Form> form_of(const Request& request) {
  if (const auto named = request.query_value("format")) {
    if (*named == "json") return Form::signed_;
    if (*named == "html") return Form::page;
    if (*named == "pdf") return Form::pdf;
    return std::nullopt;
  }
  const std::string_view accept = request.header("accept");
  if (accept.find("text/html") != std::string_view::npos) return Form::page;
  if (accept.find("application/pdf") != std::string_view::npos) return Form::pdf;
  return Form::signed_;
}

std::string subscriber_of(const Verifier& verifier, const Value& receipt) {
  const Value* event = receipt.find("payload")->find("events")->items.front().find("event");
  const Value* subscriber = event->find("subscriber");
  if (subscriber == nullptr) return {};
  return verifier.store.subscriber_name(subscriber->text).value_or("");
}

/// The receipt is shown and nothing else happens: no script, no form, nothing from elsewhere.
constexpr const char* page_policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";
constexpr std::string_view page_head =
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<meta name=\"robots\" content=\"noindex\">\n"
    "<link rel=\"icon\" href=\"/static/icon.svg\" type=\"image/svg+xml\">\n"
    "<link rel=\"stylesheet\" href=\"/static/paper.css\">\n";

Response answer_page(const Verifier& verifier, const Paper& paper) {
  const std::string_view words = verifier.sentences->word("paper_as_pdf", paper.language);
  const std::string top =
      "<header class=\"ways\"><a href=\"?format=pdf\">" + std::string(words) + "</a></header>\n";
  Response response =
      http::respond(200, "text/html; charset=utf-8", to_html(paper, {page_head, top, ""}));
  response.set("Content-Security-Policy", page_policy);
  response.set("Referrer-Policy", "no-referrer");
  response.set("Content-Language", paper.language);
  return response;
}

Response answer_pdf(const Verifier& verifier, const Request& request, const Paper& paper,
                    const std::string& id) {
  auto bytes = to_pdf(paper);
  if (!bytes) return refuse(verifier, request, {store_failed, ""});
  Response response = http::respond(200, "application/pdf", std::move(*bytes));
  // An id may hold what a quoted name may not.
  const bool is_plain = id.find_first_of("\"\\\r\n") == id.npos;
  response.set("Content-Disposition",
               "attachment; filename=\"receipt" + (is_plain ? "-" + id : "") + ".pdf\"");
  return response;
}

}  // namespace

Response get_receipt(const Verifier& verifier, const Request& request) {
  const auto form = form_of(request);
  const auto tell = [&](Response problem) {
    return form == Form::page ? as_page(verifier, request, problem) : problem;
  };
  if (!form) return refuse(verifier, request, {Code::bad_value, "/format"});
  auto asked = who_asks(verifier, request, Proof::session_or_token);
  if (auto* response = std::get_if<Response>(&asked)) return tell(std::move(*response));
  const KnownPerson& person = std::get<Me>(asked).person;
  const std::string& id = request.captures.at(0);
  const auto found = own_receipt(verifier, person.id, id);
  if (!found) return tell(refuse(verifier, request, {store_failed, ""}));
  if (!*found) return tell(refuse(verifier, request, 404, not_found));
  const auto proved = proved_receipt(verifier, **found);
  if (!proved) return tell(refuse(verifier, request, {store_failed, ""}));
  Response response;
  if (form == Form::signed_) {
    response = answer_json(200, *proved);
  } else {
    const std::string subscriber = subscriber_of(verifier, *proved);
    const Paper paper =
        receipt_paper(verifier, *proved, {person.name, subscriber}, language_of(request));
    response = form == Form::page ? answer_page(verifier, paper)
                                  : answer_pdf(verifier, request, paper, id);
    response.set("Cache-Control", "no-store");
  }
  response.set("Vary", "Accept");
  return response;
}

}  // namespace samtycke::server

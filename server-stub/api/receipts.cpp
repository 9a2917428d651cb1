// The receipts of a person's own acts: as they were signed, as a page, as a PDF.
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/own_history.hpp"
#include "api/page_answers.hpp"
#include "api/paper_answers.hpp"
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

/// An id may hold what a quoted name may not.
std::string file_name(const std::string& id) {
  const bool is_plain = id.find_first_of("\"\\\r\n") == id.npos;
  return is_plain ? "receipt-" + id : "receipt";
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
    response = form == Form::page ? answer_paper_page(verifier, paper, "?format=pdf")
                                  : answer_paper_pdf(verifier, request, paper, file_name(id));
    response.set("Cache-Control", "no-store");
  }
  response.set("Vary", "Accept");
  return response;
}

}  // namespace samtycke::server

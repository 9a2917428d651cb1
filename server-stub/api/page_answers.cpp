#include "api/page_answers.hpp"

#include "api/answer.hpp"
#include "api/status.hpp"
#include "core/json.hpp"

namespace samtycke::server {
namespace {

std::variant<Visitor, Response> visitor_of(const Verifier& verifier, const Request& request) {
  Visitor visitor;
  visitor.language = page_language(request);
  const auto judged = verifier.door.signed_in(request);
  if (const auto* refusal = std::get_if<Refusal>(&judged)) {
    if (refusal->status() == 401) return visitor;
    return refuse(verifier, request, *refusal);
  }
  const auto& session = std::get<Session>(judged);
  auto person = verifier.store.person_of(session.issuer, session.subject, View::committed);
  if (!person) return refuse(verifier, request, {store_failed, ""});
  auto relations = relations_of(verifier, person->id);
  if (!relations) return refuse(verifier, request, {store_failed, ""});
  visitor.signed_in = true;
  visitor.person = std::move(*person);
  if (visitor.person.name.empty()) visitor.person.name = session.name;
  visitor.relations = std::move(*relations);
  return visitor;
}

Response draw(const Verifier& verifier, const Request& request, std::string_view name,
              const Visitor& visitor, Value told) {
  const Catalogue& catalogue = *verifier.catalogue();
  add(told, "catalogue", text_value(catalogue.id));
  add(told, "cookies", verifier.pages->data("cookies", visitor.language));
  const Reader reader{visitor.language, request.path, visitor.person.name};
  return verifier.pages->page(200, name, reader, operator_name(verifier), told);
}

Response welcome(const Verifier& verifier, const Request& request, const Visitor& visitor) {
  Value told = object_value();
  add_text(told, "return_to", request.path);
  return draw(verifier, request, "welcome", visitor, std::move(told));
}

}  // namespace

std::string_view operator_name(const Verifier& verifier) {
  return verifier.catalogue() ? std::string_view(verifier.catalogue()->operator_.name)
                              : std::string_view();
}

std::string title_of(const Verifier& verifier, std::string_view purpose,
                     std::string_view language) {
  const Purpose* known = verifier.catalogue() ? verifier.catalogue()->find(purpose) : nullptr;
  return std::string(known ? known->title.in(language) : purpose);
}

std::string why(const Verifier& verifier, std::string_view code, std::string_view language) {
  const Value text = verifier.pages->data("text/" + std::string(language), language);
  const Value* words = text.find("why");
  const Value* own = words == nullptr ? nullptr : words->find(code);
  return own != nullptr ? own->text : std::string(verifier.sentences->text(code, language));
}

Response page_for(const Verifier& verifier, const Request& request, std::string_view name,
                  Admits admits, Tell tell) {
  if (verifier.catalogue() == nullptr) {
    return as_page(verifier, request, refuse(verifier, request, {Code::no_catalogue, ""}));
  }
  auto looked = visitor_of(verifier, request);
  if (auto* problem = std::get_if<Response>(&looked)) return as_page(verifier, request, *problem);
  const Visitor& visitor = std::get<Visitor>(looked);
  Response response;
  if (admits == Admits::signed_in && !visitor.signed_in) {
    response = welcome(verifier, request, visitor);
  } else {
    auto told = tell(verifier, request, visitor);
    if (auto* problem = std::get_if<Response>(&told)) return as_page(verifier, request, *problem);
    response = draw(verifier, request, name, visitor, std::move(std::get<Value>(told)));
  }
  remember_language(request, response);
  return response;
}

Response as_page(const Verifier& verifier, const Request& request, const Response& problem) {
  if (!verifier.pages) return problem;
  const auto body = read_json(problem.body);
  const Value* code = body ? body->find("code") : nullptr;
  if (code == nullptr) return problem;
  const Reader reader{page_language(request), "/", ""};
  Value told = object_value();
  add(told, "status", integer_value(problem.status));
  add_text(told, "code", code->text);
  add_text(told, "detail", verifier.sentences->text(code->text, reader.language));
  Response page =
      verifier.pages->page(problem.status, "error", reader, operator_name(verifier), told);
  for (const char* name : {"Retry-After", "Set-Cookie"}) {
    const std::string_view value = problem.header(name);
    if (!value.empty()) page.set(name, std::string(value));
  }
  return page;
}

Response as_asked(const Verifier& verifier, const Request& request, const Response& problem) {
  const bool by_browser = request.header("accept").find("text/html") != std::string_view::npos;
  return by_browser ? as_page(verifier, request, problem) : problem;
}

}  // namespace samtycke::server

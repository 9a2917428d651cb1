#include "api/console_page.hpp"

#include "api/answer.hpp"
#include "api/page_answers.hpp"
#include "api/pages.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

/// The console's own members of every page: its words, its reader's roles, and which page it is.
Value framed(const Verifier& verifier, std::string_view name, const ConsoleReader& reader,
             Value told) {
  Value here = object_value();
  add(here, name, boolean_value(true));
  Value may = object_value();
  for (const StaffRole role : reader.staff.roles) {
    add(may, staff_role_names[static_cast<std::size_t>(role)], boolean_value(true));
  }
  add(told, "t", console_words(verifier, reader.language));
  add(told, "here", std::move(here));
  add(told, "may", std::move(may));
  return told;
}

Response draw(const Verifier& verifier, const Request& request, unsigned status,
              std::string_view name, const ConsoleReader& reader, Value told) {
  const Reader drawn{reader.language, request.path, reader.staff.name};
  Response page =
      verifier.pages->page(status, "console/" + std::string(name), drawn, operator_name(verifier),
                           framed(verifier, name, reader, std::move(told)));
  remember_language(request, page);
  return page;
}

/// A refusal inside the console; to whoever is not signed in, the way to do it.
Response refused(const Verifier& verifier, const Request& request, const Response& problem,
                 const ConsoleReader& reader) {
  const auto body = read_json(problem.body);
  const Value* code = body ? body->find("code") : nullptr;
  if (!verifier.pages || code == nullptr) return problem;
  Value told = object_value();
  add_text(told, "return_to", request.method == "GET" ? request.path : "/console");
  add(told, "status", integer_value(problem.status));
  add_text(told, "code", code->text);
  add_text(told, "detail", verifier.sentences->text(code->text, reader.language));
  const bool is_stranger = problem.status == 401;
  Response page = draw(verifier, request, problem.status, is_stranger ? "sign-in" : "refused",
                       reader, std::move(told));
  const std::string_view later = problem.header("Retry-After");
  if (!later.empty()) page.set("Retry-After", std::string(later));
  return page;
}

Response answer(const Verifier& verifier, const Request& request, std::string_view name,
                std::variant<Staff, Response> asked, ConsoleTell tell) {
  ConsoleReader reader;
  reader.language = page_language(request);
  if (const auto* problem = std::get_if<Response>(&asked)) {
    // Where no staff is let in there is no console.
    if (!verifier.door.staff_signed_in) return as_asked(verifier, request, *problem);
    return refused(verifier, request, *problem, reader);
  }
  reader.staff = std::move(std::get<Staff>(asked));
  if (!verifier.pages) return refuse(verifier, request, 404, not_found);
  auto told = tell(verifier, request, reader);
  if (auto* other = std::get_if<Response>(&told)) {
    return other->status < 400 ? std::move(*other) : refused(verifier, request, *other, reader);
  }
  return draw(verifier, request, 200, name, reader, std::move(std::get<Value>(told)));
}

}  // namespace

Response console_page(const Verifier& verifier, const Request& request, std::string_view name,
                      std::initializer_list<StaffRole> roles, ConsoleTell tell) {
  return answer(verifier, request, name, staff_who(verifier, request, roles), tell);
}

Response console_form(const Verifier& verifier, const Request& request, std::string_view name,
                      std::initializer_list<StaffRole> roles, ConsoleTell tell) {
  return answer(verifier, request, name, staff_who_acts(verifier, request, roles), tell);
}

Value console_words(const Verifier& verifier, std::string_view language) {
  return verifier.pages->data("text/console." + std::string(language), language);
}

}  // namespace samtycke::server

#include "api/page_answers.hpp"

#include "core/json.hpp"

namespace samtycke::server {

std::string_view operator_name(const Verifier& verifier) {
  return verifier.catalogue() ? std::string_view(verifier.catalogue()->operator_.name)
                              : std::string_view();
}

std::string title_of(const Verifier& verifier, std::string_view purpose,
                     std::string_view language) {
  const Purpose* known = verifier.catalogue() ? verifier.catalogue()->find(purpose) : nullptr;
  return std::string(known ? known->title.in(language) : purpose);
}

Response as_page(const Verifier& verifier, const Request& request, const Response& problem) {
  if (!verifier.pages) return problem;
  const auto body = read_json(problem.body);
  const Value* code = body ? body->find("code") : nullptr;
  if (code == nullptr) return problem;
  const Reader reader{page_language(request), "/", ""};
  Response page = verifier.pages->error(reader, operator_name(verifier), problem.status, code->text,
                                        verifier.sentences->text(code->text, reader.language));
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

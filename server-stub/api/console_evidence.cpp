// The evidence of one case, to take along: what happened, on which words, and what was answered at
// a moment, with the proofs that anybody can check without us.
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/case_paper.hpp"
#include "api/case_words.hpp"
#include "api/console_page.hpp"
#include "api/console_words.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

enum class Form : std::uint8_t { pdf, csv };

Response file_of(const Verifier& verifier, const Request& request, const Proven& proven,
                 std::string_view language, Form form) {
  const std::string name = "evidence-case-" + std::to_string(proven.opened.number);
  if (form == Form::csv) {
    return attachment("text/csv; charset=utf-8", case_csv(verifier, proven, language),
                      name + ".csv");
  }
  const auto paper = case_paper(verifier, proven, language);
  auto bytes = paper ? to_pdf(*paper) : std::nullopt;
  if (!bytes) return refuse(verifier, request, {store_failed, ""});
  return attachment("application/pdf", std::move(*bytes), name + ".pdf");
}

template <Form form>
ConsoleTold tell_evidence(const Verifier& verifier, const Request& request,
                          const ConsoleReader& reader) {
  if (verifier.catalogue() == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});
  const auto asked = moment_asked(request, verifier.clock());
  if (!asked) return refuse(verifier, request, {Code::bad_value, "/at"});
  auto opened = look_in_case(verifier, request, reader.staff, Looked::evidence);
  if (auto* response = std::get_if<Response>(&opened)) return std::move(*response);
  const Opened& found = std::get<Opened>(opened);
  const auto one = read_case(verifier, found.subject);
  const auto answers = one ? answers_at(verifier, *one, *asked) : std::nullopt;
  if (!answers) return refuse(verifier, request, {store_failed, ""});
  const Proven proven{found, *one, *asked, *answers, reader.staff.name};
  return file_of(verifier, request, proven, reader.language, form);
}

}  // namespace

Response get_console_evidence_pdf(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "record", {StaffRole::privacy_officer},
                      tell_evidence<Form::pdf>);
}

Response get_console_evidence_csv(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "record", {StaffRole::privacy_officer},
                      tell_evidence<Form::csv>);
}

}  // namespace samtycke::server

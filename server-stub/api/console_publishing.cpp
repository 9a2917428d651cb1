// Where catalogues are edited, approved and published, and what is processed by the one in force.
#include <charconv>

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/console_page.hpp"
#include "api/in_force.hpp"
#include "api/page_answers.hpp"
#include "api/paper_answers.hpp"
#include "api/processing_paper.hpp"
#include "api/status.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

/// The page's script asks the calls of publishing for everything else.
ConsoleTold tell_publishing(const Verifier& verifier, const Request&, const ConsoleReader& reader) {
  Value roles = array_value();
  for (const StaffRole role : reader.staff.roles) {
    roles.items.push_back(text_value(staff_role_names[static_cast<std::size_t>(role)]));
  }
  Value given = object_value();
  add(given, "language", text_value(reader.language));
  add(given, "roles", std::move(roles));
  add_text(given, "me", reader.staff.sub);
  if (const Catalogue* catalogue = verifier.catalogue()) {
    add_text(given, "catalogue", catalogue->id);
    add(given, "version_number", integer_value(catalogue->version_number));
    add_text(given, "version", catalogue->version);
  }
  const Value words = console_words(verifier, reader.language);
  if (const Value* own = words.find("publishing")) add(given, "words", *own);
  Value told = object_value();
  add_text(told, "given", canonical(given));
  return told;
}

/// The version that the request names, or the one in force.
std::variant<Catalogue, Response> version_asked_for(const Verifier& verifier,
                                                    const Request& request) {
  const Catalogue* in_force = verifier.catalogue();
  if (in_force == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});
  const auto named = request.query_value("version");
  if (!named) return *in_force;
  std::int64_t number = 0;
  const auto read = std::from_chars(named->data(), named->data() + named->size(), number);
  if (read.ec != std::errc() || read.ptr != named->data() + named->size()) {
    return refuse(verifier, request, 404, not_found);
  }
  const auto kept = verifier.store.catalogue(in_force->id, number);
  if (!kept) return refuse(verifier, request, {store_failed, ""});
  if (!*kept) return refuse(verifier, request, 404, not_found);
  auto catalogue = Catalogue::parse((*kept)->bytes, openssl_sha256);
  if (!catalogue) return refuse(verifier, request, {store_failed, ""});
  return std::move(*catalogue);
}

ConsoleTold tell_processing(const Verifier& verifier, const Request& request,
                            const ConsoleReader& reader) {
  auto asked = version_asked_for(verifier, request);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  const Catalogue& catalogue = std::get<Catalogue>(asked);
  const Paper paper = processing_paper(*verifier.sentences, catalogue, reader.language);
  const std::string version = std::to_string(catalogue.version_number);
  Response response =
      request.query_value("format") == "pdf"
          ? answer_paper_pdf(verifier, request, paper, "processing-" + version)
          : answer_paper_page(verifier, paper, "?version=" + version + "&amp;format=pdf");
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

Response get_publishing(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "publishing",
                      {StaffRole::privacy_officer, StaffRole::publisher, StaffRole::approver},
                      tell_publishing);
}

Response get_processing(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "processing",
                      {StaffRole::privacy_officer, StaffRole::publisher, StaffRole::approver},
                      tell_processing);
}

}  // namespace samtycke::server

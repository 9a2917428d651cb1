#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/hash.hpp"
#include "api/page_answers.hpp"
#include "api/relations.hpp"
#include "api/status.hpp"
#include "core/panel.hpp"

namespace samtycke::server {
namespace {

/// What the panel shows as on, for one relation: the page without script lists just that.
Result<std::vector<Titled>> what_is_on(const Verifier& verifier, const std::string& subject,
                                       const std::string& language) {
  Model model;
  model.language = language;
  PanelAct act;
  act.kind = PanelAct::Kind::show;
  act.now = verifier.clock();
  act.state = verifier.states.of_subject(subject).state;
  const auto shown = step(std::move(model), act, *verifier.catalogue(), openssl_sha256);
  if (!shown) return shown.error();
  std::vector<Titled> on;
  const Value* groups = shown->view.find("groups");
  if (groups == nullptr) return on;
  for (const Value& group : groups->items) {
    const Value* purposes = group.find("purposes");
    if (purposes == nullptr) continue;
    for (const Value& purpose : purposes->items) {
      const Value* is_on = purpose.find("on");
      if (is_on == nullptr || !is_on->truth) continue;
      on.push_back({purpose.find("id")->text, purpose.find("title")->text, ""});
    }
  }
  return on;
}

std::optional<CurlLine> curl_line(const Verifier& verifier, const PortalPage& page,
                                  std::string_view language) {
  const auto& demo = verifier.pages->demo();
  if (!demo || page.relations.empty()) return std::nullopt;
  const Value* purpose = demo->ask.find("purpose");
  if (purpose == nullptr) return std::nullopt;
  Value ask = demo->ask;
  add_text(ask, "subject", page.relations.front().subject);
  return CurlLine{title_of(verifier, purpose->text, language),
                  "curl -H @" + demo->header_file + " --json '" + canonical(ask) + "' " +
                      verifier.origin + "/v1/decisions"};
}

PrivacyPage privacy_of(const Catalogue& catalogue, std::string_view language) {
  PrivacyPage page;
  page.contact = catalogue.operator_.contact;
  page.consent_months = catalogue.policy.consent_months;
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::information) continue;
    page.information.push_back({purpose.id, std::string(purpose.title.in(language)),
                                std::string(purpose.text.in(language))});
  }
  return page;
}

Response draw_portal(const Verifier& verifier, const Request& request, const Session& session) {
  const auto person = verifier.store.person_of(session.issuer, session.subject, View::committed);
  if (!person) return as_page(verifier, request, refuse(verifier, request, {store_failed, ""}));
  const auto relations = relations_of(verifier, person->id);
  if (!relations) return as_page(verifier, request, refuse(verifier, request, {store_failed, ""}));

  const Reader reader{page_language(request), "/",
                      person->name.empty() ? session.name : person->name};
  const Catalogue& catalogue = *verifier.catalogue();
  PortalPage page;
  page.catalogue = catalogue.id;
  page.privacy = privacy_of(catalogue, reader.language);
  for (const Relation& relation : *relations) {
    auto on = what_is_on(verifier, relation.subject, reader.language);
    if (!on) return as_page(verifier, request, refuse(verifier, request, on.error()));
    page.relations.push_back({relation.subject, relation.subscriber_name, std::move(*on)});
  }
  page.question = curl_line(verifier, page, reader.language);
  return verifier.pages->portal(reader, operator_name(verifier), page);
}

}  // namespace

Response get_portal(const Verifier& verifier, const Request& request) {
  if (verifier.catalogue() == nullptr) {
    return as_page(verifier, request, refuse(verifier, request, {Code::no_catalogue, ""}));
  }
  const auto judged = verifier.door.signed_in(request);
  Response response;
  if (const auto* session = std::get_if<Session>(&judged)) {
    response = draw_portal(verifier, request, *session);
  } else if (const auto& refusal = std::get<Refusal>(judged); refusal.status() == 401) {
    response = verifier.pages->welcome({page_language(request), "/", ""}, operator_name(verifier));
  } else {
    response = as_page(verifier, request, refuse(verifier, request, refusal));
  }
  remember_language(request, response);
  return response;
}

Response get_privacy(const Verifier& verifier, const Request& request) {
  if (verifier.catalogue() == nullptr) {
    return as_page(verifier, request, refuse(verifier, request, {Code::no_catalogue, ""}));
  }
  const Reader reader{page_language(request), "/privacy", ""};
  Response response = verifier.pages->privacy(reader, operator_name(verifier),
                                              privacy_of(*verifier.catalogue(), reader.language));
  remember_language(request, response);
  return response;
}

}  // namespace samtycke::server

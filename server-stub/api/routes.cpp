#include "api/routes.hpp"

#include "api/calls.hpp"
#include "api/page_origins.hpp"
#include "core/limits.hpp"

namespace samtycke::server {
namespace {

using Call = Response (*)(const Verifier&, const Request&);

// Whatever may wait for a disk or for the provider's keys runs on the pool of workers.
enum class Runs : std::uint8_t { at_once, on_pool };
// `by_pages`: also by pages of the origins that the operator has named.
enum class Readable : std::uint8_t { by_us, by_pages, by_all };

struct Row {
  const char* method;
  const char* pattern;
  Call call;
  Runs runs;
  Readable readable = Readable::by_us;
  std::size_t body_size_max = http::body_size_default;
};

constexpr char get_and_post[] = "GET, POST";
constexpr char get_alone[] = "GET";

template <const char* methods>
Response preflight(const Verifier& verifier, const Request& request) {
  return answer_preflight(verifier, request, methods);
}

constexpr std::size_t batch_size_max = std::size_t{512} * 1024;

constexpr std::size_t draft_size_max = limits::text_size_max;

constexpr Row rows[] = {
    {"GET", "/", get_portal, Runs::on_pool},
    {"GET", "/subscriptions", get_subscriptions, Runs::on_pool},
    {"GET", "/offers", get_offers, Runs::on_pool},
    {"GET", "/privacy", get_privacy, Runs::on_pool},
    {"GET", "/company", get_company, Runs::on_pool},
    {"POST", "/company", post_company, Runs::on_pool},
    {"GET", "/ask", get_ask, Runs::on_pool},
    {"POST", "/ask", post_ask, Runs::on_pool},
    {"GET", "/cookies", get_cookies, Runs::on_pool},
    {"GET", "/developers", get_developers, Runs::on_pool},
    {"GET", "/console", get_console, Runs::on_pool},
    {"GET", "/console/search", get_console_search, Runs::on_pool},
    {"POST", "/console/search", post_console_search, Runs::on_pool},
    {"GET", "/console/cases/{id}", get_console_record, Runs::on_pool},
    {"GET", "/console/cases/{id}/answers", get_console_answers, Runs::on_pool},
    {"GET", "/console/cases/{id}/receipts/{id}", get_console_receipt, Runs::on_pool},
    {"GET", "/console/cases/{id}/evidence.pdf", get_console_evidence_pdf, Runs::on_pool},
    {"GET", "/console/cases/{id}/evidence.csv", get_console_evidence_csv, Runs::on_pool},
    {"GET", "/console/looks", get_console_looks, Runs::on_pool},
    {"GET", "/console/figures", get_console_figures, Runs::on_pool},
    {"GET", "/console/log", get_console_log, Runs::on_pool},
    {"GET", "/console/publishing", get_publishing, Runs::on_pool},
    {"GET", "/console/processing", get_processing, Runs::on_pool},
    {"GET", "/v1/catalogues/{id}", get_catalogue, Runs::at_once, Readable::by_all},
    {"GET", "/v1/catalogues/{id}/versions/{n}", get_catalogue_version, Runs::on_pool,
     Readable::by_all},
    {"GET", "/v1/catalogues/{id}/versions/{n}/publication", get_publication, Runs::on_pool},
    {"GET", "/v1/drafts", get_drafts, Runs::on_pool},
    {"POST", "/v1/drafts", post_drafts, Runs::on_pool, Readable::by_us, draft_size_max},
    {"GET", "/v1/drafts/{id}", get_draft, Runs::on_pool},
    {"PUT", "/v1/drafts/{id}", put_draft, Runs::on_pool, Readable::by_us, draft_size_max},
    {"GET", "/v1/drafts/{id}/text", get_draft_text, Runs::on_pool},
    {"GET", "/v1/drafts/{id}/asked-again", get_asked_again, Runs::on_pool},
    {"POST", "/v1/drafts/{id}/approvals", post_approvals, Runs::on_pool},
    {"POST", "/v1/drafts/{id}/publication", post_publication, Runs::on_pool},
    {"GET", "/v1/notices/{digest}", get_notice, Runs::at_once, Readable::by_all},
    {"GET", "/v1/consents/me", get_consents_me, Runs::on_pool, Readable::by_pages},
    {"POST", "/v1/consents/me", post_consents_me, Runs::on_pool, Readable::by_pages},
    {"OPTIONS", "/v1/consents/me", preflight<get_and_post>, Runs::at_once},
    {"GET", "/v1/consents/me/history", get_history, Runs::on_pool, Readable::by_pages},
    {"OPTIONS", "/v1/consents/me/history", preflight<get_alone>, Runs::at_once},
    {"GET", "/v1/consents/me/receipts/{id}", get_receipt, Runs::on_pool, Readable::by_pages},
    {"OPTIONS", "/v1/consents/me/receipts/{id}", preflight<get_alone>, Runs::at_once},
    {"GET", "/v1/consents/me/export", get_export, Runs::on_pool, Readable::by_pages},
    {"OPTIONS", "/v1/consents/me/export", preflight<get_alone>, Runs::at_once},
    {"POST", "/v1/cookie-choice", post_cookie_choice, Runs::at_once},
    {"GET", "/v1/gates", get_gates, Runs::on_pool},
    {"POST", "/v1/gates", post_gates, Runs::on_pool},
    {"POST", "/v1/decisions", post_decisions, Runs::on_pool, Readable::by_us, batch_size_max},
    {"POST", "/v1/provisioning", post_provisioning, Runs::on_pool, Readable::by_us, batch_size_max},
    {"DELETE", "/v1/subjects/{id}", delete_subject, Runs::on_pool},
    {"GET", "/v1/subjects/{id}/hold", get_hold, Runs::on_pool},
    {"PUT", "/v1/subjects/{id}/hold", put_hold, Runs::on_pool},
    {"DELETE", "/v1/subjects/{id}/hold", delete_hold, Runs::on_pool},
    {"POST", "/v1/subjects/{id}/corrections", post_corrections, Runs::on_pool},
    {"GET", "/v1/subjects/{id}/evidence", get_claimed_evidence, Runs::on_pool},
    {"POST", "/v1/stops", post_stops, Runs::on_pool},
    {"GET", "/v1/openapi.json", get_openapi, Runs::at_once, Readable::by_all},
    {"GET", "/healthz", get_health, Runs::at_once},
    {"GET", "/.well-known/jwks.json", get_keys, Runs::at_once, Readable::by_all},
    {"GET", "/log/checkpoint", get_checkpoint, Runs::at_once, Readable::by_all},
    {"GET", "/log/tile/{*}", get_tile, Runs::on_pool, Readable::by_all},
    {"GET", "/log/vkey", get_log_key, Runs::at_once, Readable::by_all},
    {"GET", "/log/witnesses", get_witnesses, Runs::at_once, Readable::by_all},
};

}  // namespace

void add_calls(http::Router& router, InForce& in_force) {
  for (const Row& row : rows) {
    http::Route route;
    route.method = row.method;
    route.pattern = row.pattern;
    const bool by_pages = row.readable == Readable::by_pages;
    route.handler = [&in_force, call = row.call, by_pages](const Request& request) {
      const auto verifier = in_force.now();
      Response response = call(*verifier, request);
      if (by_pages) open_to_page(*verifier, request, response);
      return response;
    };
    route.blocking = row.runs == Runs::on_pool;
    route.body_size_max = row.body_size_max;
    route.cors = row.readable == Readable::by_all;
    router.add(std::move(route));
  }
}

void add_sign_in(http::Router& router, Identity& identity) {
  const auto add = [&router, &identity](const char* method, const char* name,
                                        http::Handler handler) {
    http::Route route;
    route.method = method;
    route.pattern = identity.path() + name;
    route.handler = std::move(handler);
    route.blocking = true;
    router.add(std::move(route));
  };
  add("GET", "/login", [&identity](const Request& r) { return identity.login(r); });
  add("GET", "/callback", [&identity](const Request& r) { return identity.callback(r); });
  add("POST", "/logout", [&identity](const Request& r) { return identity.logout(r); });
  add("POST", "/backchannel-logout",
      [&identity](const Request& r) { return identity.backchannel_logout(r); });
}

}  // namespace samtycke::server

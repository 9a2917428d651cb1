/// Every call of the verifier, as a function from request to response. What each takes and answers
/// is described in openapi.json; the file of each is named after its path.
#pragma once

#include "api/verifier.hpp"

namespace samtycke::server {

Response get_catalogue(const Verifier& verifier, const Request& request);
Response get_catalogue_version(const Verifier& verifier, const Request& request);
/// The words behind the digest of an event, whichever version of a catalogue they stood in.
Response get_notice(const Verifier& verifier, const Request& request);

// Publishing, for staff: docs/PUBLISHING.md.
Response get_drafts(const Verifier& verifier, const Request& request);
Response post_drafts(const Verifier& verifier, const Request& request);
Response get_draft(const Verifier& verifier, const Request& request);
/// A further revision; `If-Match` names the one it was made from.
Response put_draft(const Verifier& verifier, const Request& request);
Response get_draft_text(const Verifier& verifier, const Request& request);
/// How many people a draft would make us ask again.
Response get_asked_again(const Verifier& verifier, const Request& request);
Response post_approvals(const Verifier& verifier, const Request& request);
Response post_publication(const Verifier& verifier, const Request& request);
/// The signed statement of who edited and who approved a version.
Response get_publication(const Verifier& verifier, const Request& request);

Response get_consents_me(const Verifier& verifier, const Request& request);
Response post_consents_me(const Verifier& verifier, const Request& request);

Response get_history(const Verifier& verifier, const Request& request);
Response get_receipt(const Verifier& verifier, const Request& request);
/// A ZIP archive: docs/EVIDENCE.md, "Export".
Response get_export(const Verifier& verifier, const Request& request);

Response post_cookie_choice(const Verifier& verifier, const Request& request);

Response get_gates(const Verifier& verifier, const Request& request);
Response post_gates(const Verifier& verifier, const Request& request);

Response post_decisions(const Verifier& verifier, const Request& request);
Response post_provisioning(const Verifier& verifier, const Request& request);

/// Takes a relation away for good, for the operator's privacy role.
Response delete_subject(const Verifier& verifier, const Request& request);
/// A legal hold on a relation (L137), and what it keeps of whoever was erased under it (L121).
Response get_hold(const Verifier& verifier, const Request& request);
Response put_hold(const Verifier& verifier, const Request& request);
Response delete_hold(const Verifier& verifier, const Request& request);
Response get_claimed_evidence(const Verifier& verifier, const Request& request);
/// Corrects an entry by a further one (L123).
Response post_corrections(const Verifier& verifier, const Request& request);

/// Here only for the form without script: answers with a page.
Response post_stops(const Verifier& verifier, const Request& request);

Response get_health(const Verifier& verifier, const Request& request);
Response get_keys(const Verifier& verifier, const Request& request);
Response get_openapi(const Verifier& verifier, const Request& request);

/// The newest signed head of the log, a tile of it, and the key its heads are verified with.
Response get_checkpoint(const Verifier& verifier, const Request& request);
Response get_tile(const Verifier& verifier, const Request& request);
Response get_log_key(const Verifier& verifier, const Request& request);
/// Whose cosignatures the log gathers, and what came of it so far.
Response get_witnesses(const Verifier& verifier, const Request& request);

// The pages of the portal.
/// The start of whoever is signed in; the welcome of everybody else.
Response get_portal(const Verifier& verifier, const Request& request);
Response get_subscriptions(const Verifier& verifier, const Request& request);
Response get_offers(const Verifier& verifier, const Request& request);
/// The switches, and how data is handled: where the catalogue's `privacy_url` leads everybody.
Response get_privacy(const Verifier& verifier, const Request& request);
Response get_company(const Verifier& verifier, const Request& request);
/// Opens or closes one gate by a form.
Response post_company(const Verifier& verifier, const Request& request);
Response get_ask(const Verifier& verifier, const Request& request);
/// Asks what a back end would ask, about the person who is signed in.
Response post_ask(const Verifier& verifier, const Request& request);
Response get_cookies(const Verifier& verifier, const Request& request);
Response get_developers(const Verifier& verifier, const Request& request);

// The console of the operator's own people.
Response get_console(const Verifier& verifier, const Request& request);
/// Opens a case for whoever says why; what is kept of its subject, what was answered at any moment,
/// and its evidence come under it. Each look is recorded before it is answered.
Response get_console_search(const Verifier& verifier, const Request& request);
Response post_console_search(const Verifier& verifier, const Request& request);
Response get_console_record(const Verifier& verifier, const Request& request);
Response get_console_answers(const Verifier& verifier, const Request& request);
Response get_console_receipt(const Verifier& verifier, const Request& request);
Response get_console_evidence_pdf(const Verifier& verifier, const Request& request);
Response get_console_evidence_csv(const Verifier& verifier, const Request& request);
/// Who has looked.
Response get_console_looks(const Verifier& verifier, const Request& request);
Response get_console_figures(const Verifier& verifier, const Request& request);
Response get_console_log(const Verifier& verifier, const Request& request);
Response get_publishing(const Verifier& verifier, const Request& request);
/// The record of processing (L131), as a page or with `format=pdf` as a PDF.
Response get_processing(const Verifier& verifier, const Request& request);

}  // namespace samtycke::server

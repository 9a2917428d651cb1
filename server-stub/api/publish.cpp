// From a draft to a version in force: somebody who edited nothing approves what it is, and then it
// is signed, kept with who edited and who approved it, and takes over at the stated moment.

#include <algorithm>

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/draft.hpp"
#include "api/in_force.hpp"
#include "api/status.hpp"
#include "core/fields.hpp"
#include "core/publication.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

/// Why something is not done: a code of the calls', its place, and what else is told.
struct NotDone {
  unsigned status = 500;
  std::string_view code;
  std::string_view where;
  Value members = object_value();
};

Response refuse_not_done(const Verifier& verifier, const Request& request, const NotDone& why) {
  return refuse_with(verifier, request, why.status, why.code, why.where, why.members);
}

/// What is published, once it is known to be lawful.
struct Version {
  std::string draft;
  Catalogue catalogue;
  std::string bytes;  // canonical
  std::string previous_digest;
  std::int64_t previous_version = 0;
  Time previous_from = 0;
  std::optional<Time> from;  // as it was asked for; else at once
  StaffName publisher;
};

/// The draft as the catalogue that was looked at: its digest is the one that is named.
std::variant<Catalogue, NotDone> catalogue_seen(const Draft& draft, std::string_view digest) {
  auto catalogue = Catalogue::parse(draft.newest().bytes, openssl_sha256);
  if (!catalogue || catalogue->digest != digest) {
    return NotDone{409, draft_is_another, "/digest"};
  }
  return std::move(*catalogue);
}

std::optional<NotDone> fault_of(const Verifier& verifier, const Catalogue& catalogue) {
  const auto newest = verifier.in_force->newest();
  const Catalogue* published = newest.verifier->catalogue();
  if (published == nullptr) return NotDone{422, draft_not_lawful, ""};
  const CatalogueChange change = catalogue_change(*published, catalogue);
  if (may_follow(change)) return std::nullopt;
  NotDone out{422, draft_not_lawful, ""};
  out.members = to_value(change);
  return out;
}

/// What the store must still say in the writer's turn.
std::optional<NotDone> check_turn(Pending& pending, const Version& version, Draft& draft) {
  auto read = read_draft(pending.store(), version.draft, View::pending);
  const auto publications = pending.store().publications(View::pending);
  if (!read || !*read || !publications) {
    pending.fail();
    return std::nullopt;
  }
  draft = std::move(**read);
  for (const KeptPublication& one : *publications) {
    if (one.draft == version.draft) return NotDone{409, draft_published, ""};
    // Somebody published meanwhile: what this one was compared with is not the newest any more.
    const bool is_newer =
        one.catalogue == version.catalogue.id && one.version_number > version.previous_version;
    if (is_newer) return NotDone{409, draft_is_another, ""};
  }
  const auto seen = catalogue_seen(draft, version.catalogue.digest);
  if (const auto* why = std::get_if<NotDone>(&seen)) return *why;
  if (draft.approval_of(version.catalogue.digest) == nullptr) {
    return NotDone{409, draft_not_approved, ""};
  }
  return std::nullopt;
}

Publication publication_of(const Version& version, const Draft& draft, Time now) {
  Publication out;
  out.catalogue = version.catalogue.id;
  out.version = version.catalogue.version;
  out.version_number = version.catalogue.version_number;
  out.digest = version.catalogue.digest;
  out.previous_digest = version.previous_digest;
  out.published_at = now;
  out.in_force_from = std::max(version.from.value_or(now), version.previous_from);
  out.edited_by = draft.editors();
  out.approved_by = draft.approval_of(version.catalogue.digest)->approver;
  out.published_by = version.publisher;
  return out;
}

/// The version, the statement and the event of it, in one transaction.
bool keep(const Verifier& verifier, const Version& version, const Publication& publication,
          Pending& pending) {
  const std::string statement = canonical(to_value(publication));
  const auto state = pending.of_subscriber(publisher_of(publication.catalogue));
  if (!state) return false;
  const Event event = published_event(publication, statement_link(openssl_sha256(statement)),
                                      state->subscriber.sequence + 1);
  const SigningKey& key = *verifier.catalogue_key;
  Store& store = pending.store();
  return store.keep_catalogue({publication.catalogue, publication.version_number,
                               publication.digest, version.bytes,
                               key.sign_detached(version.bytes)}) &&
         store.keep_publication({publication.catalogue, publication.version_number,
                                 publication.in_force_from, version.draft, statement,
                                 key.sign_detached(statement)}) &&
         pending.append(event);
}

std::variant<Version, NotDone> version_wished(const Verifier& verifier, const Draft& draft,
                                              std::string_view digest, std::optional<Time> from,
                                              StaffName publisher) {
  auto seen = catalogue_seen(draft, digest);
  if (auto* why = std::get_if<NotDone>(&seen)) return std::move(*why);
  auto& catalogue = std::get<Catalogue>(seen);
  if (auto fault = fault_of(verifier, catalogue)) return std::move(*fault);
  const auto newest = verifier.in_force->newest();
  if (from && (*from < verifier.clock() || *from < newest.from)) {
    return NotDone{422, moment_past, "/from"};
  }
  const Catalogue& previous = *newest.verifier->catalogue();
  std::string bytes = canonical(catalogue.document);
  return Version{draft.newest().draft,
                 std::move(catalogue),
                 std::move(bytes),
                 previous.digest,
                 previous.version_number,
                 newest.from,
                 from,
                 std::move(publisher)};
}

/// Whether the key of ours signed it: what else stands in the file of the database counts for
/// nothing.
bool is_signed(const Verifier& verifier, const KeptCatalogue& kept) {
  return verifier.catalogue_key->verifying_key().verify(kept.signature, kept.bytes);
}

struct Asked {
  std::string digest;
  std::optional<Time> from;
};

std::variant<Asked, Response> read_asked(const Verifier& verifier, const Request& request) {
  auto body = read_body(verifier, request);
  if (auto* response = std::get_if<Response>(&body)) return std::move(*response);
  Fields fields(std::get<Value>(body), "");
  Asked asked{fields.text("digest"), fields.optional_time("from")};
  if (const auto error = fields.error()) return refuse(verifier, request, *error);
  return asked;
}

}  // namespace

Response post_approvals(const Verifier& verifier, const Request& request) {
  auto staff = staff_at_work(verifier, request, {StaffRole::approver});
  if (auto* response = std::get_if<Response>(&staff)) return std::move(*response);
  auto asked = read_asked(verifier, request);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  const StaffName approver = name_of(std::get<Staff>(staff));
  const Approval approval{request.captures.at(0), std::get<Asked>(asked).digest, approver,
                          verifier.clock()};
  std::optional<NotDone> why;
  const Recorded recorded = verifier.sequencer.record([&](Pending& pending) {
    const auto draft = read_draft(pending.store(), approval.draft, View::pending);
    if (!draft) pending.fail();
    if (!draft || !*draft) return false;
    if ((*draft)->is_edited_by(approver.id)) {
      why = NotDone{403, approver_is_editor, ""};
      return false;
    }
    const auto seen = catalogue_seen(**draft, approval.digest);
    if (const auto* another = std::get_if<NotDone>(&seen)) why = *another;
    if (!why) why = fault_of(verifier, std::get<Catalogue>(seen));
    return !why && pending.store().keep_approval(approval);
  });
  if (why) return refuse_not_done(verifier, request, *why);
  if (recorded == Recorded::declined) return refuse(verifier, request, 404, not_found);
  if (recorded != Recorded::yes) return answer_unrecorded(verifier, request, recorded);
  Value out = object_value();
  add_text(out, "draft", approval.draft);
  add_text(out, "digest", approval.digest);
  add(out, "approver", to_value(approver));
  add(out, "at", text_value(format_time(approval.at)));
  return answer_json(201, out);
}

Response post_publication(const Verifier& verifier, const Request& request) {
  auto staff = staff_at_work(verifier, request, {StaffRole::publisher, StaffRole::approver});
  if (auto* response = std::get_if<Response>(&staff)) return std::move(*response);
  auto asked = read_asked(verifier, request);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  auto draft = draft_asked_for(verifier, request);
  if (auto* response = std::get_if<Response>(&draft)) return std::move(*response);
  if (!verifier.catalogue_key) return refuse(verifier, request, 422, publishing_off);
  const auto published = is_published(verifier.store, request.captures.at(0), View::committed);
  if (!published) return refuse(verifier, request, {store_failed, ""});
  if (*published) return refuse(verifier, request, 409, draft_published);
  const auto& [digest, from] = std::get<Asked>(asked);
  const auto wished = version_wished(verifier, std::get<Draft>(draft), digest, from,
                                     name_of(std::get<Staff>(staff)));
  if (const auto* why = std::get_if<NotDone>(&wished)) {
    return refuse_not_done(verifier, request, *why);
  }
  const auto& version = std::get<Version>(wished);
  std::optional<NotDone> why;
  Publication publication;
  const Recorded recorded = verifier.sequencer.record([&](Pending& pending) {
    Draft now;
    why = check_turn(pending, version, now);
    if (why || now.revisions.empty()) return false;
    publication = publication_of(version, now, verifier.clock());
    return keep(verifier, version, publication, pending);
  });
  // Also where the second place does not answer: it is durable here, and in force after a restart.
  const auto signed_by_us = [&](const KeptCatalogue& kept) { return is_signed(verifier, kept); };
  if (!verifier.in_force->take_in(signed_by_us)) {
    return refuse(verifier, request, {store_failed, ""});
  }
  if (why) return refuse_not_done(verifier, request, *why);
  if (recorded != Recorded::yes) return answer_unrecorded(verifier, request, recorded);
  return answer_json(201, to_value(publication));
}

Response get_publication(const Verifier& verifier, const Request& request) {
  auto staff = staff_who(verifier, request,
                         {StaffRole::privacy_officer, StaffRole::publisher, StaffRole::approver});
  if (auto* response = std::get_if<Response>(&staff)) return std::move(*response);
  const auto publications = verifier.store.publications(View::committed);
  if (!publications) return refuse(verifier, request, {store_failed, ""});
  for (const KeptPublication& one : *publications) {
    const bool is_it = one.catalogue == request.captures.at(0) &&
                       std::to_string(one.version_number) == request.captures.at(1);
    if (!is_it) continue;
    Response response = answer_bytes(200, one.statement);
    response.set("Publication-Signature", one.signature);
    return response;
  }
  return refuse(verifier, request, 404, not_found);
}

}  // namespace samtycke::server

// Drafts of the catalogue: kept as they are typed, revision by revision, so that of two who edit at
// the same time neither writes over the other.
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/draft.hpp"
#include "api/every_subject.hpp"
#include "api/in_force.hpp"
#include "api/status.hpp"
#include "core/utf8.hpp"
#include "http/static_files.hpp"
#include "identity/hash.hpp"
#include "identity/secrets.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t draft_name_size = 9;  // random bytes: nobody else's name comes out again

std::string new_name() {
  std::string name = "dra-";
  constexpr std::string_view digits = "0123456789abcdef";
  for (const char byte : random_bytes(draft_name_size)) {
    const auto bits = static_cast<unsigned char>(byte);
    name += {digits[bits >> 4U], digits[bits & 15U]};
  }
  return name;
}

std::string etag_of(std::int64_t revision) { return '"' + std::to_string(revision) + '"'; }

/// Where a revision stands, without its text.
Value revision_value(const DraftRevision& revision) {
  Value out = object_value();
  add_text(out, "draft", revision.draft);
  add(out, "revision", integer_value(revision.revision));
  add(out, "editor", to_value(revision.editor));
  add(out, "at", text_value(format_time(revision.at)));
  return out;
}

Response answer_revision(unsigned status, const DraftRevision& revision) {
  Response response = answer_json(status, revision_value(revision));
  response.set("ETag", etag_of(revision.revision));
  return response;
}

Response refuse_unreadable(const Verifier& verifier, const Request& request) {
  return refuse(verifier, request, {store_failed, ""});
}

Value approvals_value(const Draft& draft) {
  Value list = array_value();
  for (const Approval& approval : draft.approvals) {
    Value one = object_value();
    add_text(one, "digest", approval.digest);
    add(one, "approver", to_value(approval.approver));
    add(one, "at", text_value(format_time(approval.at)));
    list.items.push_back(std::move(one));
  }
  return list;
}

/// What the draft amounts to beside the newest version that was published.
void add_change(const Verifier& verifier, const Draft& draft, Value& out) {
  const auto catalogue = Catalogue::parse(draft.newest().bytes, openssl_sha256);
  if (!catalogue) {
    Value error = object_value();
    add_text(error, "code", name_of(catalogue.error().code));
    add(error, "where", text_value(catalogue.error().where));
    add(out, "error", std::move(error));
    return;
  }
  add_text(out, "digest", catalogue->digest);
  add(out, "approved", boolean_value(draft.approval_of(catalogue->digest) != nullptr));
  const auto newest = verifier.in_force->newest();
  if (const Catalogue* published = newest.verifier->catalogue()) {
    add(out, "change", to_value(catalogue_change(*published, *catalogue)));
  }
}

}  // namespace

Response get_drafts(const Verifier& verifier, const Request& request) {
  auto staff = staff_who(verifier, request,
                         {StaffRole::privacy_officer, StaffRole::publisher, StaffRole::approver});
  if (auto* response = std::get_if<Response>(&staff)) return std::move(*response);
  const auto drafts = verifier.store.open_drafts();
  const auto publications = verifier.store.publications(View::committed);
  if (!drafts || !publications) return refuse_unreadable(verifier, request);
  Value list = array_value();
  for (const DraftRevision& draft : *drafts) list.items.push_back(revision_value(draft));
  Value published = array_value();
  for (const KeptPublication& one : *publications) {
    auto statement = read_json(one.statement);
    if (statement) published.items.push_back(std::move(*statement));
  }
  Value out = object_value();
  add(out, "drafts", std::move(list));
  add(out, "publications", std::move(published));
  return answer_json(200, out);
}

Response post_drafts(const Verifier& verifier, const Request& request) {
  auto staff = staff_at_work(verifier, request, {StaffRole::publisher});
  if (auto* response = std::get_if<Response>(&staff)) return std::move(*response);
  if (!is_utf8(request.body)) return refuse(verifier, request, {Code::bad_utf8, ""});
  const DraftRevision first{new_name(), 1, request.body, name_of(std::get<Staff>(staff)),
                            verifier.clock()};
  const Recorded recorded = verifier.sequencer.record(
      [&](Pending& pending) { return pending.store().keep_revision(first); });
  if (recorded != Recorded::yes) return answer_unrecorded(verifier, request, recorded);
  return answer_revision(201, first);
}

Response get_draft(const Verifier& verifier, const Request& request) {
  auto staff = staff_who(verifier, request,
                         {StaffRole::privacy_officer, StaffRole::publisher, StaffRole::approver});
  if (auto* response = std::get_if<Response>(&staff)) return std::move(*response);
  auto asked = draft_asked_for(verifier, request);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  const Draft& draft = std::get<Draft>(asked);
  const auto published = is_published(verifier.store, draft.newest().draft, View::committed);
  if (!published) return refuse_unreadable(verifier, request);
  Value out = revision_value(draft.newest());
  Value editors = array_value();
  for (const StaffName& editor : draft.editors()) editors.items.push_back(to_value(editor));
  add(out, "editors", std::move(editors));
  add(out, "approvals", approvals_value(draft));
  add(out, "published", boolean_value(*published));
  add_change(verifier, draft, out);
  Response response = answer_json(200, out);
  response.set("ETag", etag_of(draft.newest().revision));
  return response;
}

Response get_draft_text(const Verifier& verifier, const Request& request) {
  auto staff = staff_who(verifier, request,
                         {StaffRole::privacy_officer, StaffRole::publisher, StaffRole::approver});
  if (auto* response = std::get_if<Response>(&staff)) return std::move(*response);
  auto asked = draft_asked_for(verifier, request);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  const DraftRevision& newest = std::get<Draft>(asked).newest();
  Response response = http::respond(200, "text/plain; charset=utf-8", newest.bytes);
  response.set("Cache-Control", "no-store");
  response.set("ETag", etag_of(newest.revision));
  return response;
}

Response put_draft(const Verifier& verifier, const Request& request) {
  auto staff = staff_at_work(verifier, request, {StaffRole::publisher});
  if (auto* response = std::get_if<Response>(&staff)) return std::move(*response);
  if (!is_utf8(request.body)) return refuse(verifier, request, {Code::bad_utf8, ""});
  DraftRevision next{request.captures.at(0), 0, request.body, name_of(std::get<Staff>(staff)),
                     verifier.clock()};
  std::optional<DraftRevision> newest;
  bool published = false;
  const Recorded recorded = verifier.sequencer.record([&](Pending& pending) {
    const auto draft = read_draft(pending.store(), next.draft, View::pending);
    const auto is_out = is_published(pending.store(), next.draft, View::pending);
    if (!draft || !is_out) pending.fail();
    published = is_out.value_or(false);
    if (!draft || !*draft || published) return false;
    newest = (*draft)->newest();
    if (!http::etag_listed(request.header("if-match"), etag_of(newest->revision))) return false;
    next.revision = newest->revision + 1;
    return pending.store().keep_revision(next);
  });
  if (recorded == Recorded::yes) return answer_revision(200, next);
  if (recorded != Recorded::declined) return answer_unrecorded(verifier, request, recorded);
  if (published) return refuse(verifier, request, 409, draft_published);
  if (!newest) return refuse(verifier, request, 404, not_found);
  return refuse_with(verifier, request, 412, condition_unmet, "", revision_value(*newest));
}

Response get_asked_again(const Verifier& verifier, const Request& request) {
  auto staff = staff_who(verifier, request,
                         {StaffRole::privacy_officer, StaffRole::publisher, StaffRole::approver});
  if (auto* response = std::get_if<Response>(&staff)) return std::move(*response);
  auto asked = draft_asked_for(verifier, request);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  const Catalogue* in_force = verifier.catalogue();
  if (in_force == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});
  const auto draft = Catalogue::parse(std::get<Draft>(asked).newest().bytes, openssl_sha256);
  if (!draft) return refuse(verifier, request, draft.error());
  AskedAgain count(*in_force, *draft, verifier.clock());
  const bool all = every_subject(verifier.store, [&](const std::string& subject) {
    const State state = verifier.states.of_subject(subject).state;
    if (state.readable) count.add(state);
    return state.readable;
  });
  if (!all) return refuse_unreadable(verifier, request);
  Value purposes = array_value();
  for (const auto& [purpose, people] : count.told()) {
    Value one = object_value();
    add_text(one, "purpose", purpose);
    add(one, "at_least", people ? integer_value(*people) : Value());
    purposes.items.push_back(std::move(one));
  }
  Value out = object_value();
  add(out, "group", integer_value(in_force->policy.min_group_size));
  add(out, "purposes", std::move(purposes));
  return answer_json(200, out);
}

}  // namespace samtycke::server

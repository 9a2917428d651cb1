#include "api/draft.hpp"

#include <algorithm>

#include "api/answer.hpp"
#include "api/status.hpp"

namespace samtycke::server {

std::vector<StaffName> Draft::editors() const {
  std::vector<StaffName> out;
  for (const DraftRevision& revision : revisions) {
    const bool is_known = std::any_of(out.begin(), out.end(), [&](const StaffName& staff) {
      return staff.id == revision.editor.id;
    });
    if (!is_known) out.push_back(revision.editor);
  }
  return out;
}

bool Draft::is_edited_by(std::string_view staff) const {
  return std::any_of(revisions.begin(), revisions.end(),
                     [&](const DraftRevision& one) { return one.editor.id == staff; });
}

const Approval* Draft::approval_of(std::string_view digest) const {
  // Whoever approved and then edited is an editor.
  const auto found = std::find_if(approvals.begin(), approvals.end(), [&](const Approval& one) {
    return one.digest == digest && !is_edited_by(one.approver.id);
  });
  return found == approvals.end() ? nullptr : &*found;
}

std::optional<std::optional<Draft>> read_draft(Store& store, std::string_view id, View view) {
  auto revisions = store.revisions_of(id, view);
  auto approvals = store.approvals_of(id, view);
  if (!revisions || !approvals) return std::nullopt;
  if (revisions->empty()) return std::optional<Draft>();
  return Draft{std::move(*revisions), std::move(*approvals)};
}

std::variant<Draft, Response> draft_asked_for(const Verifier& verifier, const Request& request) {
  auto draft = read_draft(verifier.store, request.captures.at(0), View::committed);
  if (!draft) return refuse(verifier, request, {store_failed, ""});
  if (!*draft) return refuse(verifier, request, 404, not_found);
  return std::move(**draft);
}

std::optional<bool> is_published(Store& store, std::string_view draft, View view) {
  const auto publications = store.publications(view);
  if (!publications) return std::nullopt;
  return std::any_of(publications->begin(), publications->end(),
                     [&](const KeptPublication& one) { return one.draft == draft; });
}

std::variant<Staff, Response> staff_at_work(const Verifier& verifier, const Request& request,
                                            std::initializer_list<StaffRole> roles) {
  if (const auto refusal = verifier.door.foreign(request, NullOrigin::refused)) {
    return refuse(verifier, request, *refusal);
  }
  return staff_who(verifier, request, roles);
}

StaffName name_of(const Staff& staff) { return {staff.sub, staff.name}; }

Value to_value(const StaffName& staff) {
  Value out = object_value();
  add_text(out, "id", staff.id);
  add_text(out, "name", staff.name);
  return out;
}

}  // namespace samtycke::server

/// A draft of a catalogue as the calls of publishing see it: its revisions, who made them, who
/// approved what, and what it would change.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/staff.hpp"
#include "core/catalogue_change.hpp"
#include "store/publishing_store.hpp"

namespace samtycke::server {

struct Draft {
  std::vector<DraftRevision> revisions;  // at least one
  std::vector<Approval> approvals;

  const DraftRevision& newest() const { return revisions.back(); }
  /// Whoever made any revision, each once, in the order in which they began.
  std::vector<StaffName> editors() const;
  bool is_edited_by(std::string_view staff) const;
  /// Who approved that digest and edited nothing; none: nobody.
  const Approval* approval_of(std::string_view digest) const;
};

/// Null: there is no such draft. Nothing: it cannot be read.
std::optional<std::optional<Draft>> read_draft(Store& store, std::string_view id, View view);

/// The draft of the request's path; the refusal when there is none.
std::variant<Draft, Response> draft_asked_for(const Verifier& verifier, const Request& request);

/// Whether the draft is a published version by now.
std::optional<bool> is_published(Store& store, std::string_view draft, View view);

/// Staff with one of these roles, by a page of our own.
std::variant<Staff, Response> staff_at_work(const Verifier& verifier, const Request& request,
                                            std::initializer_list<StaffRole> roles);
StaffName name_of(const Staff& staff);
Value to_value(const StaffName& staff);

}  // namespace samtycke::server

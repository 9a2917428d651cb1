/// What a store keeps about publishing: drafts of catalogues with every revision, who approved
/// which bytes, and what was published. Staff's names are here, and no customer's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/publication.hpp"
#include "core/time.hpp"

namespace samtycke::server {

enum class View : std::uint8_t;

struct DraftRevision {
  std::string draft;
  std::int64_t revision = 0;  // 1, 2, 3 …; none is ever changed
  std::string bytes;          // as they were typed: not always a catalogue
  StaffName editor;
  Time at = 0;
};

struct Approval {
  std::string draft;
  std::string digest;  // of the catalogue that was approved
  StaffName approver;
  Time at = 0;
};

struct KeptPublication {
  std::string catalogue;
  std::int64_t version_number = 0;
  Time from = 0;
  std::string draft;
  std::string statement;  // canonical (core/publication.hpp)
  std::string signature;  // detached JWS over it
};

/// Nothing instead of an answer means that it could not be read.
class PublishingStore {
 public:
  virtual ~PublishingStore() = default;

  /// The newest revision of each draft that is not published, the one that was changed last first.
  virtual std::optional<std::vector<DraftRevision>> open_drafts() {
    return std::vector<DraftRevision>();
  }
  /// Every revision of a draft, in order.
  virtual std::optional<std::vector<DraftRevision>> revisions_of(std::string_view, View) {
    return std::vector<DraftRevision>();
  }
  virtual std::optional<std::vector<Approval>> approvals_of(std::string_view, View) {
    return std::vector<Approval>();
  }
  /// Of all catalogues, by catalogue and version.
  virtual std::optional<std::vector<KeptPublication>> publications(View) {
    return std::vector<KeptPublication>();
  }

  // The writer, inside its transaction.
  /// False where the draft has such a revision already.
  [[nodiscard]] virtual bool keep_revision(const DraftRevision&) { return false; }
  [[nodiscard]] virtual bool keep_approval(const Approval&) { return false; }
  [[nodiscard]] virtual bool keep_publication(const KeptPublication&) { return false; }
};

}  // namespace samtycke::server

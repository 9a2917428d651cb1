/// That a version of a catalogue was published: by whom it was edited and approved, and from when
/// it is in force. The statement is signed and kept; the log holds its digest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "event.hpp"
#include "sha256.hpp"

namespace samtycke {

/// Somebody of the operator's staff: whom their provider means by `id`, and what they are called.
struct StaffName {
  std::string id, name;

  bool operator==(const StaffName&) const = default;
};

struct Publication {
  std::string catalogue;  // its id
  std::string version;    // as people say it
  std::int64_t version_number = 0;
  std::string digest;           // of the version's canonical bytes
  std::string previous_digest;  // of the version it follows
  Time published_at = 0;
  Time in_force_from = 0;  // not before `published_at`
  std::vector<StaffName> edited_by;
  StaffName approved_by;
  StaffName published_by;

  bool operator==(const Publication&) const = default;
};

Value to_value(const Publication& publication);
Result<Publication> publication_from(const Value& value, std::string where);

/// How an event names a statement: the digits of the digest of its bytes.
std::string statement_link(const Digest& statement);

/// Of no person: it belongs to the catalogue, in the place of a subscriber. `link` names the
/// statement, `from` is the moment from which the version is in force.
Event published_event(const Publication& publication, std::string link, std::uint64_t sequence);
/// Whose events those of a catalogue are, in the place of a subscriber.
std::string publisher_of(std::string_view catalogue);

}  // namespace samtycke

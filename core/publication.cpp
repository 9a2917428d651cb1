#include "publication.hpp"

#include "limits.hpp"
#include "members.hpp"

namespace samtycke {
namespace {

void staff_members(Members& members, StaffName& staff) {
  members.optional_text("id", staff.id);
  members.optional_text("name", staff.name);
}

void publication_members(Members& members, Publication& publication) {
  members.id("catalogue", publication.catalogue);
  members.optional_text("version", publication.version);
  members.number("version_number", publication.version_number, 1);
  members.optional_text("digest", publication.digest);
  members.optional_text("previous_digest", publication.previous_digest);
  members.time("published_at", publication.published_at);
  members.time("in_force_from", publication.in_force_from);
  members.objects("edited_by", publication.edited_by, staff_members);
  members.object("approved_by", publication.approved_by, staff_members);
  members.object("published_by", publication.published_by, staff_members);
}

}  // namespace

Value to_value(const Publication& publication) { return written(publication, publication_members); }

Result<Publication> publication_from(const Value& value, std::string where) {
  return read_members<Publication>(value, std::move(where), publication_members);
}

std::string publisher_of(std::string_view catalogue) {
  constexpr std::string_view prefix = "catalogue:";
  return std::string(prefix) +
         std::string(catalogue.substr(0, limits::id_size_max - prefix.size()));
}

std::string statement_link(const Digest& statement) {
  // Without the name of the algorithm, which an id has no room for.
  return digest_name(statement).substr(std::string_view("sha256:").size());
}

Event published_event(const Publication& publication, std::string link, std::uint64_t sequence) {
  Event event;
  event.kind = EventKind::published;
  event.subscriber = publisher_of(publication.catalogue);
  event.door = Door::provisioning;
  event.at = publication.published_at;
  event.sequence = sequence;
  event.evidence.catalogue = publication.catalogue;
  event.evidence.catalogue_version = publication.version;
  event.from = publication.in_force_from;
  event.link = std::move(link);
  return event;
}

}  // namespace samtycke

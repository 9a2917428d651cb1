#include "verify/publications.hpp"

#include "identity/hash.hpp"
#include "store/sqlite.hpp"
#include "verify/claims.hpp"

namespace samtycke::server {
namespace {

std::string names_of(const std::vector<StaffName>& staff) {
  std::string out;
  for (const StaffName& one : staff) out += (out.empty() ? "" : ", ") + one.name;
  return out;
}

/// The row and the version that it is about say what the statement says.
bool is_row_of(const Query& row, const Publication& said) {
  return row.view(0) == said.catalogue && row.integer(1) == said.version_number &&
         row.integer(2) == said.in_force_from && row.view(5) == said.digest &&
         row.view(3) == canonical(to_value(said));
}

}  // namespace

bool KeptPublications::read(Connection& connection, const std::vector<JwsKey>* keys, Claims& claims,
                            const Tell& tell) {
  Query rows(connection,
             "SELECT p.catalogue, p.version_number, p.from_ms, p.statement, p.signature, c.digest "
             "FROM publications p LEFT JOIN catalogues c ON c.id = p.catalogue "
             "AND c.version_number = p.version_number ORDER BY 1, 2");
  Step step = rows.step();
  for (std::uint64_t number = 0; step == Step::row; step = rows.step(), ++number) {
    const auto value = read_json(rows.view(3));
    const auto said = value ? publication_from(*value, "") : Result<Publication>(value.error());
    if (!said || !is_row_of(rows, *said)) {
      tell({Check::publication_wrong, "publications", {}, {}, number, {}});
      continue;
    }
    if (keys != nullptr && !is_signed_by(rows.view(4), rows.view(3), *keys, claims)) {
      tell({Check::signature_wrong, "publications", {}, {}, number, {}});
    }
    by_digest_.emplace(statement_link(openssl_sha256(rows.view(3))), *said);
  }
  return step == Step::done;
}

void KeptPublications::pass(const Event& event, std::uint64_t position, const Tell& tell) {
  if (event.kind != EventKind::published) return;
  const auto found = by_digest_.find(event.link);
  if (found == by_digest_.end()) {
    return tell({Check::publication_missing, "publications", position, {}, {}, {}});
  }
  const Publication& said = found->second;
  const bool agrees = event == published_event(said, event.link, event.sequence);
  if (!agrees) return tell({Check::publication_wrong, "publications", position, {}, {}, {}});
  tell({Check::publication_holds,
        "publications",
        position,
        {},
        {},
        {},
        said.catalogue + ' ' + std::to_string(said.version_number) + "; " +
            names_of(said.edited_by) + "; " + said.approved_by.name});
  by_digest_.erase(found);
}

void KeptPublications::finish(const Tell& tell) const {
  for (const auto& [digest, said] : by_digest_) {
    tell({Check::publication_wrong,
          "publications " + said.catalogue + ' ' + std::to_string(said.version_number),
          {},
          {},
          {},
          {}});
  }
}

}  // namespace samtycke::server

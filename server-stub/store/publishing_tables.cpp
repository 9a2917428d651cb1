#include "store/publishing_tables.hpp"

#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

void take_revision(const Query& row, std::vector<DraftRevision>& revisions) {
  revisions.push_back(
      {row.bytes(0), row.integer(1), row.bytes(2), {row.bytes(3), row.bytes(4)}, row.integer(5)});
}

KeptCatalogue catalogue_in(const Query& row) {
  return {row.bytes(0), row.integer(1), row.bytes(2), row.bytes(3), row.bytes(4)};
}

}  // namespace

std::optional<std::optional<KeptCatalogue>> read_catalogue(Connection& connection,
                                                           std::string_view id,
                                                           std::int64_t version_number) {
  return rows_of<std::optional<KeptCatalogue>>(
      connection,
      "SELECT id, version_number, digest, bytes, signature FROM catalogues "
      "WHERE id = ? AND version_number = ?",
      {id, version_number},
      [](const Query& row, std::optional<KeptCatalogue>& found) { found = catalogue_in(row); });
}

std::optional<std::vector<KeptCatalogue>> read_catalogues(Connection& connection) {
  return rows_of<std::vector<KeptCatalogue>>(
      connection,
      "SELECT id, version_number, digest, bytes, signature FROM catalogues "
      "ORDER BY id, version_number",
      {}, [](const Query& row, std::vector<KeptCatalogue>& found) {
        found.push_back(catalogue_in(row));
      });
}

bool write_catalogue(Connection& connection, const KeptCatalogue& catalogue) {
  return connection.run("INSERT INTO catalogues VALUES (?,?,?,?,?)",
                        {catalogue.id, catalogue.version_number, catalogue.digest,
                         Blob{catalogue.bytes}, catalogue.signature});
}

std::optional<std::vector<DraftRevision>> read_open_drafts(Connection& connection) {
  return rows_of<std::vector<DraftRevision>>(
      connection,
      "SELECT draft, max(revision), bytes, editor, editor_name, at_ms FROM draft_revisions "
      "WHERE draft NOT IN (SELECT draft FROM publications) "
      "GROUP BY draft ORDER BY at_ms DESC, draft",
      {}, take_revision);
}

std::optional<std::vector<DraftRevision>> read_revisions(Connection& connection,
                                                         std::string_view draft) {
  return rows_of<std::vector<DraftRevision>>(
      connection,
      "SELECT draft, revision, bytes, editor, editor_name, at_ms FROM draft_revisions "
      "WHERE draft = ? ORDER BY revision",
      {draft}, take_revision);
}

std::optional<std::vector<Approval>> read_approvals(Connection& connection,
                                                    std::string_view draft) {
  return rows_of<std::vector<Approval>>(
      connection,
      "SELECT draft, digest, approver, approver_name, at_ms FROM approvals "
      "WHERE draft = ? ORDER BY at_ms, approver",
      {draft}, [](const Query& row, std::vector<Approval>& approvals) {
        approvals.push_back(
            {row.bytes(0), row.bytes(1), {row.bytes(2), row.bytes(3)}, row.integer(4)});
      });
}

std::optional<std::vector<KeptPublication>> read_publications(Connection& connection) {
  return rows_of<std::vector<KeptPublication>>(
      connection,
      "SELECT catalogue, version_number, from_ms, draft, statement, signature FROM publications "
      "ORDER BY catalogue, version_number",
      {}, [](const Query& row, std::vector<KeptPublication>& found) {
        found.push_back({row.bytes(0), row.integer(1), row.integer(2), row.bytes(3), row.bytes(4),
                         row.bytes(5)});
      });
}

bool write_revision(Connection& connection, const DraftRevision& revision) {
  return connection.run("INSERT INTO draft_revisions VALUES (?,?,?,?,?,?)",
                        {revision.draft, revision.revision, Blob{revision.bytes},
                         revision.editor.id, revision.editor.name, revision.at});
}

bool write_approval(Connection& connection, const Approval& approval) {
  return connection.run(
      "INSERT INTO approvals VALUES (?,?,?,?,?) ON CONFLICT DO NOTHING",
      {approval.draft, approval.digest, approval.approver.id, approval.approver.name, approval.at});
}

bool write_publication(Connection& connection, const KeptPublication& publication) {
  return connection.run("INSERT INTO publications VALUES (?,?,?,?,?,?)",
                        {publication.catalogue, publication.version_number, publication.from,
                         publication.draft, Blob{publication.statement}, publication.signature});
}

}  // namespace samtycke::server

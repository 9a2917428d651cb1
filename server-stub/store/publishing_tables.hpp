/// The tables of catalogues, drafts, approvals and publications, read and written.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace samtycke::server {

class Connection;

/// Null: there is no such version.
std::optional<std::optional<KeptCatalogue>> read_catalogue(Connection& connection,
                                                           std::string_view id,
                                                           std::int64_t version_number);
std::optional<std::vector<KeptCatalogue>> read_catalogues(Connection& connection);
std::optional<std::vector<DraftRevision>> read_open_drafts(Connection& connection);
std::optional<std::vector<DraftRevision>> read_revisions(Connection& connection,
                                                         std::string_view draft);
std::optional<std::vector<Approval>> read_approvals(Connection& connection, std::string_view draft);
std::optional<std::vector<KeptPublication>> read_publications(Connection& connection);

[[nodiscard]] bool write_catalogue(Connection& connection, const KeptCatalogue& catalogue);
[[nodiscard]] bool write_revision(Connection& connection, const DraftRevision& revision);
[[nodiscard]] bool write_approval(Connection& connection, const Approval& approval);
[[nodiscard]] bool write_publication(Connection& connection, const KeptPublication& publication);

}  // namespace samtycke::server

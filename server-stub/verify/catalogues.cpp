#include "verify/catalogues.hpp"

#include "core/notice.hpp"
#include "identity/hash.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

bool is_row_of(const Query& row, const Catalogue& catalogue) {
  return row.view(0) == catalogue.id && row.integer(1) == catalogue.version_number &&
         row.view(2) == catalogue.digest && row.view(3) == canonical(catalogue.document);
}

}  // namespace

bool KeptCatalogues::read(Connection& connection, const std::vector<JwsKey>* keys, Claims& claims,
                          const Tell& tell) {
  Query rows(connection,
             "SELECT id, version_number, digest, bytes, signature FROM catalogues ORDER BY 1, 2");
  Step step = rows.step();
  for (; step == Step::row; step = rows.step()) {
    const std::uint64_t number = rows_count_++;
    auto catalogue = Catalogue::parse(rows.view(3), openssl_sha256);
    if (!catalogue || !is_row_of(rows, *catalogue)) {
      tell({Check::catalogue_damaged, "catalogues", {}, {}, number, {}});
      continue;
    }
    if (keys != nullptr && !is_signed_by(rows.view(4), rows.view(3), *keys, claims)) {
      tell({Check::signature_wrong, "catalogues", {}, {}, number, {}});
    }
    std::pair<std::string, std::string> name{catalogue->id, catalogue->version};
    by_version_.emplace(std::move(name), std::move(*catalogue));
  }
  return step == Step::done;
}

bool KeptCatalogues::resolves(const Event& event) {
  if (event.kind != EventKind::granted) return true;
  const Evidence& evidence = event.evidence;
  const std::string name = evidence.catalogue + '\n' + evidence.catalogue_version + '\n' +
                           event.purpose + '\n' + evidence.language;
  auto known = digests_.find(name);
  if (known == digests_.end()) known = digests_.emplace(name, digest_shown(event)).first;
  return !known->second.empty() && known->second == evidence.text_digest;
}

/// Empty when there is no such catalogue, purpose or language.
std::string KeptCatalogues::digest_shown(const Event& event) const {
  const auto catalogue =
      by_version_.find({event.evidence.catalogue, event.evidence.catalogue_version});
  if (catalogue == by_version_.end()) return {};
  const Purpose* purpose = catalogue->second.find(event.purpose);
  if (purpose == nullptr) return {};
  const auto notice = notice_for(catalogue->second, *purpose, event.evidence.language);
  if (!notice) return {};
  return digest_of(*notice, catalogue->second, *purpose, event.evidence.language, openssl_sha256);
}

}  // namespace samtycke::server

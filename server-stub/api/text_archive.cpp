#include "api/text_archive.hpp"

#include "core/notice_archive.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {

std::optional<TextArchive> TextArchive::read(Store& store) {
  const auto kept = store.catalogues();
  if (!kept) return std::nullopt;
  TextArchive archive;
  for (const KeptCatalogue& one : *kept) {
    const auto catalogue = Catalogue::parse(one.bytes, openssl_sha256);
    if (!catalogue || catalogue->digest != one.digest) {
      archive.unreadable_.push_back(one.id + ' ' + std::to_string(one.version_number));
      continue;
    }
    archive.add(*catalogue);
  }
  return archive;
}

void TextArchive::add(const Catalogue& catalogue) {
  versions_.emplace(catalogue.id, catalogue.version);
  for (ArchivedNotice& notice : notices_of(catalogue, openssl_sha256)) {
    texts_.emplace(std::move(notice.digest), std::move(notice.bytes));
  }
}

const std::string* TextArchive::find(std::string_view digest) const {
  const auto found = texts_.find(digest);
  return found == texts_.end() ? nullptr : &found->second;
}

bool TextArchive::resolves(const Event& event) const {
  const Evidence& evidence = event.evidence;
  const bool names_version = !evidence.catalogue.empty() || !evidence.catalogue_version.empty();
  if (names_version && !versions_.contains({evidence.catalogue, evidence.catalogue_version})) {
    return false;
  }
  return evidence.text_digest.empty() || find(evidence.text_digest) != nullptr;
}

}  // namespace samtycke::server

#include "api/in_force.hpp"

#include <algorithm>

#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

std::shared_ptr<Verifier> with_place(Verifier verifier, InForce* place) {
  verifier.in_force = place;
  return std::make_shared<Verifier>(std::move(verifier));
}

/// Nothing counts for a catalogue that is not signed, so any that is signed is newer.
std::int64_t version_of(const Verifier& verifier) {
  return verifier.published.signed_ ? verifier.catalogue()->version_number : 0;
}

bool is_of(const Verifier& verifier, const std::string& catalogue) {
  return verifier.catalogue() == nullptr || verifier.catalogue()->id == catalogue;
}

}  // namespace

InForce::InForce(Verifier first) : current_(with_place(std::move(first), this)) {}

void InForce::pass_to(Time now) {
  while (!waiting_.empty() && waiting_.front().from <= now) {
    current_ = std::move(waiting_.front().verifier);
    waiting_.pop_front();
  }
}

std::shared_ptr<const Verifier> InForce::now() {
  const std::lock_guard lock(mutex_);
  // A clock that is set back brings no older catalogue back.
  if (!waiting_.empty()) pass_to(current_->clock());
  return current_;
}

InForce::Newest InForce::newest() {
  const std::lock_guard lock(mutex_);
  return waiting_.empty() ? Newest{current_, 0} : waiting_.back();
}

void InForce::take_in_one(const KeptPublication& publication, const KeptCatalogue& kept) {
  auto catalogue = Catalogue::parse(kept.bytes, openssl_sha256);
  if (!catalogue || catalogue->digest != kept.digest) return;
  const std::lock_guard lock(mutex_);
  const Newest last = waiting_.empty() ? Newest{current_, 0} : waiting_.back();
  if (!is_of(*last.verifier, catalogue->id) ||
      version_of(*last.verifier) >= catalogue->version_number) {
    return;
  }
  auto next = std::make_shared<Verifier>(*last.verifier);
  // The words are there before anybody can consent on them.
  next->texts.add(*catalogue);
  next->published = {std::move(*catalogue), true, kept.bytes, kept.signature};
  waiting_.push_back({std::move(next), std::max(publication.from, last.from)});
}

bool InForce::take_in(const IsSigned& is_signed) {
  Store& store = newest().verifier->store;
  const auto publications = store.publications(View::committed);
  if (!publications) return false;
  for (const KeptPublication& publication : *publications) {
    const auto kept = store.catalogue(publication.catalogue, publication.version_number);
    if (!kept) return false;
    if (*kept && is_signed(**kept)) take_in_one(publication, **kept);
  }
  return true;
}

}  // namespace samtycke::server

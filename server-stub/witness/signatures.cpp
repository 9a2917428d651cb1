#include "witness/signatures.hpp"

#include <algorithm>

#include "identity/jws.hpp"

namespace samtycke::server {
namespace {

bool holds(const SignatureClaim& claim) {
  const auto key = VerifyingKey::from_point(claim.public_key);
  return key && key->holds(claim.signature, claim.message);
}

}  // namespace

bool is_signed_by(const Note& note, const NoteKey& key) { return is_signed_by_any(note, {key}); }

bool is_signed_by_any(const Note& note, const std::vector<NoteKey>& keys) {
  bool is_signed = false;
  for (const NoteKey& key : keys) {
    const auto claims = claims_of(note, key);
    if (!std::all_of(claims.begin(), claims.end(), holds)) return false;
    is_signed = is_signed || !claims.empty();
  }
  return is_signed;
}

}  // namespace samtycke::server

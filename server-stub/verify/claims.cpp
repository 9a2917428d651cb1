#include "verify/claims.hpp"

namespace samtycke::server {

bool Claims::holds(const SignatureClaim& claim) {
  auto known = keys_.find(claim.public_key);
  if (known == keys_.end()) {
    known = keys_.emplace(claim.public_key, VerifyingKey::from_point(claim.public_key)).first;
  }
  return known->second && known->second->holds(claim.signature, claim.message);
}

std::vector<bool> Claims::hold(const std::vector<SignatureClaim>& claims) {
  std::vector<bool> out;
  for (const SignatureClaim& claim : claims) out.push_back(holds(claim));
  return out;
}

bool Claims::is_signed(const Note& note, const NoteKey& key) {
  bool all = true;
  const auto claims = claims_of(note, key);
  for (const SignatureClaim& claim : claims) all = holds(claim) && all;
  return all && !claims.empty();
}

bool is_signed_by(std::string_view signature, std::string_view bytes,
                  const std::vector<JwsKey>& keys, Claims& claims) {
  const auto claim = claim_of_jws(signature, bytes, keys);
  const auto* found = std::get_if<SignatureClaim>(&claim);
  return found != nullptr && claims.holds(*found);
}

}  // namespace samtycke::server

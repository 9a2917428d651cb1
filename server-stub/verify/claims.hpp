/// Which of the signatures that the core names hold: OpenSSL's part of every check.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/jws.hpp"
#include "core/signed_note.hpp"
#include "identity/jws.hpp"

namespace samtycke::server {

/// Keeps the keys it has met.
class Claims {
 public:
  bool holds(const SignatureClaim& claim);
  std::vector<bool> hold(const std::vector<SignatureClaim>& claims);
  /// Whether a note counts as signed by the key: there is such a claim, and all of them hold.
  bool is_signed(const Note& note, const NoteKey& key);

 private:
  std::map<std::string, std::optional<VerifyingKey>, std::less<>> keys_;
};

/// Whether one of the keys signed exactly those bytes, detached.
bool is_signed_by(std::string_view signature, std::string_view bytes,
                  const std::vector<JwsKey>& keys, Claims& claims);

}  // namespace samtycke::server

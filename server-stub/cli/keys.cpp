#include <iostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/words.hpp"
#include "core/catalogue.hpp"
#include "core/limits.hpp"
#include "core/lint.hpp"
#include "identity/hash.hpp"
#include "identity/jws.hpp"

namespace samtycke::server {

int make_key(const std::string& path) {
  const auto key = SigningKey::load_or_create(path);
  if (!key) {
    std::cerr << path
              << ": cannot be made, or is there and cannot be read as a key of its owner's\n";
    return unusable;
  }
  const std::string jwk = key->verifying_key().jwk() + '\n';
  if (!replace_file(path + ".pub", jwk)) {
    std::cerr << path << ".pub: cannot be written\n";
    return unusable;
  }
  std::cout << jwk;
  return yes;
}

int sign_catalogue(const SignOptions& options) {
  const auto key = SigningKey::load(options.key);
  if (!key) {
    std::cerr << options.key << ": is no key, or others than its owner may read it\n";
    return unusable;
  }
  const auto bytes = read_file(options.catalogue, limits::text_size_max);
  const auto catalogue = bytes ? Catalogue::parse(*bytes, openssl_sha256)
                               : Result<Catalogue>(Error{Code::too_large, ""});
  if (!catalogue) {
    std::cerr << options.catalogue << ": is no catalogue; see `samtycke lint`\n";
    return unusable;
  }
  // A signature says that people may consent on it: nothing unlawful gets one.
  if (has_error(lint_for_receipts(*catalogue))) {
    return lint_catalogue({options.catalogue, "", options.language, "text"});
  }
  if (!replace_file(options.catalogue + ".jws",
                    key->sign_detached(canonical(catalogue->document)) + '\n')) {
    std::cerr << options.catalogue << ".jws: cannot be written\n";
    return unusable;
  }
  std::cout << catalogue->digest << " signed by " << key->kid() << '\n';
  return yes;
}

}  // namespace samtycke::server

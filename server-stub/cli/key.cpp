#include <iostream>
#include <memory>

#include "commands.hpp"
#include "core/catalogue.hpp"
#include "core/limits.hpp"
#include "files.hpp"
#include "hash.hpp"
#include "identity/jws.hpp"

namespace samtycke::server {
namespace {

int run_key(const std::string& path) {
  const auto key = SigningKey::generate();
  if (!key.save(path)) {
    std::cerr << "samtycke: `" << path
              << "` was not written; a file that is there is never replaced\n";
    return exit_no;
  }
  std::cout << key.verifying_key().jwk() << '\n';
  return exit_yes;
}

/// What is signed is the canonical form, so that no reformatting of the file breaks a signature.
int run_sign(const std::string& path, const std::string& key_path) {
  const auto bytes = read_file(path, limits::text_size_max);
  if (!bytes) {
    std::cerr << "samtycke: `" << path << "` cannot be read\n";
    return exit_unreadable;
  }
  const auto catalogue = Catalogue::parse(*bytes, openssl_sha256);
  if (!catalogue) {
    std::cerr << "samtycke: `" << path << "#" << catalogue.error().where
              << "`: " << name_of(catalogue.error().code) << "; see samtycke lint\n";
    return exit_unreadable;
  }
  const auto key = SigningKey::load(key_path);
  if (!key) {
    std::cerr << "samtycke: `" << key_path
              << "` is no key of ours, or others may read it; make one with samtycke key\n";
    return exit_unreadable;
  }
  if (!write_file(path + ".jws", key->sign_detached(canonical(catalogue->document)) + "\n")) {
    std::cerr << "samtycke: `" << path << ".jws` cannot be written\n";
    return exit_no;
  }
  std::cout << catalogue->digest << " signed by " << key->kid() << '\n';
  return exit_yes;
}

}  // namespace

void add_key(CLI::App& app, int& status) {
  auto path = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("key", "Make a signing key (Ed25519).");
  command->add_option("FILE", *path, "Where the private key goes; only its owner can read it.")
      ->required();
  command->footer(
      "Prints the public key as a JWK. A file that is there is never replaced.\n\n"
      "Example:\n  samtycke key catalogue.key");
  command->callback([path, &status] { status = run_key(*path); });
}

void add_sign(CLI::App& app, int& status) {
  auto path = std::make_shared<std::string>();
  auto key = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("sign", "Sign a catalogue for publication.");
  command->add_option("CATALOGUE", *path, "The catalogue, a JSON file.")->required();
  command->add_option("--key", *key, "The signing key, from samtycke key.")->required();
  command->footer(
      "Writes CATALOGUE.jws beside it: a detached JWS (RFC 7515, appendix F) over the canonical\n"
      "form (RFC 8785) of the catalogue.\n\n"
      "Example:\n  samtycke sign catalogue.json --key catalogue.key");
  command->callback([path, key, &status] { status = run_sign(*path, *key); });
}

}  // namespace samtycke::server

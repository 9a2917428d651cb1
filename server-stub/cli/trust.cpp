#include "cli/trust.hpp"

#include <chrono>
#include <iostream>

#include "cli/files.hpp"
#include "core/limits.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

std::nullopt_t complain(std::string_view what, std::string_view why) {
  std::cerr << what << ": " << why << '\n';
  return std::nullopt;
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

}  // namespace

std::optional<Value> read_json_file(const std::string& path) {
  const auto bytes = read_file(path, limits::text_size_max);
  if (!bytes) return complain(path, "cannot be read, or is too large");
  auto value = read_json(*bytes);
  if (!value) return complain(path, "is no JSON that can be read in one way only");
  return std::move(*value);
}

std::optional<std::vector<JwsKey>> read_keys(const std::string& path) {
  const auto value = read_json_file(path);
  if (!value) return std::nullopt;
  auto keys = jws_keys_from(*value, openssl_sha256);
  if (!keys) return complain(path, "is no JWK set");
  return keys;
}

std::optional<NoteKey> read_log_key(const std::string& text_or_path) {
  auto key = vkey_from(openssl_sha256, text_or_path);
  if (!key) {
    const auto bytes = read_file(text_or_path, limits::string_size_max);
    if (bytes) key = vkey_from(openssl_sha256, first_line(*bytes));
  }
  if (!key || key->type != ed25519_key) {
    return complain(text_or_path, "is no verifier key of a log, nor a file with one");
  }
  return key;
}

std::optional<WitnessPolicy> read_policy(const std::string& path) {
  const auto bytes = read_file(path, limits::note_size_max);
  if (!bytes) return complain(path, "cannot be read, or is too large");
  auto read = witness_policy_from(openssl_sha256, *bytes);
  if (const auto* fault = std::get_if<PolicyFault>(&read)) {
    std::cerr << path << ":" << fault->line << ": " << fault->why << '\n';
    return std::nullopt;
  }
  return std::move(std::get<WitnessPolicy>(read));
}

std::optional<Catalogue> read_catalogue(const std::string& path) {
  const auto bytes = read_file(path, limits::text_size_max);
  if (!bytes) return complain(path, "cannot be read, or is larger than a catalogue can be");
  auto catalogue = Catalogue::parse(*bytes, openssl_sha256);
  if (!catalogue) return complain(path, "is no catalogue; see `samtycke lint`");
  return std::move(*catalogue);
}

std::optional<Time> read_time(const std::string& text) {
  using namespace std::chrono;
  if (text.empty()) {
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  }
  const auto time = parse_time(text);
  if (!time) std::cerr << text << ": is no time; write it as 2026-11-24T08:00:00Z\n";
  return time;
}

std::optional<SignedHead> read_head(const std::string& path) {
  const auto bytes = read_file(path, limits::note_size_max);
  if (!bytes) return complain(path, "cannot be read, or is too large");
  auto head = signed_head_from(*bytes);
  if (!head) return complain(path, "is no signed checkpoint");
  return head;
}

}  // namespace samtycke::server

#include <chrono>
#include <iostream>
#include <mutex>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/witness_config.hpp"
#include "core/limits.hpp"
#include "http/server.hpp"
#include "identity/hash.hpp"
#include "witness/routes.hpp"

namespace samtycke::server {
namespace {

void say(std::string_view sentence) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::cerr << "samtycke witness: " << sentence << std::endl;
}

std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::shared_ptr<const http::Sentences> read_sentences(const WitnessConfig& config) {
  const auto sv = read_file(config.data + "/text/sv.json", limits::text_size_max);
  const auto en = read_file(config.data + "/text/en.json", limits::text_size_max);
  if (!sv || !en) return nullptr;
  return std::make_shared<const http::Sentences>(*sv, *en);
}

http::Settings settings_of(const WitnessConfig& config) {
  http::Settings settings;
  settings.address = config.address;
  settings.port = config.port;
  settings.hosts = config.hosts;
  settings.stop_on_signals = true;
  settings.on_failure = [](std::string_view pattern, std::string_view what) {
    say("the call " + std::string(pattern) + " failed: " + std::string(what));
  };
  return settings;
}

int refuse(std::string_view sentence) {
  say(sentence);
  return unusable;
}

int run(const WitnessConfig& config, const SigningKey& key) {
  const auto store = CosignedStore::open(config.state);
  if (!store) return refuse(config.state + ": cannot be opened, or is damaged");
  const auto sentences = read_sentences(config);
  if (!sentences) return refuse(config.data + "/text: cannot be read");
  Witness witness(config.name, key, config.logs, *store, now_ms, say);
  http::Router router;
  add_witness_calls(router, witness);
  http::Server server(settings_of(config), std::move(router), sentences);
  say("listening on " + config.address + ':' + std::to_string(server.port()) + " as " +
      vkey_text(witness.key()) + ", for " + std::to_string(config.logs.size()) + " keys of logs");
  server.run();
  return yes;
}

}  // namespace

int run_witness(const WitnessOptions& options) {
  const auto read = read_witness_config(options.config);
  if (const auto* sentence = std::get_if<std::string>(&read)) return refuse(*sentence);
  const auto& config = std::get<WitnessConfig>(read);
  const auto key = SigningKey::load(config.key);
  if (!key) return refuse(config.key + ": is no key, or others than its owner may read it");
  if (options.vkey_only) {
    std::cout << vkey_text(note_key(openssl_sha256, config.name, ed25519_cosigner_key,
                                    key->verifying_key().point()))
              << '\n';
    return yes;
  }
  try {
    return run(config, *key);
  } catch (const std::exception& failure) {
    return refuse(failure.what());
  }
}

}  // namespace samtycke::server

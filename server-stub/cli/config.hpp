/// What `serve` is told by its configuration file: one JSON object, read strictly. Paths are
/// relative to the folder of the file. There is no default for an address of somebody else, a key
/// or a secret: what is missing is a refusal to start.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/pages.hpp"
#include "identity/oidc_client.hpp"
#include "store/sqlite_store.hpp"

namespace samtycke::server {

/// How the operator's own people sign in to the console.
struct StaffConfig {
  std::string issuer;  // by default that of the customers
  std::string client_id;
  std::string client_secret_file;
  std::string sessions;  // a file of its own; by default beside the database
  RolesClaim roles;
};

struct Config {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::vector<std::string> hosts;         // names we answer to; by default that of the origin
  std::string origin;                     // "https://…", as browsers see us
  std::vector<std::string> page_origins;  // of others: whose pages may call with a person's token
  std::string issuer;                     // the OpenID provider
  std::string client_id;
  std::string client_secret_file;
  std::string database;
  std::string party_keys;           // the keys it is sealed with; by default beside the database
  std::string sessions;             // a file of its own; by default beside the database
  std::string receipt_key;          // private, PEM
  std::string log_key;              // private, PEM: signs the log's heads
  std::string log_origin;           // the log's name for ever; by default our host and /log
  std::string witness_policy;       // who cosigns the log's heads; empty: nobody
  std::string catalogue;            // JSON
  std::string catalogue_signature;  // by default the catalogue's name with .jws
  std::string catalogue_key;        // public, JWK: whose signature counts
  std::string
      catalogue_signing_key;  // its private half, PEM; empty: nothing is published from here
  std::string web;            // folder with static/ and portal/
  std::string data;       // folder with text/, export/ and openapi.json; by default the program's
  unsigned threads = 1;   // for connections
  unsigned workers = 64;  // for calls that wait: as many as one commit is to serve
  Synchronous store_synchronous = Synchronous::full;
  std::optional<DemoQuestion> demo;
  std::optional<StaffConfig> staff;  // none: there is no console
  std::string second_place;          // folder on another disk; empty: none
  std::string second_place_keys;  // file on another disk, apart from it: a copy of the party keys
  HandOn second_place_sync = HandOn::before_answer;
  std::int64_t witness_silent_seconds = 3'600;  // without its cosignature: then it is told
};

/// As the settings name it.
std::string_view name_of(HandOn when);

/// The settings, or one sentence for the operator.
std::variant<Config, std::string> read_config(const std::string& path);

}  // namespace samtycke::server

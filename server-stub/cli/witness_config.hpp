/// What `witness` is told by its configuration file: one JSON object, read strictly, paths relative
/// to the folder of the file.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/signed_note.hpp"

namespace samtycke::server {

struct WitnessConfig {
  std::string name;   // as it signs, e.g. witness.example/w1
  std::string key;    // private, PEM
  std::string state;  // SQLite: what was cosigned last
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::vector<std::string> hosts;  // names it answers to; by default address and port
  std::vector<NoteKey> logs;       // those it follows
  std::string data;                // folder with text/; by default the program's
};

/// The settings, or one sentence for the operator.
std::variant<WitnessConfig, std::string> read_witness_config(const std::string& path);

}  // namespace samtycke::server

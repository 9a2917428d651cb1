/// What somebody who verifies brings along, from elsewhere than what is verified: keys, policy,
/// catalogue, notes. A sentence on the error output for each that cannot be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalogue.hpp"
#include "core/jws.hpp"
#include "core/signed_note.hpp"
#include "core/time.hpp"
#include "core/witness_policy.hpp"
#include "verify/heads.hpp"

namespace samtycke::server {

std::optional<Value> read_json_file(const std::string& path);
std::optional<std::vector<JwsKey>> read_keys(const std::string& path);
/// The text of a verifier key, or the name of a file that holds it.
std::optional<NoteKey> read_log_key(const std::string& text_or_path);
std::optional<WitnessPolicy> read_policy(const std::string& path);
std::optional<Catalogue> read_catalogue(const std::string& path);

/// The time that is written; now where none is.
std::optional<Time> read_time(const std::string& text);

std::optional<SignedHead> read_head(const std::string& path);

}  // namespace samtycke::server

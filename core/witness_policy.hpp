/// Whose signatures make a checkpoint count (C2SP tlog-policy): logs, witnesses, groups of them of
/// which some or all must have cosigned, and the quorum.
///
///     log <vkey> [<url>]
///     witness <name> <vkey> [<url>]
///     group <name> all|any|<k> <member>...
///     quorum <name>|none
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "signed_note.hpp"

namespace samtycke {

struct PolicyLog {
  NoteKey key;  // its name is the log's origin
  std::string url;
};

struct PolicyWitness {
  std::string name;  // in this file alone
  NoteKey key;
  std::string url;  // may be empty: then it is asked for nothing
};

struct PolicyGroup {
  std::string name;
  std::size_t wanted = 1;
  std::vector<std::string> members;  // witnesses and earlier groups
};

struct WitnessPolicy {
  std::vector<PolicyLog> logs;
  std::vector<PolicyWitness> witnesses;
  std::vector<PolicyGroup> groups;  // a group after those it names
  std::string quorum;               // a witness or group; empty: none is asked for
};

/// Why a file is no policy, for whoever wrote it.
struct PolicyFault {
  std::size_t line = 0;  // from 1
  std::string_view why;
};

/// Strict. A log's key must be of type Ed25519, a witness's of type Ed25519 cosignature/v1; no key
/// and no name may be there twice, and no name may be a member twice, so that nobody counts double.
std::variant<WitnessPolicy, PolicyFault> witness_policy_from(Hash hash, std::string_view text);

/// Whether the quorum is reached by the cosignatures of these keys, each of which has been
/// verified. Keys that the policy does not name count for nothing.
bool quorum_reached(const WitnessPolicy& policy, const std::vector<NoteKey>& cosigned);

/// Fewer witnesses than this reach no quorum, whichever they are; 0 where none is asked for.
std::size_t quorum_least(const WitnessPolicy& policy);

}  // namespace samtycke

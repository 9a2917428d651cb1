#include <iostream>

#include "cli/check_lines.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/trust.hpp"
#include "core/base64.hpp"
#include "core/limits.hpp"
#include "core/merkle.hpp"
#include "core/tree.hpp"
#include "identity/hash.hpp"
#include "verify/log_check.hpp"

namespace samtycke::server {
namespace {

using Proof = std::vector<Digest>;

/// A hash on each line, as a witness is sent them (C2SP tlog-witness).
std::optional<Proof> read_proof(const std::string& path) {
  const auto bytes = read_file(path, limits::string_size_max);
  if (!bytes) return std::nullopt;
  Proof proof;
  for (std::string_view rest = *bytes; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const auto hash = digest_from_base64(rest.substr(0, end));
    if (!hash || proof.size() == limits::proof_max) return std::nullopt;
    proof.push_back(*hash);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return proof;
}

/// From a folder as a log serves it: a tile under its name, or as much of it as was asked for.
ReadTile tiles_in(std::string folder) {
  return [folder = std::move(folder)](int level, std::uint64_t number,
                                      std::uint64_t width) -> std::optional<std::string> {
    for (const std::uint64_t wanted : {tile_width, width}) {
      const std::string name = to_text(TileName{level, number, wanted});
      auto bytes = read_file(folder + '/' + name, tile_width * digest_size);
      if (bytes && bytes->size() == wanted * digest_size) return bytes;
    }
    return std::nullopt;
  };
}

std::optional<Proof> bring_proof(const VerifyCheckpointsOptions& options, std::uint64_t old_size,
                                 std::uint64_t size) {
  if (!options.proof.empty()) return read_proof(options.proof);
  if (!options.database.empty()) return stored_consistency_proof(options.database, old_size, size);
  return TiledTree(openssl_sha256, size, tiles_in(options.tiles)).consistency_proof(old_size);
}

/// Whether the head is the log's own.
bool check_head(const SignedHead& head, const NoteKey& key, const std::string& name,
                CheckLines& lines) {
  Claims claims;
  const bool is_ours = head.checkpoint.origin == key.name && !claims_of(head.note, key).empty();
  const bool holds = claims.is_signed(head.note, key);
  const Check check = !is_ours ? Check::checkpoint_foreign
                      : holds  ? Check::checkpoint_signed
                               : Check::checkpoint_wrong;
  lines.print({check, name, {}, head.checkpoint.size, {}, {}});
  return is_ours && holds;
}

Check compared(const Checkpoint& older, const Checkpoint& newer, const Proof& proof) {
  // Every log grew out of the empty one.
  const bool is_first =
      older.size == 0 && proof.empty() && older.root == Frontier().root(openssl_sha256);
  const bool holds = is_first || check_consistency(openssl_sha256, older.size, older.root,
                                                   newer.size, newer.root, proof);
  return holds ? Check::checkpoints_consistent : Check::checkpoints_inconsistent;
}

}  // namespace

int verify_checkpoints(const VerifyCheckpointsOptions& options) {
  const auto words = Words::load(options.language);
  const auto key = read_log_key(options.log_key);
  const auto older = read_head(options.older);
  const auto newer = read_head(options.newer);
  if (!words || !key || !older || !newer) return unusable;
  CheckLines lines(*words, options.as_json);
  const bool older_is_ours = check_head(*older, *key, "OLD", lines);
  if (!check_head(*newer, *key, "NEW", lines) || !older_is_ours) return lines.finish();
  const std::uint64_t old_size = older->checkpoint.size;
  const std::uint64_t size = newer->checkpoint.size;
  if (old_size > size) {
    lines.print({Check::checkpoints_backwards, "NEW", {}, size, old_size, {}});
    return lines.finish();
  }
  const auto proof = bring_proof(options, old_size, size);
  if (!proof) {
    std::cerr << "the proof or the tiles for it cannot be read\n";
    return unusable;
  }
  const Check check = compared(older->checkpoint, newer->checkpoint, *proof);
  lines.print({check, "NEW", {}, size, old_size, {}});
  return lines.finish();
}

}  // namespace samtycke::server

#include "witness/witness.hpp"

#include <algorithm>

#include "core/base64.hpp"
#include "core/merkle.hpp"
#include "identity/hash.hpp"
#include "witness/signatures.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t hash_name_size = std::string_view("sha256:").size();

/// What remains of the note: who has signed beside the log is no business of ours.
Note signed_by_log(const Note& note, const std::vector<NoteKey>& keys) {
  Note out{note.text, {}};
  for (const NoteSignature& one : note.signatures) {
    const bool is_its = std::any_of(keys.begin(), keys.end(), [&](const NoteKey& key) {
      return one.name == key.name && one.key_id == key.id;
    });
    if (is_its) out.signatures.push_back(one);
  }
  return out;
}

/// Whether the new tree begins with the older one's leaves.
bool grew(const AddCheckpoint& request, const Checkpoint& checkpoint, const Digest& old_root) {
  if (request.old_size == checkpoint.size) {
    return request.proof.empty() && checkpoint.root == old_root;
  }
  // Every tree grew out of the empty one, and there is no proof of it.
  if (request.old_size == 0) return request.proof.empty();
  return check_consistency(openssl_sha256, request.old_size, old_root, checkpoint.size,
                           checkpoint.root, request.proof);
}

}  // namespace

Witness::Witness(std::string_view name, SigningKey key, std::vector<NoteKey> logs,
                 CosignedStore& store, Clock now_ms, Say say)
    : key_(std::move(key)),
      note_key_(note_key(openssl_sha256, name, ed25519_cosigner_key, key_.verifying_key().point())),
      logs_(std::move(logs)),
      store_(store),
      now_ms_(std::move(now_ms)),
      say_(std::move(say)) {}

std::vector<NoteKey> Witness::keys_of(std::string_view origin) const {
  std::vector<NoteKey> keys;
  std::copy_if(logs_.begin(), logs_.end(), std::back_inserter(keys),
               [origin](const NoteKey& key) { return key.name == origin; });
  return keys;
}

NoteSignature Witness::cosign(std::string_view text) const {
  TimedSignature timed;
  timed.time = static_cast<std::uint64_t>(now_ms_() / 1000);
  timed.signature = key_.sign(cosignature_message(timed.time, text));
  return {note_key_.name, note_key_.id, to_bytes(timed)};
}

Witness::Judged Witness::judge(const AddCheckpoint& request, const Note& note,
                               const Checkpoint& checkpoint,
                               const std::optional<Cosigned>& kept) const {
  const std::uint64_t last_size = kept ? kept->size : 0;
  if (request.old_size != last_size) return {{409, std::to_string(last_size) + '\n'}, {}};
  const Digest old_root = kept ? kept->root : openssl_sha256("");
  if (!grew(request, checkpoint, old_root)) {
    if (last_size == checkpoint.size && checkpoint.root != old_root) {
      say_("SPLIT VIEW: the log " + checkpoint.origin + " has signed two trees of " +
           std::to_string(last_size) + " entries: " + base64(old_root) + " was cosigned, " +
           base64(checkpoint.root) + " was refused");
    }
    return {{422, "the consistency proof does not lead from the last cosigned tree to this\n"}, {}};
  }
  const NoteSignature cosignature = cosign(note.text);
  Note cosigned = note;
  cosigned.signatures.push_back(cosignature);
  return {{200, to_text(cosignature)},
          Cosigned{checkpoint.size, checkpoint.root, to_text(cosigned)}};
}

WitnessAnswer Witness::add_checkpoint(std::string_view body) {
  const auto request = add_checkpoint_from(body);
  const auto text = request ? note_text(request->note) : std::string_view();
  const auto checkpoint = is_note_text(text) ? checkpoint_from(text) : std::nullopt;
  if (!checkpoint) return {400, "unreadable: not an add-checkpoint request\n"};
  const auto keys = keys_of(checkpoint->origin);
  if (keys.empty()) return {404, "unknown log\n"};
  // A signature that cannot be read is one that does not hold.
  const auto note = note_from(request->note);
  if (!note || !is_signed_by_any(*note, keys)) return {403, "invalid signature\n"};
  if (request->old_size > checkpoint->size) return {400, "the old size is above the new one\n"};

  WitnessAnswer answer;
  const bool is_kept = store_.update(checkpoint->origin, [&](const auto& kept) {
    Judged judged = judge(*request, signed_by_log(*note, keys), *checkpoint, kept);
    answer = std::move(judged.answer);
    return judged.cosigned;
  });
  if (!is_kept) return {500, "the witness cannot keep what it would cosign\n"};
  return answer;
}

WitnessAnswer Witness::checkpoint(std::string_view origin_hash) {
  for (const NoteKey& log : logs_) {
    if (digest_name(openssl_sha256(log.name)).substr(hash_name_size) != origin_hash) continue;
    auto kept = store_.find(log.name);
    if (!kept) return {500, "the witness cannot read what it has cosigned\n"};
    if (!*kept) break;
    return {200, std::move((*kept)->note)};
  }
  return {404, "never cosigned\n"};
}

}  // namespace samtycke::server

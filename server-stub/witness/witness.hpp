/// The witness: cosigns a log's checkpoint when it is the log's own and grew out of the last one
/// that it has cosigned, and so makes it impossible to show one person one log and another person
/// another. (C2SP tlog-witness v1; equal sizes with different roots are answered 422, as the text
/// after v1 has it.)
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/checkpoint.hpp"
#include "core/signed_note.hpp"
#include "identity/jws.hpp"
#include "witness/add_checkpoint.hpp"
#include "witness/cosigned.hpp"

namespace samtycke::server {

struct WitnessAnswer {
  unsigned status = 500;
  std::string body;  // cosignature lines; the size that was cosigned last; or why not
};

class Witness {
 public:
  using Clock = std::function<std::int64_t()>;  // milliseconds since 1970
  using Say = std::function<void(std::string_view sentence)>;

  /// The logs it follows, each by a key of its origin's name; a log may have several keys. `say`
  /// hears of a log that was caught.
  Witness(std::string_view name, SigningKey key, std::vector<NoteKey> logs, CosignedStore& store,
          Clock now_ms, Say say);

  /// POST /add-checkpoint. Looks in this order: 400 unreadable; 404 no log of ours; 403 not signed
  /// by it; 400 the old size is above the new; 409 another one was cosigned last, and its size; 422
  /// the trees do not fit; and then, once it is kept, 200 and the cosignature. From any thread.
  WitnessAnswer add_checkpoint(std::string_view body);

  /// GET /<lower-case hexadecimal SHA-256 of the origin>/checkpoint: the newest that it cosigned.
  WitnessAnswer checkpoint(std::string_view origin_hash);

  const NoteKey& key() const { return note_key_; }

 private:
  struct Judged {
    WitnessAnswer answer;
    std::optional<Cosigned> cosigned;
  };
  std::vector<NoteKey> keys_of(std::string_view origin) const;
  Judged judge(const AddCheckpoint& request, const Note& note, const Checkpoint& checkpoint,
               const std::optional<Cosigned>& kept) const;
  NoteSignature cosign(std::string_view text) const;

  const SigningKey key_;
  const NoteKey note_key_;
  const std::vector<NoteKey> logs_;
  CosignedStore& store_;
  const Clock now_ms_;
  const Say say_;
};

}  // namespace samtycke::server

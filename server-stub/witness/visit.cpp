#include "witness/visit.hpp"

#include "core/checkpoint.hpp"
#include "identity/hash.hpp"
#include "witness/add_checkpoint.hpp"
#include "witness/signatures.hpp"

namespace samtycke::server {
namespace {

/// Unknown size, known size, and once more when the witness was asked by somebody else meanwhile.
constexpr int requests_max = 4;
constexpr std::size_t hash_name_size = std::string_view("sha256:").size();

struct Ours {
  Note note;
  Checkpoint checkpoint;
};

std::optional<Ours> read_ours(const CosignatureStore& log) {
  auto note = note_from(log.latest_checkpoint());
  auto checkpoint = note ? checkpoint_from(note->text) : std::nullopt;
  if (!checkpoint) return std::nullopt;
  return Ours{std::move(*note), std::move(*checkpoint)};
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::optional<std::uint64_t> size_in(std::string_view body) {
  if (!body.ends_with('\n')) return std::nullopt;
  body.remove_suffix(1);
  return tree_size_from(body);
}

/// The lines of the witness's that came back and hold; empty when one that claims to be its does
/// not.
std::string its_lines(const PolicyWitness& witness, const Note& ours, std::string_view body) {
  const auto signatures = note_signatures_from(body);
  if (!signatures || !is_signed_by({ours.text, *signatures}, witness.key)) return {};
  for (const NoteSignature& one : *signatures) {
    if (one.name == witness.key.name && one.key_id == witness.key.id) return to_text(one);
  }
  return {};
}

class OneVisit {
 public:
  OneVisit(const PolicyWitness& witness, const CosignatureStore& log, const Fetcher& fetch,
           std::uint64_t& known_size, std::optional<std::uint64_t>& kept_size)
      : witness_(witness),
        log_(log),
        fetch_(fetch),
        known_size_(known_size),
        kept_size_(kept_size) {}

  Visited run() {
    for (int i = 0; i < requests_max; ++i) {
      const auto ours = read_ours(log_);
      if (!ours) return visited(Visit::own_fault);
      if (const auto end = ask(*ours)) return *end;
    }
    return visited(Visit::bad_answer);
  }

 private:
  Visited visited(Visit what, std::uint64_t size = 0) const { return {what, size, status_, false}; }

  /// One request; nothing when its answer says how to ask better.
  std::optional<Visited> ask(const Ours& ours) {
    const std::uint64_t size = ours.checkpoint.size;
    // A larger one that was told stands above ours even when ours was read anew.
    if (known_size_ > size) return rolled_back();
    AddCheckpoint request{known_size_, {}, to_text(ours.note)};
    if (known_size_ > 0 && known_size_ < size) {
      auto proof = log_.consistency_proof(known_size_, size);
      if (!proof) return visited(Visit::own_fault);
      request.proof = std::move(*proof);
    }
    const auto answer =
        fetch_({without_slash(witness_.url) + "/add-checkpoint", {}, {}, to_text(request)});
    status_ = answer ? answer->status : 0;
    if (!answer) return visited(Visit::no_answer);
    if (status_ == 200) return cosigned(ours, answer->body);
    if (status_ == 409) return conflict(size, answer->body);
    return visited(status_ == 422 ? Visit::split_view : Visit::refused);
  }

  Visited cosigned(const Ours& ours, std::string_view body) {
    const std::uint64_t size = ours.checkpoint.size;
    const std::string line = its_lines(witness_, ours.note, body);
    if (line.empty()) return visited(Visit::bad_answer);
    known_size_ = size;
    if (kept_size_ != size) {
      if (!log_.keep_cosignature(size, line)) return visited(Visit::own_fault);
      kept_size_ = size;
    }
    return visited(Visit::cosigned, size);
  }

  std::optional<Visited> conflict(std::uint64_t size, std::string_view body) {
    const auto told = size_in(body);
    // A witness of v1 answers so where others answer 422: the same size with another root.
    if (known_size_ == size && (!told || *told == size)) return visited(Visit::split_view);
    if (!told || *told == known_size_) return visited(Visit::bad_answer);
    known_size_ = *told;
    return std::nullopt;
  }

  /// The larger log is the witness's word; what it shows of it may be our own.
  Visited rolled_back() {
    Visited out = visited(Visit::rolled_back, known_size_);
    const std::string origin = digest_name(openssl_sha256(log_.key.name)).substr(hash_name_size);
    const auto shown = fetch_({without_slash(witness_.url) + '/' + origin + "/checkpoint"});
    const auto note = shown && shown->status == 200 ? note_from(shown->body) : std::nullopt;
    const auto checkpoint = note ? checkpoint_from(note->text) : std::nullopt;
    const auto ours = read_ours(log_);
    out.is_proved = checkpoint && ours && checkpoint->size > ours->checkpoint.size &&
                    checkpoint->origin == log_.key.name && is_signed_by(*note, log_.key);
    return out;
  }

  const PolicyWitness& witness_;
  const CosignatureStore& log_;
  const Fetcher& fetch_;
  std::uint64_t& known_size_;
  std::optional<std::uint64_t>& kept_size_;
  long status_ = 0;
};

}  // namespace

Visited visit(const PolicyWitness& witness, const CosignatureStore& log, const Fetcher& fetch,
              std::uint64_t& known_size, std::optional<std::uint64_t>& kept_size) {
  return OneVisit(witness, log, fetch, known_size, kept_size).run();
}

}  // namespace samtycke::server

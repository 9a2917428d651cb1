/// A log in memory, its tree built the slow way of RFC 6962 section 2.1; and a network on which
/// witnesses answer at once, or not at all.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/checkpoint.hpp"
#include "core/merkle.hpp"
#include "identity/hash.hpp"
#include "identity/jws.hpp"
#include "identity/secrets.hpp"
#include "witness/visit.hpp"
#include "witness/witness.hpp"

namespace samtycke::server::made {

inline SigningKey key_of(std::string_view word) { return *SigningKey::from_seed(sha256(word)); }

class MadeLog {
 public:
  explicit MadeLog(std::string name = "log.example", std::string_view word = "log")
      : origin(std::move(name)), signing(key_of(word)) {}

  const std::string origin;
  const SigningKey signing;

  NoteKey key() const {
    return note_key(openssl_sha256, origin, ed25519_key, signing.verifying_key().point());
  }
  /// Entries of another history tell themselves apart by `salt`.
  MadeLog& grow_to(std::size_t size, const std::string& salt = "") {
    const std::lock_guard lock(mutex_);
    while (leaves_.size() < size) {
      leaves_.push_back(leaf_hash(openssl_sha256, salt + std::to_string(leaves_.size())));
    }
    return *this;
  }
  void shrink_to(std::size_t size) {
    const std::lock_guard lock(mutex_);
    leaves_.resize(size);
  }
  std::string checkpoint(std::size_t size) const {
    const std::lock_guard lock(mutex_);
    const Checkpoint one{origin, size, root(0, size), {}};
    Note note{to_text(one), {}};
    note.signatures.push_back({origin, key().id, signing.sign(note.text)});
    return to_text(note);
  }
  std::string latest() const {
    const std::lock_guard lock(mutex_);
    return checkpoint(leaves_.size());
  }
  std::vector<Digest> proof(std::size_t old_size, std::size_t size) const {
    const std::lock_guard lock(mutex_);
    return old_size == 0 ? std::vector<Digest>() : grown(old_size, 0, size, true);
  }
  /// The body of a request.
  std::string request(std::size_t old_size, std::size_t size) const {
    return to_text(AddCheckpoint{old_size, proof(old_size, size), checkpoint(size)});
  }

 private:
  static std::size_t split_of(std::size_t size) {
    std::size_t left = 1;
    while (left * 2 < size) left *= 2;
    return left;
  }
  Digest root(std::size_t begin, std::size_t end) const {
    if (begin == end) return openssl_sha256("");
    if (end - begin == 1) return leaves_[begin];
    const std::size_t middle = begin + split_of(end - begin);
    return node_hash(openssl_sha256, root(begin, middle), root(middle, end));
  }
  std::vector<Digest> grown(std::size_t old_end, std::size_t begin, std::size_t end,
                            bool whole) const {
    if (old_end == end) return whole ? std::vector<Digest>() : std::vector{root(begin, end)};
    const std::size_t middle = begin + split_of(end - begin);
    const bool is_left = old_end <= middle;
    auto hashes =
        is_left ? grown(old_end, begin, middle, whole) : grown(old_end, middle, end, false);
    hashes.push_back(is_left ? root(middle, end) : root(begin, middle));
    return hashes;
  }

  mutable std::recursive_mutex mutex_;
  std::vector<Digest> leaves_;
};

/// Witnesses by the beginning of their URLs. Any thread.
class Net {
 public:
  void add(const std::string& url, Witness& witness) { witnesses_[url] = &witness; }
  void set_down(const std::string& url, bool is_down) {
    const std::lock_guard lock(mutex_);
    down_[url] = is_down;
  }
  /// What is answered to a POST instead; status 0: what the witness says.
  void answer(const std::string& url, Fetched instead) {
    const std::lock_guard lock(mutex_);
    instead_[url] = std::move(instead);
  }
  int requests(const std::string& url) {
    const std::lock_guard lock(mutex_);
    return requests_[url];
  }
  Fetcher fetcher() {
    return [this](const Fetch& what) { return fetch(what); };
  }

 private:
  std::optional<Fetched> fetch(const Fetch& what) {
    const std::string url = what.url.substr(0, what.url.find('/', 8));
    Witness* witness = nullptr;
    {
      const std::lock_guard lock(mutex_);
      ++requests_[url];
      if (down_[url]) return std::nullopt;
      if (!what.text.empty() && instead_[url].status != 0) return instead_[url];
      witness = witnesses_.at(url);
    }
    const std::string path = what.url.substr(url.size());
    const WitnessAnswer answer = path == "/add-checkpoint"
                                     ? witness->add_checkpoint(what.text)
                                     : witness->checkpoint(path.substr(1, path.rfind('/') - 1));
    return Fetched{static_cast<long>(answer.status), answer.body};
  }

  std::map<std::string, Witness*> witnesses_;
  std::mutex mutex_;
  std::map<std::string, bool> down_;
  std::map<std::string, Fetched> instead_;
  std::map<std::string, int> requests_;
};

}  // namespace samtycke::server::made

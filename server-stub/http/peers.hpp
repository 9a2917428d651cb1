#pragma once
// How many connections there are, in all and from each address. Asked once a connection.

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace samtycke::server::http {

class Peers {
 public:
  enum class Entry { admitted, peer_full, server_full };

  Peers(std::size_t connections_max, std::size_t per_peer_max)
      : connections_max_(connections_max), per_peer_max_(per_peer_max) {}

  Entry enter(const std::string& peer) {
    const std::lock_guard lock(mutex_);
    if (count_ >= connections_max_) return Entry::server_full;
    std::size_t& of_peer = by_peer_[peer];
    if (of_peer >= per_peer_max_) {
      if (of_peer == 0) by_peer_.erase(peer);
      return Entry::peer_full;
    }
    ++of_peer;
    ++count_;
    return Entry::admitted;
  }

  void leave(const std::string& peer) {
    const std::lock_guard lock(mutex_);
    const auto found = by_peer_.find(peer);
    if (--found->second == 0) by_peer_.erase(found);
    --count_;
  }

 private:
  const std::size_t connections_max_;
  const std::size_t per_peer_max_;
  std::mutex mutex_;
  std::size_t count_ = 0;
  std::unordered_map<std::string, std::size_t> by_peer_;
};

}  // namespace samtycke::server::http

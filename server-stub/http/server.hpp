#pragma once
// The listening server: N I/O threads, each with its own loop and its own acceptor on the same port
// (SO_REUSEPORT), and a pool of workers for the routes that wait for a disk.
// Every wait has a deadline and every buffer a limit; they stand in Settings.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "router.hpp"
#include "sentences.hpp"

namespace samtycke::server::http {

struct Settings {
  std::string address = "127.0.0.1";  // the only address that is bound
  std::uint16_t port = 0;             // 0: any free one; port() tells which
  unsigned threads = 1;               // I/O threads
  unsigned workers = 2;               // threads of the pool for blocking routes
  std::size_t queue_size_max = 256;   // waiting for a worker; beyond it 503

  // Host values that are ours, e.g. "127.0.0.1:8780"; others get 421. Empty: address and port.
  std::vector<std::string> hosts;

  std::size_t header_size_max = std::size_t{8} * 1024;
  std::size_t headers_count_max = 64;
  std::size_t connections_max = 4096;          // of the whole server
  std::size_t connections_per_peer_max = 256;  // of one address

  std::chrono::milliseconds header_time_max{10'000};  // first to last byte of a header block
  std::chrono::milliseconds body_time_max{60'000};    // however steadily the body arrives
  std::chrono::milliseconds body_time_grace{5'000};   // before the rate below is asked for
  std::size_t body_rate_min = 1024;                   // bytes a second, reading and writing
  std::chrono::milliseconds idle_time_max{60'000};    // between two requests of a connection
  std::chrono::milliseconds write_time_max{10'000};   // plus size / body_rate_min
  std::chrono::milliseconds stop_time_max{5'000};     // for what is under way when stop() comes

  bool stop_on_signals = false;  // SIGINT and SIGTERM call stop()

  // Told of a handler that threw; gets the route's pattern and no word of the request. May be
  // empty.
  std::function<void(std::string_view pattern, std::string_view what)> on_failure;
};

class Server {
 public:
  // Binds and listens; throws std::runtime_error when the address cannot be had, also when another
  // process listens there with SO_REUSEPORT (two verifiers on one store must not share a port).
  Server(Settings settings, Router router, std::shared_ptr<const Sentences> sentences);
  ~Server();  // stops and waits
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;

  void start();  // begins to serve and returns
  void run();    // start(), then wait()
  void wait();   // until stop() was called and what was under way is finished or past its deadline
  // Takes no new connection, closes idle ones, lets the others finish their request. Returns at
  // once; may be called from any thread, any number of times.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace samtycke::server::http

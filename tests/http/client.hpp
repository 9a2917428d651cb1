#pragma once
// A client that sends exactly the bytes it is told to, and a server to send them to. Plain sockets:
// a client library would mend the requests that are meant to be broken.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/server.hpp"

namespace samtycke::server::http {

// How long a test waits for what must come. Reached only by a failing test.
inline constexpr std::chrono::milliseconds patience{30'000};

struct Answer {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return socket_ >= 0; }
  // False when the peer has closed.
  bool send(std::string_view bytes);
  // Bytes taken by the kernel until it took none for `quiet`, or `size_max`.
  std::size_t send_until_stalled(std::string_view piece, std::size_t size_max,
                                 std::chrono::milliseconds quiet);
  void finish_sending();
  // The next response (`bodyless`: that to a HEAD). Nothing at the end of the stream.
  std::optional<Answer> receive(bool bodyless = false);
  // True when the peer closes, or resets, without another byte.
  bool closed();
  // Nothing arrives for `quiet`.
  bool silent(std::chrono::milliseconds quiet);
  // A first byte has arrived.
  bool started() { return !in_.empty() || fill(patience); }
  // The number of bytes until the end of the stream.
  std::size_t drain();

 private:
  bool fill(std::chrono::milliseconds wait);  // false: end, error or nothing in time
  int socket_ = -1;
  bool ended_ = false;
  std::string in_;
};

std::shared_ptr<const Sentences> test_sentences();
// Short names so that a table of requests reads well.
inline constexpr std::string_view host = "samtycke.test";
Settings test_settings();

// More than the kernel keeps for both ends of a connection.
inline constexpr std::size_t flood_size = 16'000'000;

// POST /default, /small (16 bytes) and /large (1 MB) answer the size of the body; GET /after,
// /flood, and /items/{n}, which answers n.
Router echo_routes();

struct Running {
  Server server;
  explicit Running(Settings settings)
      : server(std::move(settings), echo_routes(), test_sentences()) {
    server.start();
  }
  std::uint16_t port() const { return server.port(); }
};

// One request and its answer on a connection of its own.
Answer ask(std::uint16_t port, const std::string& request);
std::string get(std::string_view path);
std::string post(std::string_view path, std::string_view body, std::string_view headers = "");

}  // namespace samtycke::server::http

#include "client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace samtycke::server::http {

Client::Client(std::uint16_t port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

std::size_t Client::send_until_stalled(std::string_view piece, std::size_t size_max,
                                       std::chrono::milliseconds quiet) {
  std::size_t total = 0;
  std::size_t offset = 0;
  while (total < size_max) {
    pollfd wait{socket_, POLLOUT, 0};
    if (::poll(&wait, 1, static_cast<int>(quiet.count())) <= 0) break;
    const ssize_t size =
        ::send(socket_, piece.data() + offset, piece.size() - offset, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size <= 0) break;
    offset = (offset + static_cast<std::size_t>(size)) % piece.size();
    total += static_cast<std::size_t>(size);
  }
  return total;
}

void Client::finish_sending() { ::shutdown(socket_, SHUT_WR); }

bool Client::fill(std::chrono::milliseconds wait) {
  pollfd poll{socket_, POLLIN, 0};
  if (ended_ || ::poll(&poll, 1, static_cast<int>(wait.count())) <= 0) return false;
  std::array<char, 65536> buffer;
  const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
  ended_ = size <= 0;
  if (ended_) return false;
  in_.append(buffer.data(), static_cast<std::size_t>(size));
  return true;
}

std::optional<Answer> Client::receive(bool bodyless) {
  std::size_t end = 0;
  while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill(patience)) return std::nullopt;
  }
  Answer answer;
  if (in_.rfind("HTTP/1.1 ", 0) != 0) return std::nullopt;
  answer.status = static_cast<unsigned>(std::stoul(in_.substr(9, 3)));
  for (std::size_t at = in_.find("\r\n") + 2; at < end + 2;) {
    const std::size_t stop = in_.find("\r\n", at);
    const std::size_t colon = in_.find(": ", at);
    answer.headers[lower_case(in_.substr(at, colon - at))] =
        in_.substr(colon + 2, stop - colon - 2);
    at = stop + 2;
  }
  in_.erase(0, end + 4);
  const auto length = answer.headers.find("content-length");
  if (bodyless || length == answer.headers.end()) return answer;
  const std::size_t size = std::stoul(length->second);
  while (in_.size() < size) {
    if (!fill(patience)) return std::nullopt;
  }
  answer.body = in_.substr(0, size);
  in_.erase(0, size);
  return answer;
}

bool Client::closed() {
  if (!in_.empty()) return false;
  fill(patience);
  return ended_ && in_.empty();
}

bool Client::silent(std::chrono::milliseconds quiet) {
  return in_.empty() && !fill(quiet) && !ended_;
}

std::size_t Client::drain() {
  std::size_t total = in_.size();
  in_.clear();
  while (fill(patience)) {
    total += in_.size();
    in_.clear();
  }
  return total;
}

std::shared_ptr<const Sentences> test_sentences() {
  return std::make_shared<Sentences>(
      R"({"codes":{"not_found":"Sidan finns inte.","bad_request":"Begäran gick inte att läsa."}})",
      R"({"codes":{"not_found":"There is no such page.","bad_request":"Unreadable request."}})");
}

Settings test_settings() {
  Settings settings;
  settings.hosts = {std::string(host)};
  return settings;
}

Router echo_routes() {
  const Handler echo = [](const Request& request) {
    return respond(200, "text/plain", std::to_string(request.body.size()));
  };
  Router router;
  router.add({"POST", "/default", echo});
  router.add({"POST", "/small", echo, false, 16});
  router.add({"POST", "/large", echo, false, 1'000'000});
  router.add({"GET", "/after", [](const Request&) { return respond(200, "text/plain", "after"); }});
  router.add({"GET", "/items/{n}", [](const Request& request) {
                return respond(200, "text/plain", request.captures.at(0));
              }});
  router.add({"GET", "/flood", [](const Request&) {
                return respond(200, "text/plain", std::string(flood_size, 'x'));
              }});
  return router;
}

Answer ask(std::uint16_t port, const std::string& request) {
  Client client(port);
  client.send(request);
  return client.receive().value_or(Answer{});
}

std::string get(std::string_view path) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view headers) {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: " + std::string(host) + "\r\n" +
         std::string(headers) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

}  // namespace samtycke::server::http

#include "server.hpp"

#include <sys/socket.h>

#include <csignal>

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <stdexcept>

#include "session.hpp"
#include "session.ipp"
#include "wire.hpp"

namespace samtycke::server::http {
namespace {

using asio::ip::tcp;
using std::chrono::milliseconds;

// Late by an eighth at most, and neither busy nor blind.
milliseconds sweep_interval(const Settings& s) {
  const milliseconds shortest = std::min({s.header_time_max, s.body_time_max, s.body_time_grace,
                                          s.idle_time_max, s.write_time_max, s.stop_time_max});
  return std::clamp(shortest / 8, milliseconds{5}, milliseconds{250});
}

void renew_date(Loop& loop) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  loop.date = imf_fixdate(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

// The one clock of a thread: each wait notes its deadline in its session, and this looks for those
// that are past. A timer for each wait would cost more than the wait.
asio::awaitable<void> sweep(Loop& loop) {
  const milliseconds interval = sweep_interval(loop.shared.settings);
  while (!loop.stopping || !loop.sessions.empty()) {
    loop.sweep_timer.expires_after(interval);
    co_await loop.sweep_timer.async_wait(as_result);
    renew_date(loop);
    const Clock::time_point now = Clock::now();
    for (Session* session : loop.sessions) {
      if (now >= loop.stop_deadline) session->abandon();
      session->expire(now);
    }
  }
}

// Tells the peer why, if one write can; there is no session for it and no wait.
void turn_away(Loop& loop, tcp::socket& socket, Peers::Entry reason) {
  const bool peer_full = reason == Peers::Entry::peer_full;
  Response response = problem(*loop.shared.sentences, "sv", peer_full ? 429 : 503,
                              peer_full ? "too_many_requests" : "overloaded");
  response.set("Retry-After", "5");
  std::string out;
  if (!append_response(out, response, {false, false, false, loop.date})) return;
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(out), ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void admit_connection(Loop& loop, tcp::socket socket) {
  boost::system::error_code error;
  const tcp::endpoint remote = socket.remote_endpoint(error);
  if (error) return;
  socket.set_option(tcp::no_delay(true), error);
  std::string peer = remote.address().to_string();
  const Peers::Entry entry = loop.shared.peers.enter(peer);
  if (entry != Peers::Entry::admitted) return turn_away(loop, socket, entry);
  auto session = std::make_shared<Session>(loop, std::move(socket), std::move(peer));
  asio::co_spawn(
      loop.io, [session]() -> asio::awaitable<void> { co_await session->run(); }, asio::detached);
}

asio::awaitable<void> accept_all(Loop& loop) {
  while (loop.acceptor.is_open()) {
    auto [error, socket] = co_await loop.acceptor.async_accept(as_result);
    if (!error) {
      admit_connection(loop, std::move(socket));
    } else if (error != asio::error::operation_aborted &&
               error != asio::error::connection_aborted) {
      // Out of descriptors or memory: the connection stays in the kernel's queue, and asking for it
      // at once would spin.
      loop.accept_pause.expires_after(milliseconds{50});
      co_await loop.accept_pause.async_wait(as_result);
    }
  }
}

void begin_stop(Loop& loop) {
  if (loop.stopping) return;
  loop.stopping = true;
  loop.stop_deadline = Clock::now() + loop.shared.settings.stop_time_max;
  boost::system::error_code ignored;
  loop.acceptor.close(ignored);
  loop.accept_pause.cancel();
  if (loop.signals) loop.signals->cancel(ignored);
  for (Session* session : loop.sessions) session->stop_if_idle();
  if (loop.sessions.empty()) loop.sweep_timer.cancel();
}

void set_port_sharing(tcp::acceptor& acceptor) {
  const int on = 1;
  if (::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
    throw std::runtime_error("the system does not share ports between threads");
  }
}

void listen_on(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, bool shared) {
  acceptor.open(endpoint.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address(true));
  if (shared) set_port_sharing(acceptor);
  acceptor.bind(endpoint);
  acceptor.listen(asio::socket_base::max_listen_connections);
}

}  // namespace

struct Server::Impl {
  Impl(Settings settings, Router router, std::shared_ptr<const Sentences> sentences)
      : shared(std::move(settings), std::move(router), std::move(sentences)) {}

  void listen() {
    const Settings& settings = shared.settings;
    const auto address = asio::ip::make_address(settings.address);
    tcp::endpoint endpoint(address, settings.port);
    if (endpoint.port() != 0) {
      // Without SO_REUSEPORT this fails when anybody listens there, another verifier included.
      asio::io_context io;
      tcp::acceptor probe(io);
      listen_on(probe, endpoint, false);
    }
    for (unsigned i = 0; i < std::max(1u, settings.threads); ++i) {
      Loop& loop = *loops.emplace_back(std::make_unique<Loop>(shared));
      listen_on(loop.acceptor, endpoint, true);
      endpoint.port(loop.acceptor.local_endpoint().port());
    }
    port = endpoint.port();
    if (shared.limits.hosts.empty()) {
      const std::string host = address.is_v6() ? "[" + settings.address + "]" : settings.address;
      shared.limits.hosts.push_back(host + ":" + std::to_string(port));
    }
  }

  void stop() {
    if (!started.load()) return;
    for (const auto& loop : loops) {
      asio::post(loop->io, [&loop = *loop] { begin_stop(loop); });
    }
  }

  void start(Server& server) {
    if (started.exchange(true)) return;
    if (shared.settings.stop_on_signals) {
      loops.front()->signals.emplace(loops.front()->io, SIGINT, SIGTERM);
      loops.front()->signals->async_wait([&server](const auto& error, int) {
        if (!error) server.stop();
      });
    }
    for (const auto& loop : loops) {
      renew_date(*loop);
      asio::co_spawn(loop->io, accept_all(*loop), asio::detached);
      asio::co_spawn(loop->io, sweep(*loop), asio::detached);
      loop->thread = std::thread([&loop = *loop] { loop.io.run(); });
    }
  }

  void wait() {
    for (const auto& loop : loops) {
      if (loop->thread.joinable()) loop->thread.join();
    }
  }

  Shared shared;  // its workers are joined after all loops have ended: no session waits for one
  std::vector<std::unique_ptr<Loop>> loops;
  std::uint16_t port = 0;
  std::atomic<bool> started{false};
};

Server::Server(Settings settings, Router router, std::shared_ptr<const Sentences> sentences)
    : impl_(std::make_unique<Impl>(std::move(settings), std::move(router), std::move(sentences))) {
  try {
    impl_->listen();
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("cannot listen on `" + impl_->shared.settings.address + ":" +
                             std::to_string(impl_->shared.settings.port) +
                             "`: " + error.code().message());
  }
}

Server::~Server() {
  stop();
  wait();
}

std::uint16_t Server::port() const { return impl_->port; }
void Server::start() { impl_->start(*this); }
void Server::wait() { impl_->wait(); }
void Server::stop() { impl_->stop(); }
void Server::run() {
  start();
  wait();
}

}  // namespace samtycke::server::http

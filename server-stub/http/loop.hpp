#pragma once
// Private to server.cpp. What the sessions of one I/O thread share, and what all threads share.
// A Loop is touched by its own thread only; the members of Shared lock for themselves or are const.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_set>

#include "admission.hpp"
#include "peers.hpp"
#include "server.hpp"
#include "worker_pool.hpp"

namespace samtycke::server::http {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

class Session;

struct Shared {
  const Settings settings;
  const Router router;
  const std::shared_ptr<const Sentences> sentences;
  AdmissionLimits limits;
  Peers peers;
  WorkerPool pool;

  Shared(Settings s, Router r, std::shared_ptr<const Sentences> words)
      : settings(std::move(s)),
        router(std::move(r)),
        sentences(std::move(words)),
        limits{settings.headers_count_max, settings.hosts},
        peers(settings.connections_max, settings.connections_per_peer_max),
        pool(settings.workers, settings.queue_size_max) {}
};

struct Loop {
  explicit Loop(Shared& all) : shared(all) {}

  Shared& shared;
  // Sockets and timers of this context are used by its thread alone, so the reactor needs no locks;
  // the queue of work keeps its own, since the workers and stop() post to it.
  asio::io_context io{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO};
  asio::ip::tcp::acceptor acceptor{io};
  asio::steady_timer sweep_timer{io};
  asio::steady_timer accept_pause{io};
  std::optional<asio::signal_set> signals;
  std::unordered_set<Session*> sessions;
  std::string date;  // the value of the Date header, renewed by the sweep
  bool stopping = false;
  Clock::time_point stop_deadline = Clock::time_point::max();
  std::thread thread;
};

}  // namespace samtycke::server::http

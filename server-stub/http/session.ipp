// The steps of a session; included by server.cpp alone, so that Beast is compiled once.

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "session.hpp"
#include "session_io.ipp"
#include "wire.hpp"

namespace samtycke::server::http {

inline Session::Session(Loop& loop, Socket socket, std::string peer)
    : loop_(loop),
      settings_(loop.shared.settings),
      socket_(std::move(socket)),
      peer_(std::move(peer)),
      in_(settings_.header_size_max + std::size_t{8} * 1024) {
  loop_.sessions.insert(this);
}

inline Session::~Session() {
  loop_.sessions.erase(this);
  loop_.shared.peers.leave(peer_);
  if (loop_.stopping && loop_.sessions.empty()) loop_.sweep_timer.cancel();
}

inline void Session::expire(Clock::time_point now) {
  if (deadline_ > now) return;
  deadline_ = Clock::time_point::max();
  timed_out_ = true;
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

inline void Session::stop_if_idle() {
  boost::system::error_code ignored;
  if (idle_) socket_.cancel(ignored);
}

inline void Session::abandon() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

inline asio::awaitable<void> Session::run() {
  try {
    for (bool more = true; more;) more = co_await serve_one();
  } catch (...) {
    // Nothing but exhausted memory gets here: handlers are caught in call(). The connection ends,
    // the server lives.
  }
  abandon();
}

// One request and its answer. False: the connection is to be closed.
inline asio::awaitable<bool> Session::serve_one() {
  head_only_ = false;
  const Step block = co_await await_block();
  if (block.closed) co_return false;
  if (block.refusal) co_return co_await refuse(*block.refusal);

  Admission admission = admit(unread().substr(0, block_size_), loop_.shared.limits);
  Head& head = admission.head;
  head_only_ = head.method == "HEAD";
  Request request;
  request.headers = std::move(head.headers);
  language_ = language_of(request.header("accept-language"));
  if (admission.refusal) co_return co_await refuse(*admission.refusal);

  Match match;
  const std::optional<Refusal> unrouted = find_route(head, request, match);
  // A body nobody asked for is not read; where it ends is then unknown, so the connection ends.
  if (unrouted && (head.has_body() || !head.method_known)) {
    co_return co_await refuse(*unrouted, match.allow);
  }
  const std::size_t limit = match.route != nullptr ? match.route->body_size_max : 0;
  if (head.content_length > limit) co_return co_await refuse({413, "body_too_large"});

  {
    Parser parser;
    if (const auto refusal = read_header(parser, head, limit)) co_return co_await refuse(*refusal);
    if (!parser.is_done()) {
      if (head.expects_continue && unread().empty()) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
      const Step body = co_await read_body(parser, limit);
      if (body.closed) co_return false;
      if (body.refusal) co_return co_await refuse(*body.refusal);
    }
    request.body = std::move(parser.get().body());
  }
  request.method = head.method;
  request.target = std::move(head.target);
  request.peer = peer_;

  Response response;
  if (unrouted && unrouted->status == 404 && loop_.shared.router.not_found()) {
    response = loop_.shared.router.not_found()(request);
  } else if (unrouted) {
    response = problem_of(unrouted->status, unrouted->code);
    if (!match.allow.empty()) response.set("Allow", match.allow);
  } else if (match.file) {
    response = loop_.shared.router.files().answer(request).value_or(problem_of(404, "not_found"));
  } else {
    request.captures = std::move(match.captures);
    response = co_await answer(*match.route, request);
  }
  const bool keep_alive = head.keep_alive && !loop_.stopping;
  append(response, head, keep_alive);
  if (keep_alive && out_.size() < out_size_max) co_return true;
  const bool written = co_await flush();
  co_return written&& keep_alive;
}

inline std::optional<Refusal> Session::find_route(const Head& head, Request& request,
                                                  Match& match) const {
  std::optional<std::string> path = decoded_path(head.raw_path);
  if (path) {
    request.path = std::move(*path);
    request.query = head.raw_query;
    match = loop_.shared.router.find(head.method, request.path);
  }
  if (match.route != nullptr || match.file) return std::nullopt;
  if (!match.allow.empty()) return Refusal{405, "method_not_allowed"};
  if (!head.method_known) return Refusal{400, "bad_request"};
  return Refusal{404, "not_found"};
}

inline asio::awaitable<Response> Session::answer(const Route& route, Request& request) {
  Response response;
  if (!route.blocking) {
    response = call(route, request);
  } else {
    co_await flush();  // earlier answers do not wait for the disk; a failed write shows at the next
    const bool taken = co_await on_pool(route, request, response);
    if (!taken) {
      response = problem_of(503, "overloaded");
      response.set("Retry-After", "1");
    }
  }
  if (route.cors) response.set("Access-Control-Allow-Origin", "*");
  co_return response;
}

// False: the queue was full. The coroutine sleeps until the worker is done, so the request and the
// response in its frame outlive the job.
inline asio::awaitable<bool> Session::on_pool(const Route& route, Request& request,
                                              Response& response) {
  const auto executor = loop_.io.get_executor();
  const auto initiate = [&](auto resume) {
    // A job must be copyable and the coroutine's handle is not: it travels in a shared box, and
    // goes back to the loop's thread before it is opened.
    auto box = std::make_shared<decltype(resume)>(std::move(resume));
    const auto finish = [executor, box](bool taken) {
      asio::post(executor, [box, taken] { std::move (*box)(taken); });
    };
    const bool taken = loop_.shared.pool.submit([this, &route, &request, &response, finish] {
      response = call(route, request);
      finish(true);
    });
    if (!taken) finish(false);
  };
  const bool taken = co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(bool)>(
      initiate, asio::use_awaitable);
  co_return taken;
}

inline Response Session::call(const Route& route, const Request& request) const {
  std::string what = "unknown";
  try {
    return route.handler(request);
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
  }
  if (settings_.on_failure) settings_.on_failure(route.pattern, what);
  return problem(*loop_.shared.sentences, request, 500, "internal_error");
}

inline Response Session::problem_of(unsigned status, std::string_view code) const {
  return problem(*loop_.shared.sentences, language_, status, code);
}

inline void Session::append(const Response& response, const Head& head, bool keep_alive) {
  const Framing framing{head_only_, keep_alive, head.http_1_0, loop_.date};
  if (append_response(out_, response, framing)) return;
  // The handler made a header that would break the message: its answer is withheld.
  if (!append_response(out_, problem_of(500, "internal_error"), framing)) abandon();
}

}  // namespace samtycke::server::http

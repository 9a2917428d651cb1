// The steps of a session; included by server.cpp alone, so that Beast is compiled once.
// Each co_await is a statement of its own: g++ 12 makes wrong code of some that stand in a
// condition
// (`while (co_await …) {}` traps).

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>

#include "session.hpp"
#include "wire.hpp"

namespace samtycke::server::http {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

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
  if (unrouted) {
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

// Waits until a whole header block stands in the buffer. Its deadline runs from its first byte.
inline asio::awaitable<Session::Step> Session::await_block() {
  std::size_t scanned = 0;
  std::optional<Clock::time_point> deadline;
  for (;;) {
    const BlockEnd end = find_block_end(unread(), scanned);
    if (end.kind == BlockEnd::Kind::malformed) co_return Step{false, Refusal{400, "bad_request"}};
    const bool complete = end.kind == BlockEnd::Kind::complete;
    const std::size_t size = complete ? end.size : unread().size();
    if (size > settings_.header_size_max) co_return Step{false, Refusal{431, "header_too_large"}};
    if (complete) {
      block_size_ = size;
      co_return Step{};
    }
    scanned = end.size;
    const bool between = unread().empty();
    if (between && loop_.stopping) {
      co_await flush();
      co_return Step{true, {}};
    }
    if (!between && !deadline) deadline = Clock::now() + settings_.header_time_max;
    const auto patience = first_ ? settings_.header_time_max : settings_.idle_time_max;
    idle_ = between;
    const bool more = co_await read_more(deadline.value_or(Clock::now() + patience));
    idle_ = false;
    if (!more && timed_out() && !between) co_return Step{false, Refusal{408, "request_timeout"}};
    if (!more) co_return Step{true, {}};
    first_ = false;
  }
}

// Gives the admitted block to Beast. It must read the same request as admission did; where two
// readers differ, neither is believed.
inline std::optional<Refusal> Session::read_header(Parser& parser, const Head& head,
                                                   std::size_t limit) {
  parser.header_limit(static_cast<std::uint32_t>(settings_.header_size_max));
  parser.body_limit(limit);
  parser.eager(false);
  boost::system::error_code error;
  const std::size_t used = parser.put(asio::buffer(in_.data() + begin_, block_size_), error);
  if (error == boost::beast::http::error::body_limit) return Refusal{413, "body_too_large"};
  const bool same = !error && used == block_size_ && parser.is_header_done() &&
                    parser.chunked() == head.chunked && parser.is_done() == !head.has_body() &&
                    parser.content_length().value_or(0) == head.content_length;
  if (!same) return Refusal{400, "bad_request"};
  begin_ += block_size_;
  return std::nullopt;
}

inline asio::awaitable<Session::Step> Session::read_body(Parser& parser, std::size_t limit) {
  namespace beast_http = boost::beast::http;
  const auto fields = [&parser] { return std::distance(parser.get().begin(), parser.get().end()); };
  const auto header_fields = fields();
  const Clock::time_point started = Clock::now();
  // Chunks of one byte cost six on the wire; what costs more is made to be costly.
  const std::size_t raw_size_max = 8 * limit + in_.size();
  std::size_t raw_size = unread().size();
  parser.eager(true);
  for (;;) {
    boost::system::error_code error;
    if (begin_ != end_) {
      const std::size_t used = parser.put(asio::buffer(in_.data() + begin_, end_ - begin_), error);
      begin_ += used;
      if (error == beast_http::error::body_limit)
        co_return Step{false, Refusal{413, "body_too_large"}};
      if (error && error != beast_http::error::need_more) {
        co_return Step{false, Refusal{400, "bad_request"}};
      }
      if (parser.is_done()) break;
      if (used > 0 && begin_ != end_ && !error) continue;
    }
    if (end_ - begin_ == in_.size()) co_return Step{false, Refusal{400, "bad_request"}};
    if (raw_size > raw_size_max) co_return Step{false, Refusal{413, "body_too_large"}};
    const std::chrono::milliseconds earned{raw_size * 1000 / settings_.body_rate_min};
    const auto patience = std::min(settings_.body_time_max, settings_.body_time_grace + earned);
    const std::size_t before = unread().size();
    const bool more = co_await read_more(started + patience);
    if (!more) {
      if (timed_out()) co_return Step{false, Refusal{408, "request_timeout"}};
      co_return Step{true, {}};
    }
    raw_size += unread().size() - before;
  }
  // A trailer would be a header that came after the header was judged.
  if (fields() != header_fields) co_return Step{false, Refusal{400, "bad_request"}};
  co_return Step{};
}

// Writes what waits to be written, then waits for more bytes. False: an error, the end, or the
// deadline; whichever, nothing further is read from this connection.
inline asio::awaitable<bool> Session::read_more(Clock::time_point deadline) {
  const bool written = co_await flush();
  if (!written) co_return false;
  if (begin_ == end_) {
    begin_ = end_ = 0;
  } else if (begin_ > 0) {
    std::copy(in_.begin() + static_cast<std::ptrdiff_t>(begin_),
              in_.begin() + static_cast<std::ptrdiff_t>(end_), in_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  timed_out_ = false;
  deadline_ = deadline;
  const auto [error, size] = co_await socket_.async_read_some(
      asio::buffer(in_.data() + end_, in_.size() - end_), as_result);
  deadline_ = Clock::time_point::max();
  if (error || size == 0) co_return false;
  end_ += size;
  co_return true;
}

inline asio::awaitable<bool> Session::flush() {
  if (out_.empty()) co_return true;
  timed_out_ = false;
  deadline_ = Clock::now() + settings_.write_time_max +
              std::chrono::milliseconds{out_.size() * 1000 / settings_.body_rate_min};
  const auto [error, size] = co_await asio::async_write(socket_, asio::buffer(out_), as_result);
  deadline_ = Clock::time_point::max();
  timed_out_ = false;  // a late write ends the session; it is not the peer's slow request
  const bool written = !error && size == out_.size();
  out_.clear();
  if (out_.capacity() > 4 * out_size_max) out_.shrink_to_fit();
  co_return written;
}

// Answers, and closes so that the answer arrives: a close with unread bytes would reset the
// connection and could destroy it on its way.
inline asio::awaitable<bool> Session::refuse(Refusal refusal, std::string_view allow) {
  Response response = problem_of(refusal.status, refusal.code);
  if (!allow.empty()) response.set("Allow", std::string(allow));
  append(response, Head{}, false);
  const bool written = co_await flush();
  if (written) co_await linger();
  co_return false;
}

inline asio::awaitable<void> Session::linger() {
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  const Clock::time_point deadline = Clock::now() + linger_time_max;
  for (std::size_t drained = 0; drained < linger_size_max;) {
    begin_ = end_ = 0;
    const bool more = co_await read_more(deadline);
    if (!more) break;
    drained += end_;
  }
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

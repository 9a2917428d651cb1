// How a session reads and writes; included by session.ipp. Here and there each co_await is a
// statement of its own: g++ 12 makes a trap of `while (co_await …) {}`.

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>

#include "session.hpp"

namespace samtycke::server::http {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

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
  // Beast holds for certain that a last chunk it has begun to read comes with its five bytes, and
  // ends the process where it does not. No body that is not over has fewer left.
  const std::size_t piece_size_min = parser.chunked() ? std::string_view("0\r\n\r\n").size() : 1;
  parser.eager(true);
  for (;;) {
    boost::system::error_code error;
    if (end_ - begin_ >= piece_size_min) {
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

}  // namespace samtycke::server::http

#pragma once
// Private to server.cpp. One connection: requests are read, judged, answered and written in the
// order in which they came. At most one header block and its body are held, and at most
// `out_size_max` bytes of answers before they are written, however many requests are pipelined.

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <vector>

#include "loop.hpp"
#include "problem.hpp"

namespace samtycke::server::http {

class Session {
 public:
  using Socket = asio::ip::tcp::socket;
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  Session(Loop& loop, Socket socket, std::string peer);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  asio::awaitable<void> run();

  // The sweep's three calls. A cancelled wait returns to the coroutine as an error.
  void expire(Clock::time_point now);
  void stop_if_idle();
  void abandon();

 private:
  static constexpr std::size_t out_size_max = std::size_t{16} * 1024;
  static constexpr std::size_t linger_size_max = std::size_t{1024} * 1024;
  static constexpr std::chrono::milliseconds linger_time_max{1000};

  // What became of a step: go on, answer with a refusal and close, or close without a word.
  struct Step {
    bool closed = false;
    std::optional<Refusal> refusal;
  };

  asio::awaitable<bool> serve_one();
  asio::awaitable<Step> await_block();
  asio::awaitable<Step> read_body(Parser& parser, std::size_t limit);
  asio::awaitable<bool> read_more(Clock::time_point deadline);
  asio::awaitable<bool> flush();
  asio::awaitable<bool> refuse(Refusal refusal, std::string_view allow = {});
  asio::awaitable<void> linger();
  asio::awaitable<Response> answer(const Route& route, Request& request);
  asio::awaitable<bool> on_pool(const Route& route, Request& request, Response& response);

  std::optional<Refusal> read_header(Parser& parser, const Head& head, std::size_t limit);
  std::optional<Refusal> find_route(const Head& head, Request& request, Match& match) const;
  Response call(const Route& route, const Request& request) const;
  Response problem_of(unsigned status, std::string_view code) const;
  void append(const Response& response, const Head& head, bool keep_alive);
  bool timed_out() const { return timed_out_; }

  std::string_view unread() const { return {in_.data() + begin_, end_ - begin_}; }

  Loop& loop_;
  const Settings& settings_;
  Socket socket_;
  const std::string peer_;
  std::vector<char> in_;  // [begin_, end_) is read and not yet consumed
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t block_size_ = 0;  // of the header block at begin_
  std::string out_;
  std::string_view language_ = "sv";
  bool first_ = true;  // nothing was received yet on this connection
  bool idle_ = false;  // waits for the first byte of a request
  bool head_only_ = false;
  bool timed_out_ = false;
  Clock::time_point deadline_ = Clock::time_point::max();
};

}  // namespace samtycke::server::http

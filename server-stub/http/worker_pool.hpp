#pragma once
// Threads for the handlers that wait for a disk, behind a queue that is bounded: what finds it full
// is refused at once instead of waiting for an answer that nobody awaits any more.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace samtycke::server::http {

class WorkerPool {
 public:
  WorkerPool(unsigned workers, std::size_t queue_size_max);
  ~WorkerPool();  // finishes what was taken

  // False when the queue is full; `job` then never runs. A job must not throw.
  [[nodiscard]] bool submit(std::function<void()> job);

 private:
  void work();

  const std::size_t queue_size_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace samtycke::server::http

// log_fill FOLDER EVENTS [THREADS]: a database of at least so many events, made by the code that
// serves, with keys, heads and receipts beside it. Many threads share commits as many people do.
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "house.hpp"

namespace samtycke::server::verify_tests {
namespace {

constexpr std::uint64_t subjects_at_once = 200;
constexpr int rounds = 4;
// Of a subject: its relation, a tenth of a mandate and two gates, and about 6 choices.
constexpr std::uint64_t events_per_subject = 7;

void fill(const std::string& folder, std::uint64_t events, unsigned threads_count) {
  FilledHouse house(folder);
  const std::uint64_t subjects = events / events_per_subject + 1;
  std::atomic<std::uint64_t> next = 0;
  for (std::uint64_t first = 0; first < subjects; first += subjects_at_once) {
    house.begin(first, std::min(subjects, first + subjects_at_once));
  }
  const auto work = [&](int round) {
    while (true) {
      const std::uint64_t subject = next++;
      if (subject >= subjects) return;
      const std::string answer = house.visit(subject, round);
      const bool is_kept = subject < 4 || subject + 1 == subjects;
      if (is_kept && (round == 0 || subject == 0)) {
        house.write_receipt("receipt-" + std::to_string(subject == subjects - 1 ? 9 : subject) +
                                '-' + std::to_string(round),
                            answer);
      }
    }
  };
  for (int round = 0; round < rounds; ++round) {
    next = 0;
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < threads_count; ++i) threads.emplace_back(work, round);
    for (std::thread& thread : threads) thread.join();
    house.write_head("head-" + std::to_string(round) + ".txt");
  }
  house.write_keys();
  std::printf("%llu events\n", static_cast<unsigned long long>(house.events_count()));
}

}  // namespace
}  // namespace samtycke::server::verify_tests

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const unsigned threads = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 8;
  samtycke::server::verify_tests::fill(argv[1], std::strtoull(argv[2], nullptr, 10), threads);
  return 0;
}

/// The tests of the core over a woven core, in place of their own main: takes jobs from the
/// standard input, a line each, and answers each with a line.
///
///   reach CASE                 what the case reaches: `ms TURN TURN …`
///   judge TURN MS CASE CASE …  whether a case notices the turn: `failed CASE`, `died CASE`,
///                              `slow CASE` (it took longer than that) or `passed`
///   cases                      the names of all cases
///
/// Each job is a process of its own, so that nothing of one is left for the next: not what a test
/// keeps for all its cases, and not what a turned core spoilt.
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define BOOST_TEST_NO_MAIN
#include <boost/test/results_collector.hpp>
#include <boost/test/tree/traverse.hpp>
#include <boost/test/tree/visitor.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

namespace {

using boost::unit_test::test_case;
using boost::unit_test::test_unit_id;

constexpr rlim_t memory_max = rlim_t{2} << 30;

struct Cases : boost::unit_test::test_tree_visitor {
  std::map<std::string, test_unit_id> ids;
  void visit(const test_case& one) override { ids[one.full_name()] = one.p_id; }
};

bool passes(test_unit_id id) {
  boost::unit_test::framework::run(id);
  return boost::unit_test::results_collector.results(id).passed();
}

void reach(const Cases& cases, std::istream& words, std::FILE* out) {
  std::string name;
  words >> name;
  const auto begin = std::chrono::steady_clock::now();
  const bool passed = passes(cases.ids.at(name));
  const auto took = std::chrono::steady_clock::now() - begin;
  if (!passed) return;
  std::fprintf(
      out, "%lld",
      static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  for (unsigned turn = 1; turn < samtycke::mutate::turns_max; ++turn) {
    if (samtycke::mutate::reached[turn]) std::fprintf(out, " %u", turn);
  }
  std::fprintf(out, "\n");
}

/// Says each case before it runs, so that the one that kills the process is known.
void judge(const Cases& cases, std::istream& words, std::FILE* out) {
  unsigned limit_ms = 0;
  words >> samtycke::mutate::chosen >> limit_ms;
  std::string name;
  while (words >> name) {
    std::fprintf(out, "%s\n", name.c_str());
    std::fflush(out);
    if (!passes(cases.ids.at(name))) {
      std::fprintf(out, "failed\n");
      return;
    }
  }
  std::fprintf(out, "passed\n");
}

/// What the child wrote until it ended, and how; killed when `limit_ms` passed.
std::string heard(pid_t child, int from, int limit_ms, bool& slow, int& status) {
  std::string all;
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(limit_ms);
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    pollfd one{from, POLLIN, 0};
    if (poll(&one, 1, std::max(0, static_cast<int>(left.count()))) == 0) {
      slow = true;
      kill(child, SIGKILL);
      break;
    }
    char bytes[65536];
    const ssize_t size = read(from, bytes, sizeof bytes);
    if (size <= 0) break;
    all.append(bytes, static_cast<std::size_t>(size));
  }
  waitpid(child, &status, 0);
  return all;
}

std::string verdict(const std::string& told, bool slow) {
  std::istringstream lines(told);
  std::string line;
  std::string last = "-";
  while (std::getline(lines, line)) {
    if (line == "passed") return line;
    if (line == "failed") return "failed " + last;
    last = line;
  }
  return (slow ? "slow " : "died ") + last;
}

std::string answer(const Cases& cases, const std::string& job) {
  std::istringstream words(job);
  std::string verb;
  words >> verb;
  int ends[2];
  if (pipe(ends) != 0) return "no pipe";
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    if (!std::freopen("/dev/null", "w", stdout) || !std::freopen("/dev/null", "w", stderr))
      _exit(2);
    const rlimit memory{memory_max, memory_max};
    const rlimit core{0, 0};
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CORE, &core);
    std::FILE* out = fdopen(ends[1], "w");
    verb == "reach" ? reach(cases, words, out) : judge(cases, words, out);
    std::fflush(out);
    _exit(0);
  }
  close(ends[1]);
  int limit_ms = 300'000;
  if (verb == "judge") {
    std::string turn;
    std::istringstream again(job);
    again >> verb >> turn >> limit_ms;
  }
  bool slow = false;
  int status = 0;
  const std::string told = heard(child, ends[0], limit_ms, slow, status);
  close(ends[0]);
  return verb == "reach" ? told.substr(0, told.find('\n')) : verdict(told, slow);
}

bool no_tests() { return true; }

}  // namespace

int main(int, char** argv) {
  boost::unit_test::framework::init(no_tests, 1, argv);
  boost::unit_test::framework::finalize_setup_phase();
  boost::unit_test::unit_test_log.set_threshold_level(boost::unit_test::log_nothing);
  Cases cases;
  boost::unit_test::traverse_test_tree(boost::unit_test::framework::master_test_suite(), cases,
                                       true);
  std::string job;
  while (std::getline(std::cin, job)) {
    if (job == "cases") {
      for (const auto& [name, id] : cases.ids) std::cout << name << ' ';
      std::cout << std::endl;
    } else {
      std::cout << answer(cases, job) << std::endl;
    }
  }
}

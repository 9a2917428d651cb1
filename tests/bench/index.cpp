// Decisions for every record: the index and the prepared halves, in the process, over many subjects
// in random order; and in the same run the floor, a hash map with a comparison of two times.
//   index_bench CATALOGUE [SUBJECTS] [--write FILE]
// --write leaves the entries of the first purpose for tests/bench/batch.mjs.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <new>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/index.hpp"
#include "people.hpp"

namespace {

std::size_t allocations_count = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations_count;
  void* place = std::malloc(size);
  if (place == nullptr) std::abort();
  return place;
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }

namespace {

using namespace samtycke;
using namespace samtycke::bench;
constexpr std::size_t group = 64;  // of decisions timed together: a clock costs as much as one

struct Figures {
  double throughput = 0, latency = 0;  // nanoseconds a decision
  std::size_t allowed = 0;
};

/// Runs through all questions several times, a group at a time; `decide_group(begin, size)` says
/// how many of them are allowed.
template <typename DecideGroup>
Figures measure_groups(std::size_t count, DecideGroup decide_group) {
  std::vector<double> whole, groups;
  Figures figures;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = Clock::now();
    figures.allowed = 0;
    for (std::size_t i = 0; i < count; i += group) {
      const auto group_begin = Clock::now();
      const std::size_t size = std::min(count - i, group);
      figures.allowed += decide_group(i, size);
      groups.push_back(nanoseconds_since(group_begin) / static_cast<double>(size));
    }
    whole.push_back(nanoseconds_since(begin) / static_cast<double>(count));
  }
  figures.throughput = median(whole);
  figures.latency = median(groups);
  return figures;
}

template <typename DecideOne>
Figures measure(std::size_t count, DecideOne decide_one) {
  return measure_groups(count, [&](std::size_t begin, std::size_t size) {
    std::size_t allowed = 0;
    for (std::size_t i = begin; i < begin + size; ++i) allowed += decide_one(i) ? 1 : 0;
    return allowed;
  });
}

struct Asked {
  std::string subject;
  std::uint32_t purpose;
  Time record_time;
};

std::vector<IndexQuestion> questions_of(const std::vector<Asked>& asked,
                                        const std::vector<Plan>& plans) {
  std::vector<IndexQuestion> questions;
  for (const Asked& one : asked) {
    questions.push_back({one.subject, one.purpose, &plans[one.purpose], one.record_time});
  }
  return questions;
}

void print(const char* what, std::size_t subjects_count, const Figures& figures) {
  std::printf("%-28s %zu subjects: %5.0f ns in the median, %6.2f million a second, %zu allowed\n",
              what, subjects_count, figures.latency, 1'000 / figures.throughput, figures.allowed);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto catalogue_read = catalogue_in(argv[1]);
  if (!catalogue_read) return 2;
  const Catalogue& catalogue = *catalogue_read;
  const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1'000'000;

  std::mt19937_64 random(seed);
  Index index(catalogue, count);
  for (std::size_t i = 0; i < count; ++i) index.put(state_of_number(i, catalogue, random));
  std::vector<Plan> plans;
  for (const std::string& purpose : index.purposes()) {
    plans.push_back(plan(question_about(*catalogue.find(purpose)), catalogue));
  }
  std::vector<Asked> asked(count);
  for (std::size_t i = 0; i < count; ++i) {
    asked[i] = {"sub-" + std::to_string(i), static_cast<std::uint32_t>(random() % plans.size()),
                now - static_cast<Time>(random() % 20) * day_ms};
  }
  std::shuffle(asked.begin(), asked.end(), random);

  if (argc > 4 && std::strcmp(argv[3], "--write") == 0) {
    std::ofstream out(argv[4], std::ios::binary);
    out.write(reinterpret_cast<const char*>(&plans[0]), sizeof(Plan));
    for (std::size_t i = 0; i < count; ++i) {
      const Entry entry = index.find("sub-" + std::to_string(i), 0);
      out.write(reinterpret_cast<const char*>(&entry), sizeof entry);
    }
    return out ? 0 : 2;
  }

  const std::size_t before = allocations_count;
  std::size_t answered = 0;
  for (const Asked& one : asked) {
    answered +=
        decide(plans[one.purpose], index.find(one.subject, one.purpose), one.record_time, now)
            .allow;
  }
  const std::size_t allocated = allocations_count - before;
  const Figures ours = measure(count, [&](std::size_t i) {
    const Asked& one = asked[i];
    return decide(plans[one.purpose], index.find(one.subject, one.purpose), one.record_time, now)
        .allow;
  });
  print("one question after another", count, ours);
  const auto questions = questions_of(asked, plans);
  const Figures together = measure_groups(count, [&](std::size_t begin, std::size_t size) {
    PreparedDecision decisions[group];
    index.decide_all(questions.data() + begin, size, now, decisions);
    std::size_t allowed = 0;
    for (std::size_t i = 0; i < size; ++i) allowed += decisions[i].allow ? 1 : 0;
    return allowed;
  });
  print("64 questions at once", count, together);
  std::printf("%zu allocations in %zu decisions\n", allocated, count);

  struct Span {
    Time from = 0, until = 0;
  };
  std::unordered_map<std::string, Span> map;
  map.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Entry entry = index.find("sub-" + std::to_string(i), 0);
    const bool granted = entry.reason == Code::consent_given;
    map["sub-" + std::to_string(i)] = granted ? Span{entry.from, entry.end} : Span{};
  }
  const Figures floor = measure(count, [&](std::size_t i) {
    const auto found = map.find(asked[i].subject);
    return found != map.end() && asked[i].record_time >= found->second.from &&
           now < found->second.until;
  });
  print("std::unordered_map, floor", count, floor);
  std::printf("ratio to the floor: %.2f\n", together.throughput / floor.throughput);
  const bool same = answered == ours.allowed && answered == together.allowed;
  return same && allocated == 0 ? 0 : 1;
}

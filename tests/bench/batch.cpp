// The binary verb natively, on a chunk of 1,024 questions whose entries stand in it: what
// tests/bench/batch.mjs compares the module with. Usage: batch_bench CATALOGUE [DECISIONS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/batch.hpp"
#include "core/prepared.hpp"

namespace {

using namespace samtycke;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t seed = 20'261'124;
constexpr Time now = 1'795'000'000'000;
constexpr int rounds = 9;
constexpr std::uint32_t chunk_count = 1'024;

template <typename T>
void append(std::vector<std::uint8_t>& bytes, const T& value) {
  const auto* begin = reinterpret_cast<const std::uint8_t*>(&value);
  bytes.insert(bytes.end(), begin, begin + sizeof value);
}

/// Two of three said yes, some before the record and some after it.
std::vector<std::uint8_t> chunk_about(const Purpose& purpose, const Catalogue& catalogue) {
  Question question;
  question.purpose = purpose.id;
  question.role = purpose.roles.front();
  question.fields = purpose.data_types;
  question.source_store = "mediation";
  const Plan asked = plan(question, catalogue);
  std::vector<std::uint8_t> bytes;
  append(bytes, BatchHead{batch_magic, 1, chunk_count, chunk_count, now, 0});
  append(bytes, asked);
  std::mt19937_64 random(seed);
  for (std::uint32_t i = 0; i < chunk_count; ++i) {
    Entry entry;
    entry.binding = asked.binding;
    entry.flags = 0;
    const bool granted = random() % 3 != 0;
    entry.reason = granted ? Code::consent_given : Code::withdrawn;
    entry.from = granted ? now - static_cast<Time>(1 + random() % 20) * day_ms : 0;
    entry.end = granted ? now + 600 * day_ms : 0;
    append(bytes, entry);
  }
  for (std::uint32_t i = 0; i < chunk_count; ++i) {
    append(bytes, BatchQuestion{0, i, now - static_cast<Time>(random() % 20) * day_ms});
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::ifstream file(argv[1]);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto catalogue = Catalogue::parse(text, sha256);
  if (!catalogue) return 2;
  const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1'000'000;
  const std::size_t chunks = std::max<std::size_t>(count / chunk_count, 1);

  const auto chunk = chunk_about(catalogue->purposes.front(), *catalogue);
  std::vector<std::uint8_t> buffer(chunk.size());
  std::vector<double> figures;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < chunks; ++i) {
      std::memcpy(buffer.data(), chunk.data(), chunk.size());
      if (decide_batch(buffer.data(), buffer.size()) != chunk_count) return 1;
    }
    const double whole = std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
    figures.push_back(whole / static_cast<double>(chunks * chunk_count));
  }
  std::nth_element(figures.begin(), figures.begin() + rounds / 2, figures.end());
  std::printf("the verb alone: %.1f ns a decision, %.2f million a second\n", figures[rounds / 2],
              1'000 / figures[rounds / 2]);
  return 0;
}

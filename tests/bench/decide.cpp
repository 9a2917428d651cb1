// One decision in the process: `decide_processing` over many subjects in random order, and the JSON
// door for the same question. Usage: decide_bench CATALOGUE [SUBJECTS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/decide.hpp"
#include "core/evaluate.hpp"

namespace {

using namespace samtycke;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t seed = 20'261'124;
constexpr Time now = 1'795'000'000'000;
constexpr int rounds = 9;

double nanoseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
}

/// Everybody answered about everything: two of three said yes, every gate but one is open.
State state_of_number(std::size_t number, const Catalogue& catalogue, std::mt19937_64& random) {
  State state;
  state.subject.id = "sub-" + std::to_string(number);
  state.subject.person = state.person.id = "prs-" + std::to_string(number);
  state.subject.subscriber = state.subscriber.id = "sbr-" + std::to_string(number / 50);
  state.subject.begun = true;
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::consent) continue;
    Choice choice;
    choice.purpose = purpose.id;
    choice.kind = random() % 3 == 0 ? ChoiceKind::withdrawn : ChoiceKind::granted;
    choice.at = choice.since = now - 90 * day_ms;
    choice.until = add_months(choice.at, 24);
    choice.processing_version = purpose.processing_version;
    state.subject.choices.push_back(choice);
    state.subscriber.gates.push_back({purpose.id, random() % 6 != 0, choice.at});
  }
  const auto by_purpose = [](const auto& a, const auto& b) { return a.purpose < b.purpose; };
  std::sort(state.subject.choices.begin(), state.subject.choices.end(), by_purpose);
  std::sort(state.subscriber.gates.begin(), state.subscriber.gates.end(), by_purpose);
  return state;
}

Question question_about(const Purpose& purpose) {
  Question question;
  question.purpose = purpose.id;
  question.role = purpose.roles.front();
  question.fields = purpose.data_types;
  question.source_store = "mediation";
  question.record_time = now - 10 * day_ms;
  return question;
}

double median(std::vector<double> figures) {
  std::sort(figures.begin(), figures.end());
  return figures[figures.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::ifstream file(argv[1]);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  auto parsed = Catalogue::parse(text, sha256);
  if (!parsed) return 2;
  const Catalogue catalogue = *parsed;
  const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100'000;

  std::mt19937_64 random(seed);
  std::vector<State> states;
  for (std::size_t i = 0; i < count; ++i) states.push_back(state_of_number(i, catalogue, random));
  std::vector<Question> questions;
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind == PurposeKind::consent) questions.push_back(question_about(purpose));
  }
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);

  std::vector<double> figures;
  std::size_t allowed = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < count; ++i) {
      allowed +=
          decide_processing(questions[i % questions.size()], catalogue, states[order[i]], now)
              .allow;
    }
    figures.push_back(nanoseconds_since(begin) / static_cast<double>(count));
  }
  std::printf(
      "native, %zu subjects, random order: %.0f ns a decision (median of %d rounds), "
      "%.2f million a second, %.1f %% allowed\n",
      count, median(figures), rounds, 1'000 / median(figures),
      100.0 * static_cast<double>(allowed) / static_cast<double>(count * rounds));
  return 0;
}

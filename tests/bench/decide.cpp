// One decision in the process on whole states: over many subjects in random order, and of a subject
// with few events beside one with many. Usage: decide_bench CATALOGUE [SUBJECTS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "people.hpp"

namespace {

using namespace samtycke;
using namespace samtycke::bench;

std::vector<Question> questions_about(const Catalogue& catalogue) {
  std::vector<Question> questions;
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::consent) continue;
    questions.push_back(question_about(purpose));
    questions.back().record_time = now - 10 * day_ms;
  }
  return questions;
}

void over_many_subjects(const Catalogue& catalogue, std::size_t count) {
  std::mt19937_64 random(seed);
  std::vector<State> states;
  for (std::size_t i = 0; i < count; ++i) states.push_back(state_of_number(i, catalogue, random));
  const std::vector<Question> questions = questions_about(catalogue);
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);

  std::vector<double> figures;
  std::size_t allowed = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < count; ++i) {
      const Question& question = questions[i % questions.size()];
      allowed += decide_processing(question, catalogue, states[order[i]], now).allow ? 1 : 0;
    }
    figures.push_back(nanoseconds_since(begin) / static_cast<double>(count));
  }
  std::printf(
      "native, %zu subjects, random order: %.0f ns a decision (median of %d rounds), "
      "%.2f million a second, %.1f %% allowed\n",
      count, median(figures), rounds, 1'000 / median(figures),
      100.0 * static_cast<double>(allowed) / static_cast<double>(count * rounds));
}

/// A yes and a no in turn, an hour apart, the last of them a yes.
State state_after(std::size_t events_count, const Catalogue& catalogue, const Purpose& purpose) {
  std::mt19937_64 random(seed);
  State state = state_of_number(0, catalogue, random);
  for (std::size_t i = 0; i < events_count; ++i) {
    const std::size_t later = events_count - 1 - i;
    Event event;
    event.kind = later % 2 == 0 ? EventKind::granted : EventKind::withdrawn;
    event.subject = state.subject.id;
    event.person = state.subject.person;
    event.purpose = purpose.id;
    event.at = now - static_cast<Time>(later + 1) * (day_ms / 24);
    event.sequence = state.subject.sequence + 1;
    event.evidence.processing_version = purpose.processing_version;
    if (event.kind == EventKind::granted) event.until = add_months(event.at, 12);
    state = apply(std::move(state), event);
  }
  return state;
}

/// Few and many events in turn, so that what else the machine does falls on both.
void with_few_and_many_events(const Catalogue& catalogue) {
  constexpr std::size_t counts[] = {10, 10'000};
  constexpr int decisions = 100'000;
  const Question question = questions_about(catalogue).front();
  const Purpose& purpose = *catalogue.find(question.purpose);
  std::vector<double> figures[2];
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < 2; ++i) {
      const State state = state_after(counts[i], catalogue, purpose);
      const auto begin = Clock::now();
      for (int n = 0; n < decisions; ++n) {
        if (decide_processing(question, catalogue, state, now + n).reason == Code::store_unreadable)
          std::abort();
      }
      figures[i].push_back(nanoseconds_since(begin) / decisions);
    }
  }
  std::printf("native, a subject with %zu events: %.0f ns; with %zu: %.0f ns; ratio %.2f\n",
              counts[0], median(figures[0]), counts[1], median(figures[1]),
              median(figures[1]) / median(figures[0]));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto catalogue = catalogue_in(argv[1]);
  if (!catalogue) return 2;
  over_many_subjects(*catalogue, argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100'000);
  with_few_and_many_events(*catalogue);
  return 0;
}

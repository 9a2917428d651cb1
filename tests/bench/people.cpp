#include "people.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace samtycke::bench {

std::optional<Catalogue> catalogue_in(const char* path) {
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  auto parsed = Catalogue::parse(text, sha256);
  if (!parsed) return std::nullopt;
  return *parsed;
}

State state_of_number(std::size_t number, const Catalogue& catalogue, std::mt19937_64& random) {
  State state;
  state.subject.id = "sub-" + std::to_string(number);
  state.subject.person = state.person.id = "prs-" + std::to_string(number);
  state.subject.subscriber = state.subscriber.id = "sbr-" + std::to_string(number / 50);
  state.subject.begun = true;
  state.subject.sequence = 2;
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::consent) continue;
    Choice choice;
    choice.purpose = purpose.id;
    choice.kind = random() % 3 == 0 ? ChoiceKind::withdrawn : ChoiceKind::granted;
    choice.at = choice.since = now - static_cast<Time>(1 + random() % 20) * day_ms;
    choice.until = add_months(choice.at, 24);
    choice.processing_version = purpose.processing_version;
    choice.sequence = 2;
    state.subject.choices.push_back(choice);
    state.subscriber.gates.push_back({purpose.id, true, choice.at});
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
  return question;
}

double nanoseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
}

double median(std::vector<double>& figures) {
  std::nth_element(figures.begin(), figures.begin() + static_cast<long>(figures.size() / 2),
                   figures.end());
  return figures[figures.size() / 2];
}

}  // namespace samtycke::bench

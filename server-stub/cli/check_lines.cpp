#include "cli/check_lines.hpp"

#include <iostream>

#include "cli/commands.hpp"

namespace samtycke::server {
namespace {

// The same in every language, so that a reader of the output can look for them.
constexpr std::string_view marks[] = {"ok           ", "not checked  ", "WRONG        "};

void fill(std::string& sentence, std::string_view blank,
          const std::optional<std::uint64_t>& number) {
  const std::size_t place = sentence.find(blank);
  if (place != std::string::npos) {
    sentence.replace(place, blank.size(), number ? std::to_string(*number) : "?");
  }
}

std::string sentence_of(const CheckLine& line, const Words& words) {
  std::string sentence(words.check(name_of(line.check)));
  fill(sentence, "{position}", line.position);
  fill(sentence, "{size}", line.size);
  fill(sentence, "{count}", line.count);
  fill(sentence, "{of}", line.of);
  const std::string_view blank = "{words}";
  const std::size_t place = sentence.find(blank);
  if (place != std::string::npos) sentence.replace(place, blank.size(), line.words);
  return sentence;
}

std::string place_of(const CheckLine& line) {
  std::string place = line.where;
  if (line.position) place += " position " + std::to_string(*line.position);
  if (line.size) place += " size " + std::to_string(*line.size);
  if (place.starts_with(' ')) place.erase(0, 1);
  return place.empty() ? place : place + ": ";
}

}  // namespace

void CheckLines::print(const CheckLine& line) {
  const CheckResult result = result_of(line.check);
  ++count_;
  if (result == CheckResult::wrong) {
    ++wrong_count_;
    if (++printed_[static_cast<std::size_t>(line.check)] > printed_max) {
      ++unprinted_count_;
      return;
    }
  }
  if (as_json_) {
    std::cout << canonical(to_value(line)) << '\n';
  } else {
    std::cout << marks[static_cast<int>(result)] << place_of(line) << sentence_of(line, words_)
              << '\n';
  }
}

void CheckLines::print_words(std::string_view words) const {
  if (!as_json_) std::cout << "             | " << words << '\n';
}

int CheckLines::finish() const {
  if (unprinted_count_ > 0 && !as_json_) {
    std::cout << "WRONG        (" << unprinted_count_ << " +)\n";
  }
  std::cout.flush();
  if (!std::cout) return unusable;
  return wrong_count_ == 0 && count_ > 0 ? yes : no;
}

}  // namespace samtycke::server

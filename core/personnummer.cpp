#include "personnummer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace samtycke {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Letters, digits and what joins them: a run of these is one word, so that a group of digits
/// inside a UUID, a hash or a time stamp is not taken out of it.
bool joins_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' ||
         c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

int number(std::string_view digits) {
  int out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

/// The check digit over ten digits: doubled and single by turns from the left, digits summed.
bool check_digit_fits(std::string_view ten) {
  int sum = 0;
  for (std::size_t i = 0; i < ten.size(); ++i) {
    const int product = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  return sum % 10 == 0;
}

/// `digits` from the month on.
bool date_exists(int year, std::string_view digits) {
  const int month = number(digits.substr(0, 2));
  int day = number(digits.substr(2, 2));
  if (day > 60) day -= 60;  // a samordningsnummer
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  return date.ok();
}

/// With ten digits the century is not said: the date must exist in one of those in question.
bool is_personnummer(std::string_view digits) {
  if (!check_digit_fits(digits.substr(digits.size() - 10))) return false;
  if (digits.size() == 12) {
    const int century = number(digits.substr(0, 2));
    return century >= 18 && century <= 20 &&
           date_exists(number(digits.substr(0, 4)), digits.substr(4));
  }
  const int year = number(digits.substr(0, 2));
  constexpr std::array centuries = {1800, 1900, 2000};
  return std::any_of(centuries.begin(), centuries.end(),
                     [&](int century) { return date_exists(century + year, digits.substr(2)); });
}

/// A word that is digits alone, but for one `-` or `+` before the last four.
bool word_is_personnummer(std::string_view word) {
  std::array<char, 12> digits;
  std::size_t count = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if ((word[i] == '-' || word[i] == '+') && i + 5 == word.size()) continue;
    if (!is_digit(word[i]) || count == digits.size()) return false;
    digits[count++] = word[i];
  }
  return (count == 10 || count == 12) && is_personnummer({digits.data(), count});
}

}  // namespace

bool holds_personnummer(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    std::size_t end = i;
    while (end < text.size() && joins_word(text[end])) ++end;
    if (word_is_personnummer(text.substr(i, end - i))) return true;
    i = end + 1;
  }
  return false;
}

bool holds_personnummer(const Value& value) {
  if (value.is(Value::Type::string)) return holds_personnummer(value.text);
  if (value.is(Value::Type::integer)) return holds_personnummer(std::to_string(value.integer));
  return std::any_of(value.names.begin(), value.names.end(),
                     [](const std::string& name) { return holds_personnummer(name); }) ||
         std::any_of(value.items.begin(), value.items.end(),
                     [](const Value& item) { return holds_personnummer(item); });
}

}  // namespace samtycke

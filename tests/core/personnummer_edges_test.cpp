/// Personal identity numbers at their edges: each way of writing one, each end of what a date, a
/// check digit and a word may be, and the neighbour that is none.
#include <array>
#include <boost/test/unit_test.hpp>
#include <string>

#include "core/personnummer.hpp"

namespace samtycke {
namespace {

/// The digit that belongs behind nine: from the right every other one doubled, the cross sums
/// added.
char check_digit(const std::string& nine) {
  constexpr std::array doubled = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
  int sum = 0;
  for (std::size_t i = 0; i < nine.size(); ++i) {
    const int digit = nine[i] - '0';
    sum += i % 2 == 0 ? doubled[static_cast<std::size_t>(digit)] : digit;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

/// The number of that date (six digits, or eight) and birth number, with its check digit.
std::string whole(const std::string& date, const std::string& birth = "123") {
  const std::string digits = date + birth;
  return digits + check_digit(digits.substr(digits.size() - 9));
}

bool is_found(const std::string& date) {
  const std::string number = whole(date);
  const std::string parts[] = {number.substr(0, date.size()), number.substr(date.size())};
  const bool found = holds_personnummer(number);
  for (const std::string sign : {"-", "+"}) {
    BOOST_TEST(holds_personnummer(parts[0] + sign + parts[1]) == found, number << sign);
  }
  return found;
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

BOOST_AUTO_TEST_SUITE(edges_of_personnummer)

BOOST_AUTO_TEST_CASE(each_day_of_a_year_is_one_also_sixty_later_and_no_other_is_L23_R16) {
  constexpr std::array days = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (std::size_t month = 0; month < 20; ++month) {
    for (int day = 0; day < 100; ++day) {
      const int last = month < days.size() ? days[month] : 0;
      const bool exists = (day >= 1 && day <= last) || (day >= 61 && day <= 60 + last);
      const std::string date = two_digits(static_cast<int>(month)) + two_digits(day);
      BOOST_TEST(is_found("2021" + date) == exists, date);
      BOOST_TEST(is_found("21" + date) == exists, date);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_leap_day_is_one_in_the_leap_years_of_three_centuries_L23_R16) {
  const auto is_leap = [](int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  };
  for (int year = 1700; year < 2200; ++year) {
    const std::string digits = two_digits(year / 100) + two_digits(year % 100);
    const bool in_question = year >= 1800 && year < 2100;
    BOOST_TEST(is_found(digits + "0229") == (in_question && is_leap(year)), year);
    BOOST_TEST(is_found(digits + "0228") == in_question, year);
  }
  for (int year = 0; year < 100; ++year) {
    BOOST_TEST(is_found(two_digits(year) + "0229") == is_leap(2000 + year), year);
  }
}

BOOST_AUTO_TEST_CASE(one_check_digit_of_ten_is_right_for_each_birth_number_L23_R16) {
  for (const std::string date : {"550515", "19550515", "090919", "20090919"}) {
    for (int birth = 0; birth < 1000; ++birth) {
      const std::string digits = std::to_string(1000 + birth).substr(1);
      const std::string right = whole(date, digits);
      for (char last = '0'; last <= '9'; ++last) {
        const std::string number = right.substr(0, right.size() - 1) + last;
        if (holds_personnummer(number) != (number == right)) BOOST_ERROR("misjudged " << number);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(only_a_byte_that_joins_no_word_sets_a_number_apart_L23_R16) {
  const std::string joining = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-+_";
  for (const std::string& number : {whole("19550515"), whole("550515")}) {
    for (int byte = 0; byte < 0x100; ++byte) {
      const char c = static_cast<char>(byte);
      const bool joins = byte >= 0x80 || joining.find(c) != std::string::npos;
      BOOST_TEST(holds_personnummer(c + number) == !joins, byte << " before " << number);
      BOOST_TEST(holds_personnummer(number + c) == !joins, byte << " behind " << number);
      BOOST_TEST(holds_personnummer(std::string("a") + c + number + c + "b") == !joins, byte);
    }
  }
  BOOST_TEST(!holds_personnummer("\u00c0" + whole("19550515")));
  BOOST_TEST(!holds_personnummer(whole("19550515") + "\u00c0"));
}

BOOST_AUTO_TEST_CASE(a_letter_never_counts_as_a_digit_whatever_it_would_sum_to_L23_R16) {
  const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
  for (const std::string date : {"550515", "19550515"}) {
    for (int birth = 0; birth < 1000; birth += 37) {
      const std::string number = whole(date, std::to_string(1000 + birth).substr(1));
      for (std::size_t at = 0; at < number.size(); ++at) {
        for (const char letter : letters) {
          std::string changed = number;
          changed[at] = letter;
          if (holds_personnummer(changed)) BOOST_ERROR("found " << changed);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_sign_stands_before_the_last_four_or_nowhere_L23_R16) {
  for (const std::string& number : {whole("19550515"), whole("550515")}) {
    for (const char sign : {'-', '+'}) {
      for (std::size_t at = 0; at <= number.size(); ++at) {
        std::string text = number;
        text.insert(at, 1, sign);
        BOOST_TEST(holds_personnummer(text) == (at + 4 == number.size()), text);
      }
    }
    const std::string last = number.substr(number.size() - 4);
    for (const std::string& part : {"-" + last, "1-" + last, last, "--" + last}) {
      BOOST_TEST(!holds_personnummer(part), part);
    }
  }
}

BOOST_AUTO_TEST_CASE(it_is_found_wherever_it_stands_among_other_words_L23) {
  const std::string number = whole("19550515");
  for (const std::string before : {"", " ", "  ", "a b ", "1 ", ", ;"}) {
    for (const std::string behind : {"", " ", "  ", " a b", " 1", ".\n"}) {
      BOOST_TEST(holds_personnummer(before + number + behind));
      BOOST_TEST(!holds_personnummer(before + number.substr(1) + behind));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

/// Texts as their words: which code point is a letter and how it is written, and when a text is
/// hard to read, at each edge of both.
#include "core/plain_words.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <string>

#include "core/utf8.hpp"

namespace samtycke {
namespace {

struct Block {
  std::uint32_t first, last;
};

/// What is part of a word. Between them: signs, marks, spaces and pictures.
constexpr Block letters[] = {{'0', '9'},       {'A', 'Z'},       {'a', 'z'},      {0xC0, 0xD6},
                             {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x1FFF}, {0x3040, 0xD7FF},
                             {0xE000, 0xFEFE}, {0xFF00, 0x1EFFF}};
/// What stands between letters and is not seen, or changes the one before it.
constexpr Block unseen[] = {
    {0xAD, 0xAD}, {0x300, 0x36F}, {0x200B, 0x200F}, {0x2060, 0x2060}, {0xFEFF, 0xFEFF}};

template <std::size_t Count>
bool is_in(const Block (&blocks)[Count], std::uint32_t point) {
  for (const Block& block : blocks) {
    if (block.first <= point && point <= block.last) return true;
  }
  return false;
}

/// In lower case as far as Latin-1 goes.
std::uint32_t small(std::uint32_t point) {
  const bool is_capital = (point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE);
  return is_capital ? point + 0x20 : point;
}

std::string utf8(std::uint32_t point) {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
  const auto rest = [&](int shift) { return byte(0x80 + (point >> shift) % 0x40); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 + (point >> 6)), rest(0)};
  if (point < 0x10000) return {byte(0xE0 + (point >> 12)), rest(6), rest(0)};
  return {byte(0xF0 + (point >> 18)), rest(12), rest(6), rest(0)};
}

std::string words_around(std::uint32_t point) {
  if (is_in(unseen, point)) return " yz ";
  return is_in(letters, point) ? " y" + utf8(small(point)) + "z " : " y z ";
}

/// `count` words of `letters_count` letters.
std::string repeated(int count, int letters_count, const std::string& letter = "a") {
  std::string word = " ";
  for (int i = 0; i < letters_count; ++i) word += letter;
  std::string out;
  for (int i = 0; i < count; ++i) out += word;
  return out;
}

BOOST_AUTO_TEST_SUITE(plain_words)

BOOST_AUTO_TEST_CASE(R24_each_code_point_joins_a_word_parts_it_or_is_not_seen) {
  const auto check = [](std::uint32_t point) {
    const std::string words = words_of("y" + utf8(point) + "z");
    if (words != words_around(point)) BOOST_ERROR(point << " gives `" << words << '`');
  };
  for (std::uint32_t point = 0; point < 0x3200; ++point) check(point);
  for (std::uint32_t point = 0x3200; point < 0x110000; point += 0x101) {
    if (point < 0xD800 || point > 0xDFFF) check(point);
  }
  for (const Block& block : letters) {
    for (const std::uint32_t point : {block.first, block.last}) check(point);
    if (block.last == 0xD7FF) continue;  // surrogates stand in no text
    check(block.last + 1);
  }
  for (const std::uint32_t point : {0xFFFFu, 0x10000u, 0x10400u, 0x10FFFFu}) check(point);
}

BOOST_AUTO_TEST_CASE(R24_the_words_of_a_text_are_a_text) {
  for (std::uint32_t point = 0; point < 0x20000; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    if (!is_utf8(words_of(utf8(point)))) BOOST_ERROR(point << " is written as no character");
  }
}

BOOST_AUTO_TEST_CASE(R24_a_phrase_is_found_as_whole_words_alone_wherever_it_stands) {
  const std::string words = words_of("Ja tack, nej tack");
  for (const std::string_view phrase :
       {"ja", "ja tack", "tack nej", "nej tack", "ja tack nej tack"}) {
    BOOST_TEST(phrase_in(words, phrase) == phrase);
  }
  for (const std::string_view phrase :
       {"j", "a", "ack", "tac", "a tack", "ja tac", "tack ja", "nej tack ja"}) {
    BOOST_TEST(phrase_in(words, phrase) == "", phrase);
  }
  // The first of the list that stands there, also behind a longer word that begins or ends like it.
  BOOST_TEST(phrase_in(words, "kanske|nej|ja") == "nej");
  BOOST_TEST(phrase_in(words_of("jag ninja ja"), "ja") == "ja");
  BOOST_TEST(phrase_in(words_of(""), "ja") == "");
  BOOST_TEST(phrase_in(words, "") == "");
  // What has no space before it or behind it is not known to be whole.
  BOOST_TEST(phrase_in("ja ", "ja") == "");
  BOOST_TEST(phrase_in(" ja", "ja") == "");
}

BOOST_AUTO_TEST_CASE(L13_LIX_is_words_a_sentence_and_long_words_a_hundred_words_above_45) {
  for (int sentences = 1; sentences <= 4; ++sentences) {
    for (int words = 10; words <= 200; words += 13) {
      for (int longs = 0; longs <= words; longs += 3) {
        if (longs + sentences > words) continue;
        // The long words stand in the first sentence; each other one has a short word at least.
        std::string text = repeated(longs, 7) + repeated(words - longs - sentences + 1, 6);
        for (int i = 1; i < sentences; ++i) text += ". ord";
        const double lix = double(words) / sentences + 100.0 * longs / words;
        if (std::abs(lix - 45) < 1e-9) continue;
        if (is_hard_to_read(text + '.') != (lix > 45)) BOOST_ERROR("LIX " << lix << " misjudged");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(L13_a_sentence_is_what_has_a_word_in_it_wherever_its_end_stands) {
  const std::string hard = repeated(46, 3);
  const std::string plain = repeated(45, 3);
  BOOST_TEST(is_hard_to_read(hard));
  BOOST_TEST(!is_hard_to_read(plain));
  for (const std::string before : {"", ".", "...", " . ", "? "}) {
    for (const std::string behind : {"", ".", " .", ". ", ".  .", " ! ? "}) {
      BOOST_TEST(is_hard_to_read(before + hard + behind), before << hard << behind);
      BOOST_TEST(!is_hard_to_read(before + plain + behind), before << plain << behind);
      BOOST_TEST(!is_hard_to_read(before + plain + " ." + plain + behind));
    }
  }
  std::string apart;
  for (int i = 0; i < 46; ++i) apart += "ord.";
  BOOST_TEST(!is_hard_to_read(apart));
}

BOOST_AUTO_TEST_CASE(L13_a_word_has_one_letter_at_least_and_a_long_one_seven_in_whatever_bytes) {
  BOOST_TEST(is_hard_to_read(repeated(46, 1)));
  for (const std::string letter :
       {"a", "\u00e5", "\u00e4", "\u00f6", "\u0436", "\u3042", "\U00010437"}) {
    BOOST_TEST(!is_hard_to_read(repeated(10, 6, letter)), letter);
    BOOST_TEST(is_hard_to_read(repeated(10, 7, letter)), letter);
    BOOST_TEST(!is_hard_to_read(repeated(9, 7, letter)), letter);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

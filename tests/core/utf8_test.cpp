/// UTF-8 at every edge of its ranges, held to the table of RFC 3629, section 4.
#include "core/utf8.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "core/json.hpp"

namespace samtycke {
namespace {

struct Range {
  unsigned first, last;
};

/// One line of the table: the bytes that may stand at each place.
using Form = std::vector<Range>;

constexpr Range tail = {0x80, 0xBF};

const std::vector<Form> forms = {{{0x00, 0x7F}},
                                 {{0xC2, 0xDF}, tail},
                                 {{0xE0, 0xE0}, {0xA0, 0xBF}, tail},
                                 {{0xE1, 0xEC}, tail, tail},
                                 {{0xED, 0xED}, {0x80, 0x9F}, tail},
                                 {{0xEE, 0xEF}, tail, tail},
                                 {{0xF0, 0xF0}, {0x90, 0xBF}, tail, tail},
                                 {{0xF1, 0xF3}, tail, tail, tail},
                                 {{0xF4, 0xF4}, {0x80, 0x8F}, tail, tail}};

bool has_form(const std::string& bytes, const Form& form) {
  return std::equal(bytes.begin(), bytes.end(), form.begin(), form.end(), [](char c, Range range) {
    const auto byte = static_cast<unsigned char>(c);
    return range.first <= byte && byte <= range.last;
  });
}

/// Whether the bytes are one character by the table.
bool is_character(const std::string& bytes) {
  return std::any_of(forms.begin(), forms.end(),
                     [&bytes](const Form& form) { return has_form(bytes, form); });
}

/// The bytes of a code point, as section 3 lays its bits out.
std::string bytes_of(std::uint32_t point) {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
  const auto rest = [&](int shift) { return byte(0x80 + (point >> shift) % 0x40); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 + (point >> 6)), rest(0)};
  if (point < 0x10000) return {byte(0xE0 + (point >> 12)), rest(6), rest(0)};
  return {byte(0xF0 + (point >> 18)), rest(12), rest(6), rest(0)};
}

/// 1 where the bytes are taken for what they are not, by the table.
int misjudged(const std::string& bytes) { return is_utf8(bytes) == is_character(bytes) ? 0 : 1; }

BOOST_AUTO_TEST_SUITE(utf_8)

BOOST_AUTO_TEST_CASE(what_begins_like_a_longer_character_is_one_by_the_table_of_rfc_3629_alone) {
  const std::string edges = "\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0";
  int wrong = 0;
  for (int lead = 0x80; lead < 0x100; ++lead) {
    const std::string one(1, static_cast<char>(lead));
    wrong += misjudged(one);
    for (const char second : edges) {
      const std::string two = one + second;
      // Behind what is whole already, more bytes would be another character.
      wrong += misjudged(two);
      for (const char third : edges) {
        const std::string three = two + third;
        if (!is_character(two)) wrong += misjudged(three);
        for (const char fourth : edges) {
          if (!is_character(two) && !is_character(three)) wrong += misjudged(three + fourth);
        }
      }
    }
  }
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(every_code_point_but_the_surrogates_is_read_as_itself) {
  int wrong = 0;
  for (std::uint32_t point = 0; point < 0x110000; ++point) {
    const std::string bytes = bytes_of(point);
    const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
    std::size_t position = 0;
    const bool is_read =
        is_utf8(bytes) && next_code_point(bytes, position) == point && position == bytes.size();
    wrong += is_read == is_surrogate ? 1 : 0;
  }
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(a_text_is_utf_8_when_each_of_its_characters_is_and_the_last_one_is_whole) {
  const std::string characters[] = {"a", "\u00e5", "\u0800", "\uffff", "\U00010000", "\U0010ffff"};
  for (const std::string& before : characters) {
    for (const std::string& last : characters) {
      BOOST_TEST(is_utf8(before + last));
      for (std::size_t cut = 1; cut < last.size(); ++cut) {
        const std::string half = before + last.substr(0, cut);
        BOOST_TEST(!is_utf8(half));
        BOOST_TEST(!is_utf8(half + "a"));
        BOOST_TEST((read_json('"' + half + '"').error() == Error{Code::bad_utf8, ""}));
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke

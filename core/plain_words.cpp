#include "plain_words.hpp"

#include "utf8.hpp"

namespace samtycke {
namespace {

constexpr std::uint32_t combining_ring = 0x30A;
constexpr std::uint32_t combining_diaeresis = 0x308;
constexpr std::size_t few_words = 10;
constexpr std::size_t long_word_letters = 7;
constexpr std::size_t lix_max = 45;

bool is_invisible(std::uint32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

bool is_letter_or_digit(std::uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  return c >= 0xC0 && c != 0xD7 && c != 0xF7 && (c < 0x2000 || c >= 0x3040) && c < 0x1F000;
}

std::uint32_t lower(std::uint32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 0x20;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  return c;
}

void append(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    if (c < 0x10000) {
      out += static_cast<char>(0xE0 | (c >> 12));
    } else {
      out += static_cast<char>(0xF0 | (c >> 18));
      out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    }
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

/// The last letter and its mark as one letter, where Swedish has one; otherwise the mark is left
/// out, so that it hides no word.
void compose(std::string& out, std::uint32_t mark) {
  if (out.back() == 'a' && mark == combining_ring) {
    out.replace(out.size() - 1, 1, "\u00e5");
  } else if (out.back() == 'a' && mark == combining_diaeresis) {
    out.replace(out.size() - 1, 1, "\u00e4");
  } else if (out.back() == 'o' && mark == combining_diaeresis) {
    out.replace(out.size() - 1, 1, "\u00f6");
  }
}

}  // namespace

std::string words_of(std::string_view text) {
  std::string out = " ";
  out.reserve(text.size() + 2);
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = lower(next_code_point(text, at));
    if (is_invisible(c)) continue;
    if (c >= 0x300 && c <= 0x36F) {
      compose(out, c);
    } else if (is_letter_or_digit(c)) {
      append(out, c);
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

std::string_view phrase_in(std::string_view words, std::string_view phrases) {
  while (!phrases.empty()) {
    const std::size_t bar = phrases.find('|');
    const std::string_view phrase = phrases.substr(0, bar);
    if (words.find(' ' + std::string(phrase) + ' ') != std::string_view::npos) return phrase;
    phrases = bar == std::string_view::npos ? std::string_view() : phrases.substr(bar + 1);
  }
  return {};
}

bool is_hard_to_read(std::string_view text) {
  std::size_t sentences = 0;
  bool in_sentence = false;
  for (const char c : text) {
    const bool is_end = c == '.' || c == ':' || c == '!' || c == '?';
    if (is_end && in_sentence) ++sentences;
    if (is_end) in_sentence = false;
    if (!is_end && c != ' ') in_sentence = true;
  }
  if (in_sentence) ++sentences;
  const std::string words = words_of(text);
  std::size_t count = 0;
  std::size_t long_count = 0;
  std::size_t letters = 0;
  for (const char c : words) {
    if (c != ' ') {
      // The bytes behind the first one of a letter are no letters of their own.
      letters += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? 0 : 1;
      continue;
    }
    if (letters > 0) ++count;
    if (letters >= long_word_letters) ++long_count;
    letters = 0;
  }
  if (count < few_words) return false;
  return count * count + 100 * long_count * sentences > lix_max * sentences * count;
}

bool has_exclamation_or_emoji(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = next_code_point(text, at);
    if (c == '!' || c == 0xFF01 || c == 0x203C || c == 0xFE0F) return true;
    if ((c >= 0x2600 && c <= 0x27BF) || c == 0x2B50 || c == 0x2B55) return true;
    if (c >= 0x1F000 && c <= 0x1FAFF) return true;
  }
  return false;
}

}  // namespace samtycke

#pragma once
// The sentences people read for a code, from core/text/{sv,en}.json. Each language is one file
// {"codes":{"not_json":"…"},"words":{"saved":"…"}}; Swedish is the language of whoever names none.

#include <map>
#include <string>
#include <string_view>

namespace samtycke::server::http {

class Sentences {
 public:
  // Throws std::runtime_error when a text is not of that form: the server then does not start.
  Sentences(std::string_view sv_json, std::string_view en_json);

  // The sentence for a code; the code itself when no sentence exists, so an answer never fails for
  // want of words. `language` is "sv" or "en"; anything else reads as "sv".
  std::string_view text(std::string_view code, std::string_view language) const;
  std::string_view word(std::string_view key, std::string_view language) const;

  bool has_text(std::string_view code, std::string_view language) const;

 private:
  using Table = std::map<std::string, std::string, std::less<>>;
  struct Language {
    Table codes;
    Table words;
  };
  static Language read(std::string_view json);
  const Language& of(std::string_view language) const;

  Language sv_;
  Language en_;
};

// "sv" or "en" by the weights of an Accept-Language value (RFC 9110, 12.5.4); "sv" by default.
std::string_view language_of(std::string_view accept_language);

}  // namespace samtycke::server::http

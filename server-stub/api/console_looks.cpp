// Who looked at whose records, when and why: for the privacy officers to watch each other by.
#include <charconv>

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/console_page.hpp"
#include "api/console_words.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

constexpr std::int64_t page_size = 50;
constexpr std::int64_t no_bound = std::int64_t{1} << 53;

/// Those before which number the address asks for; all of them where it says nothing.
std::int64_t before_in(const Request& request) {
  const std::string text = request.query_value("before").value_or(std::string());
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole && number > 0 && number < no_bound ? number : no_bound;
}

Value row_of(const Look& look, const Value& words) {
  Value row = object_value();
  add(row, "number", integer_value(look.number));
  add(row, "moment", moment_value(look.at));
  add(row, "officer", text_value(look.officer_name));
  add(row, "what", text_value(word_of(words, "looked", look.what)));
  add(row, "why", text_value(look.reason));
  add_text(row, "whom", look.subject);
  add(row, "nobody", boolean_value(look.subject.empty() && !look.is_erased));
  add(row, "erased", boolean_value(look.is_erased));
  return row;
}

ConsoleTold tell_looks(const Verifier& verifier, const Request& request,
                       const ConsoleReader& reader) {
  const auto looks = verifier.store.looks(before_in(request), page_size);
  if (!looks) return refuse(verifier, request, {store_failed, ""});
  const Value words = console_words(verifier, reader.language);
  Value rows = array_value();
  for (const Look& look : *looks) rows.items.push_back(row_of(look, words));
  Value out = object_value();
  add(out, "looks", std::move(rows));
  if (!looks->empty() && looks->back().number > 1) {
    add(out, "older", integer_value(looks->back().number));
  }
  return out;
}

}  // namespace

Response get_console_looks(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "looks", {StaffRole::privacy_officer}, tell_looks);
}

}  // namespace samtycke::server

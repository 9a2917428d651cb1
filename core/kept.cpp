#include "kept.hpp"

#include <algorithm>
#include <optional>

#include "fields.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

/// Takes what stands before the separator off the text; all of it where there is none.
std::string_view take(std::string_view& text, char separator) {
  const std::string_view part = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

std::optional<std::int64_t> number_from(std::string_view digits) {
  if (digits.empty() || digits.size() > 15 || digits.front() == '0') return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

std::optional<KeptChoice> choice_from(std::string_view text) {
  const std::string_view said = take(text, '.');
  const auto version = number_from(take(text, '.'));
  const auto seconds = number_from(take(text, '.'));
  if (said != "y" && said != "n") return std::nullopt;
  if (!version || !seconds || *seconds > time_max / second_ms || !is_id(text)) return std::nullopt;
  return KeptChoice{std::string(text), {said == "y", *seconds * second_ms, *version}};
}

}  // namespace

const CookieChoice* Kept::find(std::string_view category) const {
  for (const KeptChoice& one : choices) {
    if (one.category == category) return &one.choice;
  }
  return nullptr;
}

Kept kept_from(std::string_view text) {
  if (text.empty() || text.back() == '/') return {};
  Kept kept;
  const std::string_view mark = take(text, '/');
  if (mark != "1" && mark != "2") return {};
  kept.by_server = mark == "2";
  while (!text.empty()) {
    auto choice = choice_from(take(text, '/'));
    const bool is_full = kept.choices.size() == limits::catalogue_list_max;
    if (!choice || is_full || kept.find(choice->category) != nullptr) return {};
    kept.choices.push_back(std::move(*choice));
  }
  return kept;
}

std::string to_text(const Kept& kept) {
  std::string text = kept.by_server ? "2" : "1";
  for (const auto& [category, choice] : kept.choices) {
    text += choice.granted ? "/y." : "/n.";
    text += std::to_string(choice.version) + '.' + std::to_string(choice.at / second_ms) + '.';
    text += category;
  }
  return text;
}

Time end_of(const Kept& kept, const Catalogue& catalogue, Time now) {
  Time end = 0;
  for (const KeptChoice& one : kept.choices) {
    end = std::max(end, end_of(one.choice, catalogue, now));
  }
  return end;
}

Kept standing(const Kept& kept, const Catalogue& catalogue, Time now) {
  Kept still = kept;
  std::erase_if(still.choices, [&](const KeptChoice& one) {
    return !stands(one.category, one.choice, catalogue, now);
  });
  return still;
}

}  // namespace samtycke

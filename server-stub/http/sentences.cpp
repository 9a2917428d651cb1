#include "sentences.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "message.hpp"

namespace samtycke::server::http {
namespace {

// The weight of one member of Accept-Language in thousandths: "en;q=0.8" → 800. 0 when unreadable.
int weight_of(std::string_view member) {
  const std::size_t at = member.find(';');
  if (at == std::string_view::npos) return 1000;
  std::string_view weight = member.substr(at + 1);
  while (!weight.empty() && weight.front() == ' ') weight.remove_prefix(1);
  if (weight.substr(0, 2) != "q=" && weight.substr(0, 2) != "Q=") return 0;
  weight.remove_prefix(2);
  if (weight.empty() || (weight[0] != '0' && weight[0] != '1')) return 0;
  int thousandths = (weight[0] - '0') * 1000;
  int unit = 100;
  for (std::size_t i = 2; i < weight.size() && i < 5 && weight[1] == '.'; ++i, unit /= 10) {
    if (weight[i] < '0' || weight[i] > '9') break;
    thousandths += (weight[i] - '0') * unit;
  }
  return thousandths > 1000 ? 0 : thousandths;
}

}  // namespace

Sentences::Language Sentences::read(std::string_view json) {
  const auto document = nlohmann::json::parse(json, nullptr, false);
  if (!document.is_object()) throw std::runtime_error("a text file is no JSON object");
  Language language;
  const auto fill = [&document](const char* member, Table& table) {
    const auto part = document.find(member);
    if (part == document.end()) return;
    if (!part->is_object()) throw std::runtime_error("a table of a text file is no object");
    for (const auto& [key, value] : part->items()) {
      if (!value.is_string()) throw std::runtime_error("a sentence is no string: " + key);
      table[key] = value.get<std::string>();
    }
  };
  fill("codes", language.codes);
  fill("words", language.words);
  if (language.codes.empty()) throw std::runtime_error("a text file has no codes");
  return language;
}

Sentences::Sentences(std::string_view sv_json, std::string_view en_json)
    : sv_(read(sv_json)), en_(read(en_json)) {}

const Sentences::Language& Sentences::of(std::string_view language) const {
  return language == "en" ? en_ : sv_;
}

std::string_view Sentences::text(std::string_view code, std::string_view language) const {
  const Table& table = of(language).codes;
  const auto found = table.find(code);
  return found == table.end() ? code : std::string_view(found->second);
}

std::string_view Sentences::word(std::string_view key, std::string_view language) const {
  const Table& table = of(language).words;
  const auto found = table.find(key);
  return found == table.end() ? key : std::string_view(found->second);
}

bool Sentences::has_text(std::string_view code, std::string_view language) const {
  const Table& table = of(language).codes;
  return table.find(code) != table.end();
}

std::string_view language_of(std::string_view accept_language) {
  int best = 0;
  std::string_view language = "sv";
  while (!accept_language.empty()) {
    const std::size_t comma = accept_language.find(',');
    std::string_view member = accept_language.substr(0, comma);
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size()
                                                                  : comma + 1);
    while (!member.empty() && member.front() == ' ') member.remove_prefix(1);
    const std::string_view primary = member.substr(0, member.find_first_of("-; "));
    const int weight = weight_of(member);
    const bool swedish = equal_without_case(primary, "sv") || primary == "*";
    const bool english = equal_without_case(primary, "en");
    if ((swedish || english) && weight > best) {
      best = weight;
      language = swedish ? "sv" : "en";
    }
  }
  return language;
}

}  // namespace samtycke::server::http

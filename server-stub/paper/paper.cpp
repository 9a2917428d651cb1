#include "paper/paper.hpp"

#include <algorithm>

namespace samtycke::server {

void Paper::say(PaperBlock::Kind kind, std::string text) {
  if (text.empty()) return;
  PaperBlock block;
  block.kind = kind;
  block.text = std::move(text);
  blocks.push_back(std::move(block));
}

void Paper::facts(std::vector<PaperFact> facts) {
  std::erase_if(facts, [](const PaperFact& fact) { return fact.text.empty(); });
  if (facts.empty()) return;
  PaperBlock block;
  block.kind = PaperBlock::Kind::facts;
  block.facts = std::move(facts);
  blocks.push_back(std::move(block));
}

void Paper::table(std::vector<std::string> columns, std::vector<std::vector<std::string>> rows) {
  PaperBlock block;
  block.kind = PaperBlock::Kind::table;
  block.columns = std::move(columns);
  block.rows = std::move(rows);
  blocks.push_back(std::move(block));
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if ((code < 0x20 && byte != '\n') || code == 0x7F) {
      out += "\xEF\xBF\xBD";
    } else {
      out += byte;
    }
  }
  return out;
}

bool is_paper_link(std::string_view link) {
  const bool has_scheme =
      link.starts_with("https://") || link.starts_with("http://") || link.starts_with("mailto:");
  // A quote would end the place of the link in a PDF, a space the link itself.
  return has_scheme && std::all_of(link.begin(), link.end(), [](char byte) {
           return byte > ' ' && byte != 0x7F && byte != '\'' && byte != '"' && byte != '\\' &&
                  byte != '<' && byte != '>';
         });
}

}  // namespace samtycke::server

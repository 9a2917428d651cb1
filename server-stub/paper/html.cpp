#include "paper/paper.hpp"

namespace samtycke::server {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char byte : printable(text)) {
    switch (byte) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += byte;
    }
  }
  return out;
}

std::string element(std::string_view name, std::string_view text,
                    std::string_view attributes = "") {
  return '<' + std::string(name) + std::string(attributes) + '>' + escaped(text) + "</" +
         std::string(name) + ">\n";
}

std::string value_of(const PaperFact& fact) {
  std::string text = escaped(fact.text);
  if (fact.is_code) text = "<code>" + text + "</code>";
  if (!is_paper_link(fact.link)) return text;
  return "<a href=\"" + escaped(fact.link) + "\">" + text + "</a>";
}

std::string facts_of(const PaperBlock& block) {
  std::string out = "<dl>\n";
  for (const PaperFact& fact : block.facts) {
    out += "<div><dt>" + escaped(fact.label) + "</dt><dd>" + value_of(fact) + "</dd></div>\n";
  }
  return out + "</dl>\n";
}

std::string table_of(const PaperBlock& block) {
  std::string out = "<table>\n<thead><tr>";
  for (const std::string& column : block.columns) {
    out += "<th scope=\"col\">" + escaped(column) + "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : block.rows) {
    out += "<tr>";
    for (const std::string& cell : row) out += "<td>" + escaped(cell) + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n";
}

std::string block_of(const PaperBlock& block) {
  using Kind = PaperBlock::Kind;
  switch (block.kind) {
    case Kind::heading:
      return element("h2", block.text);
    case Kind::subheading:
      return element("h3", block.text);
    case Kind::text:
      return element("p", block.text);
    case Kind::quote:
      return "<blockquote>" + element("p", block.text) + "</blockquote>\n";
    case Kind::small:
      return element("p", block.text, " class=\"small\"");
    case Kind::facts:
      return facts_of(block);
    case Kind::table:
      break;
  }
  return table_of(block);
}

}  // namespace

std::string to_html(const Paper& paper, const PaperFrame& frame) {
  std::string out = "<!doctype html>\n<html lang=\"" + escaped(paper.language) +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += element("title", paper.title) + std::string(frame.head) + "</head>\n<body>\n";
  out += std::string(frame.top) + "<main>\n" + element("h1", paper.title);
  for (const PaperBlock& block : paper.blocks) out += block_of(block);
  out += "</main>\n";
  if (!paper.footer.empty()) out += "<footer>" + escaped(paper.footer) + "</footer>\n";
  return out + std::string(frame.bottom) + "</body>\n</html>\n";
}

}  // namespace samtycke::server

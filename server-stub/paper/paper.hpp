/// A document for people, written once and rendered twice: as a page (`to_html`) and as a PDF
/// (`to_pdf`). Knows no consent: whoever has something to tell fills a `Paper` with blocks.
///
///     Paper paper;
///     paper.language = "sv";
///     paper.title = "Kvittens";
///     paper.heading("Vem");
///     paper.facts({{"Namn", "Anna Berg"}, {"Sida", "Logga in", "https://…/privacy"}});
///     paper.table({"När", "Vad"}, {{"24 november 2026", "Ja"}});
///     paper.files.push_back({"receipt.json", "application/json", "Den undertecknade kvittensen",
///     bytes});
///
/// All texts are plain UTF-8 and never markup; a control character in them is shown as U+FFFD.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samtycke::server {

struct PaperFact {
  std::string label, text;
  std::string link = {};  // where the text leads: https, http or mailto; anything else is no link
  bool is_code = false;   // bytes for machines, such as a digest: may break anywhere
};

struct PaperBlock {
  enum class Kind : std::uint8_t { heading, subheading, text, quote, small, facts, table };
  Kind kind = Kind::text;
  std::string text;
  std::vector<PaperFact> facts;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

/// A file that travels inside the PDF. A page has none.
struct PaperFile {
  std::string name, media_type, description, bytes;
};

struct Paper {
  std::string language;  // "sv" or "en": of all that is said in it
  std::string title;     // the first heading too
  std::string author;
  std::string made_at;  // as 2026-11-24T08:00:00Z: the bytes depend on no clock
  std::string footer;   // at the foot of every page, before its number
  std::vector<PaperBlock> blocks;
  std::vector<PaperFile> files;

  void heading(std::string text) { say(PaperBlock::Kind::heading, std::move(text)); }
  void subheading(std::string text) { say(PaperBlock::Kind::subheading, std::move(text)); }
  void text(std::string text) { say(PaperBlock::Kind::text, std::move(text)); }
  /// Words that somebody else said, or was shown.
  void quote(std::string text) { say(PaperBlock::Kind::quote, std::move(text)); }
  void small(std::string text) { say(PaperBlock::Kind::small, std::move(text)); }
  /// Facts without a text are left out, and so are facts when none is left.
  void facts(std::vector<PaperFact> facts);
  void table(std::vector<std::string> columns, std::vector<std::vector<std::string>> rows);

 private:
  void say(PaperBlock::Kind kind, std::string text);
};

/// One page, whole. `head` is markup for its head element (a stylesheet's link), `top` and `bottom`
/// markup before and after the paper; all three are the caller's own and are not escaped.
struct PaperFrame {
  std::string_view head, top, bottom;
};
std::string to_html(const Paper& paper, const PaperFrame& frame);

/// A tagged PDF with its fonts, its language and its files in it. The same bytes for the same paper
/// on the same machine. Nothing when it could not be made: no font, no memory.
std::optional<std::string> to_pdf(const Paper& paper);

/// The text as both renderings show it: control characters other than a line feed are U+FFFD.
std::string printable(std::string_view text);
/// Whether a link may be followed from a paper.
bool is_paper_link(std::string_view link);

}  // namespace samtycke::server

#include <cairo-pdf.h>

#include <algorithm>
#include <exception>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "paper/paper.hpp"
#include "paper/sheet.hpp"

namespace samtycke::server {
namespace {

using Kind = PaperBlock::Kind;

#define SAMTYCKE_PAPER_FONT "Open Sans, DejaVu Sans"
constexpr Type title_type{SAMTYCKE_PAPER_FONT " Bold", 20, 1.1, 0.09, 0.13, 0.12};
constexpr Type heading_type{SAMTYCKE_PAPER_FONT " Bold", 13, 1.1, 0.09, 0.13, 0.12};
constexpr Type subheading_type{SAMTYCKE_PAPER_FONT " Bold", 10.5, 1.1, 0.09, 0.13, 0.12};
constexpr Type text_type{SAMTYCKE_PAPER_FONT, 10, 1.1, 0.09, 0.13, 0.12};
constexpr Type quote_type{SAMTYCKE_PAPER_FONT, 10, 1.1, 0.09, 0.13, 0.12};
constexpr Type small_type{SAMTYCKE_PAPER_FONT, 8.5, 1.1, 0.29, 0.35, 0.33};
constexpr Type label_type{SAMTYCKE_PAPER_FONT, 9.5, 1.1, 0.29, 0.35, 0.33};
constexpr Type link_type{SAMTYCKE_PAPER_FONT, 9.5, 1.1, 0.04, 0.39, 0.31};
constexpr Type value_type{SAMTYCKE_PAPER_FONT, 9.5, 1.1, 0.09, 0.13, 0.12};
constexpr Type code_type{"DejaVu Sans Mono", 8, 1.15, 0.09, 0.13, 0.12, true};
constexpr Type column_type{SAMTYCKE_PAPER_FONT " Bold", 9, 1.1, 0.09, 0.13, 0.12};
#undef SAMTYCKE_PAPER_FONT

constexpr double label_width = 138, gap = 12;
constexpr double kept_together = 70;  // a heading and the first lines under it

void draw_words(Sheets& sheets, const std::string& text, const Type& type, const char* tag,
                double indent = 0) {
  const Layout layout = sheets.lay_out(printable(text), type, text_width - indent);
  sheets.flow(layout.get(), type, margin + indent, tag);
}

void draw_heading(Sheets& sheets, const PaperBlock& block) {
  const bool is_large = block.kind == Kind::heading;
  sheets.space(is_large ? 18 : 12);
  sheets.need(kept_together);
  draw_words(sheets, block.text, is_large ? heading_type : subheading_type, is_large ? "H2" : "H3");
  sheets.space(4);
}

void draw_quote(Sheets& sheets, const std::string& text) {
  const Layout layout = sheets.lay_out(printable(text), quote_type, text_width - gap);
  sheets.space(3);
  sheets.need(Sheets::height_of(layout.get()));
  const int page = sheets.pages_count();
  const double top = sheets.y();
  sheets.begin("BlockQuote");
  sheets.flow(layout.get(), quote_type, margin + gap, "P");
  sheets.end("BlockQuote");
  if (sheets.pages_count() == page) sheets.rule(margin + 1, top, sheets.y());
  sheets.space(6);
}

void draw_fact(Sheets& sheets, const PaperFact& fact) {
  const bool is_link = is_paper_link(fact.link);
  const Type& type = fact.is_code ? code_type : is_link ? link_type : value_type;
  const Layout label = sheets.lay_out(printable(fact.label), label_type, label_width);
  const Layout value = sheets.lay_out(printable(fact.text), type, text_width - label_width - gap);
  const double label_height = Sheets::height_of(label.get());
  const double height = std::max(label_height, Sheets::height_of(value.get()));
  sheets.need(height);
  const double top = sheets.y();
  const int page = sheets.pages_count();
  sheets.begin("TR");
  sheets.flow(label.get(), label_type, margin, "TH");
  sheets.back_to(top);
  sheets.flow(value.get(), type, margin + label_width + gap, "TD", is_link ? fact.link : "");
  sheets.end("TR");
  if (sheets.pages_count() == page) sheets.back_to(top + height);
  sheets.space(3);
}

void draw_facts(Sheets& sheets, const PaperBlock& block) {
  sheets.begin("Table");
  for (const PaperFact& fact : block.facts) draw_fact(sheets, fact);
  sheets.end("Table");
  sheets.space(4);
}

/// The cells beside each other; the next row begins below the tallest.
void draw_row(Sheets& sheets, const std::vector<std::string>& cells, const Type& type,
              const char* tag) {
  const double width = text_width / static_cast<double>(std::max<std::size_t>(cells.size(), 1));
  std::vector<Layout> layouts;
  double height = 0;
  for (const std::string& cell : cells) {
    layouts.push_back(sheets.lay_out(printable(cell), type, width - gap));
    height = std::max(height, Sheets::height_of(layouts.back().get()));
  }
  sheets.need(height + 6);
  const double top = sheets.y();
  sheets.begin("TR");
  for (std::size_t i = 0; i < layouts.size(); ++i) {
    sheets.back_to(top);
    sheets.flow(layouts[i].get(), type, margin + width * static_cast<double>(i), tag);
  }
  sheets.end("TR");
  sheets.back_to(top + height + 3);
  sheets.line_across(0.75);
  sheets.space(4);
}

void draw_table(Sheets& sheets, const PaperBlock& block) {
  sheets.space(4);
  sheets.begin("Table");
  draw_row(sheets, block.columns, column_type, "TH");
  for (const auto& row : block.rows) draw_row(sheets, row, value_type, "TD");
  sheets.end("Table");
  sheets.space(8);
}

void draw_block(Sheets& sheets, const PaperBlock& block) {
  switch (block.kind) {
    case Kind::heading:
    case Kind::subheading:
      return draw_heading(sheets, block);
    case Kind::text:
      draw_words(sheets, block.text, text_type, "P");
      return sheets.space(6);
    case Kind::quote:
      return draw_quote(sheets, block.text);
    case Kind::small:
      draw_words(sheets, block.text, small_type, "P");
      return sheets.space(4);
    case Kind::facts:
      return draw_facts(sheets, block);
    case Kind::table:
      return draw_table(sheets, block);
  }
}

/// The pages, and how many they became. Nothing: they could not be drawn.
std::optional<int> draw(const Paper& paper, int pages_count, std::string& bytes) {
  Sheets sheets(bytes, paper.language, printable(paper.footer), pages_count);
  const auto tell = [&sheets](cairo_pdf_metadata_t what, const std::string& text) {
    cairo_pdf_surface_set_metadata(sheets.surface(), what, text.c_str());
  };
  tell(CAIRO_PDF_METADATA_TITLE, printable(paper.title));
  tell(CAIRO_PDF_METADATA_AUTHOR, printable(paper.author));
  tell(CAIRO_PDF_METADATA_CREATE_DATE, paper.made_at);
  sheets.begin("Document");
  draw_words(sheets, paper.title, title_type, "H1");
  sheets.space(8);
  for (const PaperBlock& block : paper.blocks) draw_block(sheets, block);
  sheets.end("Document");
  if (!sheets.finish()) return std::nullopt;
  return sheets.pages_count();
}

void attach(QPDF& pdf, const PaperFile& file) {
  auto stream = QPDFEFStreamObjectHelper::createEFStream(pdf, file.bytes);
  stream.setSubtype(file.media_type);
  auto spec = QPDFFileSpecObjectHelper::createFileSpec(pdf, file.name, stream);
  spec.setDescription(file.description);
  spec.getObjectHandle().replaceKey("/AFRelationship", QPDFObjectHandle::newName("/Source"));
  QPDFEmbeddedFileDocumentHelper(pdf).replaceEmbeddedFile(file.name, spec);
}

/// What cairo cannot say: the language, the files inside, that a reader shows the title.
std::string completed(const Paper& paper, const std::string& drawn) {
  QPDF pdf;
  pdf.processMemoryFile("paper", drawn.data(), drawn.size());
  QPDFObjectHandle root = pdf.getRoot();
  root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(paper.language));
  QPDFObjectHandle preferences = QPDFObjectHandle::newDictionary();
  preferences.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
  root.replaceKey("/ViewerPreferences", preferences);
  for (const PaperFile& file : paper.files) attach(pdf, file);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

std::optional<std::string> to_pdf(const Paper& paper) {
  std::string counted, drawn;
  // How many pages there are is known when they are drawn, and stands at the foot of each.
  const auto pages_count = draw(paper, 0, counted);
  if (!pages_count || !draw(paper, *pages_count, drawn)) return std::nullopt;
  try {
    return completed(paper, drawn);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace samtycke::server

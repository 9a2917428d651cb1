#include "paper/sheet.hpp"

#include <pango/pangocairo.h>

#include <cairo-pdf.h>

#include <algorithm>

namespace samtycke::server {
namespace {

constexpr Type foot_type{"Open Sans, DejaVu Sans", 8, 1.2, 0.29, 0.35, 0.33};
constexpr double foot_y = page_height - 38;
constexpr double text_end = page_height - margin - 4;

cairo_status_t add_bytes(void* closure, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Sheets::Sheets(std::string& bytes, std::string_view language, std::string_view footer,
               int pages_count)
    : surface_(cairo_pdf_surface_create_for_stream(add_bytes, &bytes, page_width, page_height)),
      context_(cairo_create(surface_.get())),
      language_(language),
      footer_(footer),
      pages_expected_(pages_count) {}

Sheets::~Sheets() = default;

Layout Sheets::lay_out(std::string_view text, const Type& type, double width) {
  Layout layout(pango_cairo_create_layout(context_.get()));
  PangoFontDescription* font = pango_font_description_from_string(type.font);
  pango_font_description_set_size(font, static_cast<int>(type.size * PANGO_SCALE));
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_context_set_language(pango_layout_get_context(layout.get()),
                             pango_language_from_string(language_.c_str()));
  pango_layout_context_changed(layout.get());
  pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(),
                        type.breaks_anywhere ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout.get(), static_cast<float>(type.line));
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

double Sheets::height_of(PangoLayout* layout) {
  int height = 0;
  pango_layout_get_size(layout, nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

void Sheets::space(double height) {
  if (y_ > margin) y_ += height;
}

void Sheets::need(double height) {
  if (y_ + height > text_end && height <= text_end - margin) next_page();
}

void Sheets::begin(const char* tag, const std::string& attributes) {
  cairo_tag_begin(context_.get(), tag, attributes.c_str());
}

void Sheets::end(const char* tag) { cairo_tag_end(context_.get(), tag); }

void Sheets::flow(PangoLayout* layout, const Type& type, double x, const char* tag,
                  const std::string& link) {
  const std::string place = link.empty() ? std::string() : "uri='" + link + "'";
  const auto open = [&] {
    begin(tag);
    if (!place.empty()) begin(CAIRO_TAG_LINK, place);
  };
  const auto close = [&] {
    if (!place.empty()) end(CAIRO_TAG_LINK);
    end(tag);
  };
  cairo_set_source_rgb(context_.get(), type.red, type.green, type.blue);
  open();
  PangoLayoutIter* lines = pango_layout_get_iter(layout);
  do {
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(lines, nullptr, &logical);
    int top = 0, bottom = 0;
    pango_layout_iter_get_line_yrange(lines, &top, &bottom);
    const double height = static_cast<double>(bottom - top) / PANGO_SCALE;
    if (y_ + height > text_end) {
      // A tag that holds text ends with its page.
      close();
      next_page();
      cairo_set_source_rgb(context_.get(), type.red, type.green, type.blue);
      open();
    }
    const int baseline = pango_layout_iter_get_baseline(lines);
    cairo_move_to(context_.get(), x + static_cast<double>(logical.x) / PANGO_SCALE,
                  y_ + static_cast<double>(baseline - top) / PANGO_SCALE);
    pango_cairo_show_layout_line(context_.get(), pango_layout_iter_get_line_readonly(lines));
    y_ += height;
  } while (pango_layout_iter_next_line(lines));
  pango_layout_iter_free(lines);
  close();
}

void Sheets::rule(double x, double y0, double y1) {
  cairo_set_source_rgb(context_.get(), 0.04, 0.39, 0.31);
  cairo_set_line_width(context_.get(), 2);
  cairo_move_to(context_.get(), x, y0);
  cairo_line_to(context_.get(), x, y1);
  cairo_stroke(context_.get());
}

void Sheets::line_across(double grey) {
  cairo_set_source_rgb(context_.get(), grey, grey, grey);
  cairo_set_line_width(context_.get(), 0.5);
  cairo_move_to(context_.get(), margin, y_);
  cairo_line_to(context_.get(), page_width - margin, y_);
  cairo_stroke(context_.get());
}

/// Untagged: who listens to the paper does not hear it on every page.
void Sheets::foot() {
  const std::string number =
      std::to_string(page_) +
      (pages_expected_ == 0 ? std::string() : " (" + std::to_string(pages_expected_) + ")");
  cairo_set_source_rgb(context_.get(), foot_type.red, foot_type.green, foot_type.blue);
  const Layout said = lay_out(footer_, foot_type, text_width - 60);
  pango_layout_set_ellipsize(said.get(), PANGO_ELLIPSIZE_END);
  cairo_move_to(context_.get(), margin, foot_y);
  pango_cairo_show_layout(context_.get(), said.get());
  const Layout page = lay_out(number, foot_type, 60);
  pango_layout_set_alignment(page.get(), PANGO_ALIGN_RIGHT);
  cairo_move_to(context_.get(), page_width - margin - 60, foot_y);
  pango_cairo_show_layout(context_.get(), page.get());
}

void Sheets::next_page() {
  foot();
  cairo_show_page(context_.get());
  ++page_;
  y_ = margin;
}

bool Sheets::finish() {
  foot();
  cairo_show_page(context_.get());
  const bool is_drawn = cairo_status(context_.get()) == CAIRO_STATUS_SUCCESS;
  context_.reset();
  cairo_surface_finish(surface_.get());
  return is_drawn && cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS;
}

}  // namespace samtycke::server

/// Pages of a PDF under way: text flows down them, and what it is stands in the tags. Around Pango
/// and cairo.
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include <memory>
#include <string>
#include <string_view>

namespace samtycke::server {

/// How a run of text looks; sizes and distances are in points.
struct Type {
  const char* font;  // as Pango describes one, without its size
  double size;
  double line;  // distance of lines, in parts of the font's own
  double red, green, blue;
  bool breaks_anywhere = false;
};

struct Released {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, Released>;

constexpr double page_width = 595.276, page_height = 841.89;  // A4
constexpr double margin = 56;
constexpr double text_width = page_width - 2 * margin;

class Sheets {
 public:
  /// Writes into `bytes`. `pages_count` stands in the feet: 0 where it is not known yet.
  Sheets(std::string& bytes, std::string_view language, std::string_view footer, int pages_count);
  ~Sheets();
  Sheets(const Sheets&) = delete;
  Sheets& operator=(const Sheets&) = delete;

  cairo_surface_t* surface() { return surface_.get(); }
  double y() const { return y_; }
  int pages_count() const { return page_; }

  Layout lay_out(std::string_view text, const Type& type, double width);
  static double height_of(PangoLayout* layout);
  void space(double height);
  /// Goes on at the top of the next page unless so much fits below; more than a page never does.
  void need(double height);
  /// A tag around what follows, until `end`. Its name is one of PDF's; `attributes` cairo's.
  void begin(const char* tag, const std::string& attributes = {});
  void end(const char* tag);
  /// The text down from here, tagged as a whole; goes on over as many pages as it needs.
  void flow(PangoLayout* layout, const Type& type, double x, const char* tag,
            const std::string& link = {});
  /// Back to a place further up, for what stands beside; forgets no page.
  void back_to(double y) { y_ = y; }
  void rule(double x, double y0, double y1);
  void line_across(double grey);
  /// False: something could not be written.
  bool finish();

 private:
  void foot();
  void next_page();

  std::unique_ptr<cairo_surface_t, Released> surface_;
  std::unique_ptr<cairo_t, Released> context_;
  std::string language_, footer_;
  int pages_expected_, page_ = 1;
  double y_ = margin;
};

}  // namespace samtycke::server

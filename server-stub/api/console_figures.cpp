// How many said yes, over time and for each purpose: as it may be told.
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/console_page.hpp"
#include "api/console_words.hpp"
#include "api/figures.hpp"
#include "api/page_answers.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

constexpr Time shown_days = 182;

std::string day_shown(Time midnight) { return format_time(midnight).substr(0, 10); }

Value point_of(const KeptFigure& figure, std::int64_t least) {
  Value point = object_value();
  add_text(point, "day", day_shown(figure.at));
  add(point, "yes", integer_value(figure.told.told.yes));
  add(point, "people", integer_value(figure.told.told.people));
  add(point, "few", boolean_value(figure.told.told.yes < least));
  return point;
}

/// One purpose's figures as a list of the days on which they moved, the first and the last with
/// them: between two of them nothing did.
Value points_of(const std::vector<KeptFigure>& figures, std::int64_t least) {
  Value points = array_value();
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const bool is_end = i == 0 || i + 1 == figures.size();
    if (!is_end && figures[i].told.told == figures[i - 1].told.told) continue;
    points.items.push_back(point_of(figures[i], least));
  }
  return points;
}

Value purpose_of(const Verifier& verifier, const std::vector<KeptFigure>& figures,
                 std::string_view language) {
  const std::int64_t least = verifier.catalogue()->policy.min_group_size;
  Value out = object_value();
  add_text(out, "id", figures.front().purpose);
  add(out, "title", text_value(title_of(verifier, figures.front().purpose, language)));
  add(out, "newest", point_of(figures.back(), least));
  add(out, "too_few", boolean_value(figures.back().told.told.people < least));
  Value points = points_of(figures, least);
  add(out, "has_chart", boolean_value(figures.size() > 1));
  add(out, "points", std::move(points));
  return out;
}

ConsoleTold tell_figures(const Verifier& verifier, const Request& request,
                         const ConsoleReader& reader) {
  if (verifier.catalogue() == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});
  const auto told = told_figures(verifier, request);
  if (const auto* response = std::get_if<Response>(&told)) return *response;
  const Time since = verifier.clock() - shown_days * day_ms;
  Value purposes = array_value();
  for (const Purpose& purpose : verifier.catalogue()->purposes) {
    std::vector<KeptFigure> figures;
    for (const KeptFigure& figure : std::get<std::vector<KeptFigure>>(told)) {
      if (figure.purpose == purpose.id && figure.at >= since) figures.push_back(figure);
    }
    if (figures.empty()) continue;
    purposes.items.push_back(purpose_of(verifier, figures, reader.language));
  }
  Value out = object_value();
  add(out, "least", integer_value(verifier.catalogue()->policy.min_group_size));
  add(out, "none", boolean_value(purposes.items.empty()));
  add(out, "purposes", std::move(purposes));
  return out;
}

}  // namespace

Response get_console_figures(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "figures", {StaffRole::privacy_officer}, tell_figures);
}

}  // namespace samtycke::server

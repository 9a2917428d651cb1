#include "banner.hpp"
#include "evaluate_call.hpp"
#include "gates.hpp"
#include "panel.hpp"

namespace samtycke {

Answer call_gates(Call& call) {
  const std::string language = call.fields.id("language");
  const auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!state) return state.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  Value out = object_value();
  add(out, "gates", gates_value(*call.loaded.catalogue, state->subscriber, language));
  return out;
}

Answer call_panel(Call& call) {
  Model model;
  if (call.fields.has("model")) {
    auto read = model_from(call.fields.object("model"), "/model");
    if (!read) return read.error();
    model = std::move(*read);
  }
  const std::string language = call.fields.id("language");
  // A notice is shown in one language; in another it has not been shown yet.
  if (language != model.language) model.notice_shown_at.reset();
  model.language = language;
  auto act = panel_act_from(call.fields.object("act"), "/act");
  // What the sliders showed then: its state comes from the events and not with the act.
  if (act && !act->state && call.history != nullptr && call.fields.has("as_of")) {
    auto state = call.history->state_as_of(call);
    if (!state) return state.error();
    act->state = std::move(*state);
  }
  if (const auto error = call.fields.error()) return *error;
  if (!act) return act.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  auto stepped = step(std::move(model), *act, *call.loaded.catalogue, call.hash);
  if (!stepped) return stepped.error();
  Value out = object_value();
  add(out, "model", to_value(stepped->model));
  add(out, "view", std::move(stepped->view));
  if (stepped->submission) add(out, "submission", std::move(*stepped->submission));
  return out;
}

Answer call_banner(Call& call) {
  Banner banner;
  banner.language = call.fields.id("language");
  banner.gpc = call.fields.optional_boolean("gpc");
  banner.asked = call.fields.optional_boolean("asked");
  banner.kept = kept_from(call.fields.optional_text("kept"));
  const Time now = call.fields.time("now");
  std::optional<BannerAct> act;
  if (call.fields.has("act")) {
    auto read = banner_act_from(call.fields.object("act"), "/act");
    if (!read) return read.error();
    act = std::move(*read);
  }
  if (const auto error = call.fields.error()) return *error;
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  const Catalogue& catalogue = *call.loaded.catalogue;
  Value out = object_value();
  if (act) {
    auto kept = kept_after(*act, banner, catalogue, now);
    if (!kept) return kept.error();
    banner.kept = std::move(*kept);
    add_text(out, "kept", to_text(banner.kept));
    add_text(out, "until", format_time(end_of(banner.kept, catalogue, now)));
  }
  auto view = view_of(banner, catalogue, now);
  if (!view) return view.error();
  add(out, "view", std::move(*view));
  return out;
}

}  // namespace samtycke

#include "fields.hpp"
#include "limits.hpp"
#include "panel.hpp"

namespace samtycke {
namespace {

constexpr std::string_view act_names[] = {"show",         "set",      "allow_all", "refuse_all",
                                          "withdraw_all", "answered", "failed"};

Wish read_wish(Fields& fields) {
  Wish wish;
  wish.purpose = fields.id("purpose");
  const auto choice = named<EventKind>(fields.text("choice"), event_kind_names);
  const auto phase = named<Wish::Phase>(fields.text("phase"), phase_names);
  if (!choice) fields.fail(Code::bad_value, "choice");
  if (!phase) fields.fail(Code::bad_value, "phase");
  wish.choice = choice.value_or(EventKind::refused);
  wish.phase = phase.value_or(Wish::Phase::failed);
  const std::string code = fields.optional_text("code");
  if (!code.empty() && !code_named(code)) fields.fail(Code::bad_value, "code");
  wish.code = code_named(code).value_or(Code::accepted);
  return wish;
}

/// A choice that waits to reach the verifier. Only what turns something off can: a yes counts after
/// its answer or not at all (L47).
Wish read_waiting(Fields& fields) {
  Wish wish;
  wish.purpose = fields.id("purpose");
  const auto choice = named<EventKind>(fields.text("choice"), event_kind_names);
  wish.choice = choice.value_or(EventKind::granted);
  if (wish.choice != EventKind::refused && wish.choice != EventKind::withdrawn) {
    fields.fail(Code::bad_value, "choice");
  }
  wish.phase = Wish::Phase::failed;
  return wish;
}

void read_waiting_list(Fields& fields, PanelAct& act) {
  if (!fields.has("waiting")) return;
  const Value& waiting = fields.array("waiting", limits::purposes_max);
  for (std::size_t i = 0; i < waiting.items.size(); ++i) {
    Fields one(waiting.items[i], pointer(pointer(fields.where(), "waiting"), i));
    act.waiting.push_back(read_waiting(one));
    if (const auto error = one.error()) fields.fail(*error);
  }
}

}  // namespace

Value to_value(const Model& model) {
  Value out = object_value();
  add(out, "state", to_persons_value(model.state));
  add_text(out, "language", model.language);
  if (model.notice_shown_at) {
    add_text(out, "notice_shown_at", format_time(*model.notice_shown_at));
  }
  Value wishes = array_value();
  for (const Wish& wish : model.wishes) {
    Value one = object_value();
    add_text(one, "purpose", wish.purpose);
    add_text(one, "choice", name_of(wish.choice));
    add_text(one, "phase", phase_names[static_cast<int>(wish.phase)]);
    if (wish.code != Code::accepted) add_text(one, "code", name_of(wish.code));
    wishes.items.push_back(std::move(one));
  }
  add(out, "wishes", std::move(wishes));
  add_text(out, "status", model.status);
  add(out, "status_purposes", texts_value(model.status_purposes));
  return out;
}

Result<Model> model_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  Model model;
  auto state = state_from(fields.object("state"), pointer(fields.where(), "state"));
  if (!state) return state.error();
  model.state = std::move(*state);
  model.language = fields.id("language");
  model.notice_shown_at = fields.optional_time("notice_shown_at");
  const Value& wishes = fields.array("wishes", limits::purposes_max);
  for (std::size_t i = 0; i < wishes.items.size(); ++i) {
    Fields one(wishes.items[i], pointer(pointer(fields.where(), "wishes"), i));
    model.wishes.push_back(read_wish(one));
    if (const auto error = one.error()) return *error;
  }
  model.status = fields.optional_text("status");
  model.status_purposes = fields.ids("status_purposes", limits::purposes_max);
  if (const auto error = fields.error()) return *error;
  return model;
}

Result<PanelAct> panel_act_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  PanelAct act;
  const auto kind = named<PanelAct::Kind>(fields.text("kind"), act_names);
  if (!kind) fields.fail(Code::bad_value, "kind");
  act.kind = kind.value_or(PanelAct::Kind::show);
  act.now = fields.time("now");
  if (act.kind == PanelAct::Kind::set) {
    act.purpose = fields.id("purpose");
    act.on = fields.boolean("on");
  }
  act.submission_id = fields.optional_id("submission_id");
  act.ui_build = fields.optional_text("ui_build");
  act.dates = fields.optional_boolean("dates");
  if (fields.has("state")) {
    auto state = state_from(fields.object("state"), pointer(fields.where(), "state"));
    if (!state) return state.error();
    act.state = std::move(*state);
  }
  if (act.kind == PanelAct::Kind::show) read_waiting_list(fields, act);
  if (fields.has("verdicts")) act.verdicts = fields.array("verdicts", limits::changes_max);
  if (const auto error = fields.error()) return *error;
  return act;
}

}  // namespace samtycke

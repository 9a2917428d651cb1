/// A panel that is played: somebody presses in front of it, and a verifier answers behind it.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/panel.hpp"
#include "made.hpp"

namespace samtycke::made {

/// A panel with somebody in front of it and a verifier behind it.
class Panel {
 public:
  explicit Panel(State state, const Catalogue& catalogue = demo(), std::string_view language = "sv")
      : state_(std::move(state)), catalogue_(catalogue) {
    model_.language = language;
    show();
  }

  void show() {
    PanelAct act = of(PanelAct::Kind::show);
    act.state = state_;
    take(act);
  }
  void press(std::string_view purpose, bool on) {
    PanelAct act = of(PanelAct::Kind::set);
    act.purpose = purpose;
    act.on = on;
    take(act);
  }
  void press(PanelAct::Kind kind) { take(of(kind)); }
  void fail() { take(of(PanelAct::Kind::failed)); }

  /// The verifier judges what was sent, and the page passes the answer on.
  void answer(const Actor& actor = erik()) {
    const auto submission = submission_from(*sent_);
    if (!submission) throw std::logic_error("not read: " + submission.error().where);
    const Judgement judgement = judge(*submission, circumstances(now_, catalogue_), state_, actor);
    state_ = judgement.state;
    PanelAct act = of(PanelAct::Kind::answered);
    act.state = state_;
    act.verdicts = array_value();
    for (const Verdict& verdict : judgement.verdicts) {
      act.verdicts.items.push_back(to_value(verdict));
    }
    sent_.reset();
    take(act);
  }

  Code try_press(std::string_view purpose) {
    PanelAct act = of(PanelAct::Kind::set);
    act.purpose = purpose;
    act.on = true;
    const auto stepped = step(model_, act, catalogue_, sha256);
    return stepped ? Code::accepted : stepped.error().code;
  }

  void take(const PanelAct& act) {
    auto stepped = step(model_, act, catalogue_, sha256);
    if (!stepped) throw std::logic_error(std::string(name_of(stepped.error().code)));
    if (stepped->submission) sent_ = stepped->submission;
    view_ = stepped->view;
    // The page keeps the model as bytes, so it is always one that was read back.
    const std::string kept = canonical(to_value(stepped->model));
    auto again = model_from(json_of(kept), "");
    if (!again || canonical(to_value(*again)) != kept) throw std::logic_error("model: " + kept);
    model_ = std::move(*again);
  }

  PanelAct of(PanelAct::Kind kind) {
    PanelAct act;
    act.kind = kind;
    act.now = now_ += second_ms;
    act.submission_id = "0b7a6c1e-0000-4000-8000-00000000b00" + std::to_string(presses_++ % 10);
    act.ui_build = "b1";
    return act;
  }

  const Value* purpose(std::string_view id) const {
    for (const Value& group : view_.find("groups")->items) {
      for (const Value& one : group.find("purposes")->items) {
        if (one.find("id")->text == id) return &one;
      }
    }
    return nullptr;
  }
  bool on(std::string_view id) const { return purpose(id)->find("on")->truth; }
  bool allows(std::string_view id) const { return purpose(id)->find("allowed")->truth; }
  std::string text(std::string_view id, std::string_view member) const {
    const Value* found = purpose(id)->find(member);
    return found == nullptr ? "" : found->text;
  }
  std::string status() const { return view_.find("status")->find("code")->text; }
  std::vector<std::string> status_purposes() const {
    return texts(*view_.find("status"), "purposes");
  }
  std::vector<std::string> acts() const { return texts(view_, "acts"); }

  Time now_ = today;
  State state_;
  Value view_;
  std::optional<Value> sent_;
  Model model_;

 private:
  static std::vector<std::string> texts(const Value& value, std::string_view member) {
    std::vector<std::string> out;
    for (const Value& item : value.find(member)->items) out.push_back(item.text);
    return out;
  }

  const Catalogue& catalogue_;
  int presses_ = 0;
};

}  // namespace samtycke::made

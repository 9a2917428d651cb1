#include "panel.hpp"

#include <algorithm>

#include "decide.hpp"
#include "notice.hpp"
#include "panel_view.hpp"

namespace samtycke {
namespace {

using Kind = PanelAct::Kind;

/// What turning a switch means for a purpose: off is a withdrawal where there is something to
/// withdraw, else a refusal.
EventKind choice_of(const Model& model, const Purpose& purpose, bool on) {
  if (on) return EventKind::granted;
  const Choice* choice = find_choice(model.state.subject, purpose.id);
  const bool granted = choice != nullptr && choice->kind == ChoiceKind::granted;
  return granted ? EventKind::withdrawn : EventKind::refused;
}

void forget(Model& model, std::string_view purpose) {
  std::erase_if(model.wishes, [purpose](const Wish& w) { return w.purpose == purpose; });
}

void wish(Model& model, const Purpose& purpose, EventKind choice) {
  forget(model, purpose.id);
  model.wishes.push_back({purpose.id, choice, Wish::Phase::saving, Code::accepted});
}

/// The purposes an act is about, with what is wished for each.
std::vector<std::pair<const Purpose*, EventKind>> wished(const Model& model, const PanelAct& act,
                                                         const Catalogue& catalogue) {
  std::vector<std::pair<const Purpose*, EventKind>> out;
  for (const Purpose& purpose : catalogue.purposes) {
    if (!has_switch(purpose, model)) continue;
    const bool on = switch_on(model, purpose, catalogue, act.now);
    const bool asked = (act.kind == Kind::set && act.purpose == purpose.id) ||
                       (act.kind == Kind::allow_all && !on && purpose.active) ||
                       (act.kind == Kind::withdraw_all && on) || act.kind == Kind::refuse_all;
    if (!asked) continue;
    const bool turn_on = act.kind == Kind::allow_all || (act.kind == Kind::set && act.on);
    out.emplace_back(&purpose, choice_of(model, purpose, turn_on));
  }
  return out;
}

/// One change as the verifier will judge it: on the words that are on the screen.
Value change_value(const Model& model, const Purpose& purpose, EventKind choice,
                   const PanelAct& act, const Catalogue& catalogue, Hash hash) {
  Value out = object_value();
  add_text(out, "purpose", purpose.id);
  add_text(out, "choice", name_of(choice));
  add_text(out, "method", act.kind == Kind::set ? "switch" : "button");
  add(out, "processing_version", integer_value(purpose.processing_version));
  add(out, "text_version", integer_value(purpose.text_version));
  // A notice that is not complete has no digest: a stop needs none, and a grant is refused for it.
  if (const auto notice = notice_for(catalogue, purpose, model.language)) {
    add_text(out, "text_digest", digest_of(*notice, catalogue, purpose, model.language, hash));
  }
  const bool both_roles = model.state.subject.subscriber_kind == SubscriberKind::sole_trader;
  add(out, "roles",
      texts_value(both_roles ? std::vector<std::string>{"subscriber", "user"}
                             : std::vector<std::string>{"user"}));
  return out;
}

Value submission_value(const Model& model, const PanelAct& act, const Catalogue& catalogue,
                       Value changes) {
  Value out = object_value();
  add_text(out, "submission_id", act.submission_id);
  add_text(out, "subject", model.state.subject.id);
  add(out, "sequence", integer_value(static_cast<std::int64_t>(model.state.subject.sequence)));
  add_text(out, "catalogue", catalogue.id);
  add_text(out, "catalogue_version", catalogue.version);
  add_text(out, "language", model.language);
  add_text(out, "ui_build", act.ui_build);
  if (model.notice_shown_at) {
    add_text(out, "notice_shown_at", format_time(*model.notice_shown_at));
  }
  add_text(out, "decided_at", format_time(act.now));
  add(out, "changes", std::move(changes));
  return out;
}

Result<PanelStep> submit(Model model, const PanelAct& act, const Catalogue& catalogue, Hash hash) {
  const auto changes = wished(model, act, catalogue);
  if (act.kind == Kind::set && changes.empty()) return Error{Code::unknown_purpose, "/act/purpose"};
  Value list = array_value();
  for (const auto& change : changes) {
    list.items.push_back(change_value(model, *change.first, change.second, act, catalogue, hash));
  }
  PanelStep out;
  if (!changes.empty()) {
    out.submission = submission_value(model, act, catalogue, std::move(list));
    model.status = "saving";
    model.status_purposes.clear();
  }
  for (const auto& change : changes) {
    wish(model, *change.first, change.second);
    model.status_purposes.push_back(change.first->id);
  }
  out.model = std::move(model);
  return out;
}

std::string_view text_of(const Value& verdict, std::string_view name) {
  const Value* member = verdict.find(name);
  return member != nullptr && member->is(Value::Type::string) ? std::string_view(member->text)
                                                              : std::string_view();
}

/// One verdict on a wish: recorded, the new state settles it; not recorded, it stays as a failed
/// wish with its code, so that the person is told. Whether it was recorded.
bool settle(Model& model, const Wish& met, const Value& verdict) {
  const Value* accepted = verdict.find("accepted");
  const Wish left{met.purpose, met.choice, Wish::Phase::failed,
                  code_named(text_of(verdict, "code")).value_or(Code::bad_value)};
  const bool recorded = accepted != nullptr && accepted->truth;
  forget(model, left.purpose);
  if (!recorded) model.wishes.push_back(left);
  return recorded;
}

/// Nothing is known of the outcome. A stop goes on counting here and waits to be sent again; a
/// grant was not given. Several submissions may be lost at once: a stop that waits is told first.
Model failed(Model model) {
  std::vector<std::string> waiting;
  std::vector<std::string> lost;
  for (Wish& pending : model.wishes) {
    const bool was_saving = pending.phase == Wish::Phase::saving;
    pending.phase = Wish::Phase::failed;
    if (is_stop(pending.choice) && pending.code == Code::accepted) {
      waiting.push_back(pending.purpose);
    } else if (was_saving) {
      lost.push_back(pending.purpose);
    }
  }
  if (!waiting.empty()) {
    model.status = "withdrawal_waiting";
    model.status_purposes = std::move(waiting);
  } else if (!lost.empty()) {
    model.status = "could_not_save";
    model.status_purposes = std::move(lost);
  }
  return model;
}

/// The verifier's answer. The status names what was refused if anything was, else what was done.
Model answered(Model model, const PanelAct& act) {
  if (act.state) model.state = *act.state;
  std::vector<std::string> done;
  std::vector<std::string> refused;
  bool stopped = false;
  for (const Value& verdict : act.verdicts.items) {
    const Wish* found = model.find_wish(text_of(verdict, "purpose"));
    // A verdict on an earlier press does not settle a later one: the switch stays where it was put.
    if (found == nullptr || name_of(found->choice) != text_of(verdict, "choice")) continue;
    const Wish met = *found;
    if (settle(model, met, verdict)) {
      done.push_back(met.purpose);
      stopped = stopped || is_stop(met.choice);
    } else {
      refused.push_back(met.purpose);
    }
  }
  // An answer without a verdict says nothing of what became of the wishes, and one on earlier
  // presses alone nothing of those under way.
  if (act.verdicts.items.empty()) return failed(std::move(model));
  if (done.empty() && refused.empty()) return model;
  model.status = !refused.empty() ? "refused" : (stopped ? "withdrawn" : "saved");
  model.status_purposes = !refused.empty() ? refused : done;
  return model;
}

/// Stops that were made before this page was opened and have not arrived. They count here as if
/// pressed just now (L46), over whatever else was wished: what is kept in a page can only lower. A
/// purpose that the catalogue has lost has nothing to be shown.
void wait_for(Model& model, const std::vector<Wish>& waiting, const Catalogue& catalogue) {
  for (const Wish& kept : waiting) {
    const Purpose* purpose = catalogue.find(kept.purpose);
    if (purpose == nullptr) continue;
    forget(model, kept.purpose);
    model.wishes.push_back(kept);
    model.status = "withdrawal_waiting";
  }
  if (model.status.empty()) return;
  for (const Wish& wish : model.wishes) {
    const bool waits = is_stop(wish.choice) && wish.phase == Wish::Phase::failed;
    if (waits && wish.code == Code::accepted) model.status_purposes.push_back(wish.purpose);
  }
}

Model shown(Model model, const PanelAct& act, const Catalogue& catalogue) {
  if (act.state) {
    // Another relation's wishes are not this one's, nor was its notice shown for this one.
    if (act.state->subject.id != model.state.subject.id) {
      model.wishes.clear();
      model.notice_shown_at.reset();
    }
    model.state = *act.state;
  }
  if (!model.notice_shown_at) model.notice_shown_at = act.now;
  model.status.clear();
  model.status_purposes.clear();
  wait_for(model, act.waiting, catalogue);
  return model;
}

}  // namespace

const Wish* Model::find_wish(std::string_view purpose) const {
  const auto found = std::find_if(wishes.begin(), wishes.end(),
                                  [purpose](const Wish& w) { return w.purpose == purpose; });
  return found == wishes.end() ? nullptr : &*found;
}

Result<PanelStep> step(Model model, const PanelAct& act, const Catalogue& catalogue, Hash hash) {
  if (std::find(catalogue.languages.begin(), catalogue.languages.end(), model.language) ==
      catalogue.languages.end()) {
    return Error{Code::notice_incomplete, "/language"};
  }
  PanelStep out;
  switch (act.kind) {
    case Kind::show:
      out.model = shown(std::move(model), act, catalogue);
      break;
    case Kind::answered:
      out.model = answered(std::move(model), act);
      break;
    case Kind::failed:
      out.model = failed(std::move(model));
      break;
    default: {
      auto submitted = submit(std::move(model), act, catalogue, hash);
      if (!submitted) return submitted.error();
      out = std::move(*submitted);
    }
  }
  out.view = view_of(out.model, act, catalogue);
  return out;
}

}  // namespace samtycke

#include "panel_view.hpp"

#include "accept_grant.hpp"
#include "consent.hpp"
#include "decide.hpp"
#include "notice.hpp"

namespace samtycke {
namespace {

Value fact_value(const Fact& fact) {
  Value out = object_value();
  add_text(out, "fact", fact.name);
  if (fact.name == "max_age") {
    add(out, "days", integer_value(fact.days));
  } else {
    add(out, "values", texts_value(fact.values));
  }
  return out;
}

/// What the page's `allows` answers: by the core's decision, and never on a wish alone. A stop
/// counts at once, whether or not the verifier has heard of it (L46).
Code reason_for(const Model& model, const Purpose& purpose, const Catalogue& catalogue, Time now) {
  const Wish* wish = model.find_wish(purpose.id);
  if (wish != nullptr && is_stop(wish->choice)) {
    return wish->choice == EventKind::refused ? Code::refused : Code::withdrawn;
  }
  return decide_choice(purpose, catalogue, model.state, now);
}

void add_dates(Value& out, const Choice& choice, const Catalogue& catalogue, Time now) {
  add_text(out, "expires_at", format_time(consent_end(choice, catalogue)));
  if (const auto next = next_reminder(choice, catalogue, now)) {
    add_text(out, "remind_at", format_time(*next));
  }
}

Value purpose_value(const Model& model, const PanelAct& act, const Purpose& purpose,
                    const Catalogue& catalogue) {
  const Time now = act.now;
  Value out = object_value();
  add_text(out, "id", purpose.id);
  add_text(out, "title", purpose.title.in(model.language));
  add_text(out, "text", purpose.text.in(model.language));
  Value facts = array_value();
  const auto notice = notice_for(catalogue, purpose, model.language);
  if (notice) {
    for (const Fact& fact : notice->facts) facts.items.push_back(fact_value(fact));
  }
  add(out, "facts", std::move(facts));
  add(out, "on", boolean_value(switch_on(model, purpose, catalogue, now)));
  const Wish* wish = model.find_wish(purpose.id);
  add_text(out, "phase", wish == nullptr ? "settled" : phase_names[static_cast<int>(wish->phase)]);
  if (wish != nullptr && wish->code != Code::accepted) add_text(out, "code", name_of(wish->code));
  const Code reason = reason_for(model, purpose, catalogue, now);
  add(out, "allowed", boolean_value(reason == Code::consent_given));
  add_text(out, "reason", name_of(reason));
  const bool closed = purpose.consent_by == ConsentBy::both &&
                      model.state.subject.subscriber_kind == SubscriberKind::company &&
                      !gate_open(model.state.subscriber, purpose.id);
  if (closed) add_text(out, "gate_note", catalogue.notes.gate.in(model.language));
  if (act.dates && wish == nullptr &&
      own_choice(purpose, catalogue, model.state.subject, now) == Code::consent_given) {
    add_dates(out, *find_choice(model.state.subject, purpose.id), catalogue, now);
  }
  return out;
}

Value groups_value(const Model& model, const PanelAct& act, const Catalogue& catalogue) {
  Value groups = array_value();
  for (const Term& group : catalogue.groups) {
    Value purposes = array_value();
    for (const Purpose& purpose : catalogue.purposes) {
      if (purpose.group != group.id || !has_switch(purpose, model)) continue;
      purposes.items.push_back(purpose_value(model, act, purpose, catalogue));
    }
    if (purposes.items.empty()) continue;
    Value out = object_value();
    add_text(out, "id", group.id);
    add_text(out, "title", group.label.in(model.language));
    add(out, "purposes", std::move(purposes));
    groups.items.push_back(std::move(out));
  }
  return groups;
}

/// The shortcuts that make sense now. "Allow all" never stands without its equal (L6).
Value acts_value(const Model& model, const Catalogue& catalogue, Time now) {
  bool any_on = false;
  bool any_off = false;
  bool undecided = false;
  for (const Purpose& purpose : catalogue.purposes) {
    if (!has_switch(purpose, model)) continue;
    const bool on = switch_on(model, purpose, catalogue, now);
    any_on = any_on || on;
    any_off = any_off || !on;
    undecided = undecided || find_choice(model.state.subject, purpose.id) == nullptr;
  }
  std::vector<std::string> acts;
  if (any_off && undecided) acts = {"refuse_all", "allow_all"};
  if (any_on) acts.emplace_back("withdraw_all");
  return texts_value(acts);
}

Value status_value(const Model& model, const Catalogue& catalogue) {
  Value titles = array_value();
  for (const std::string& id : model.status_purposes) {
    const Purpose* purpose = catalogue.find(id);
    if (purpose != nullptr) titles.items.push_back(text_value(purpose->title.in(model.language)));
  }
  Value out = object_value();
  add(out, "code", text_value(model.status));
  add(out, "purposes", std::move(titles));
  return out;
}

}  // namespace

bool has_switch(const Purpose& purpose, const Model& model) {
  if (!takes_choices(purpose)) return false;
  const Choice* choice = find_choice(model.state.subject, purpose.id);
  return !why_inactive(purpose) || (choice != nullptr && choice->kind == ChoiceKind::granted);
}

bool switch_on(const Model& model, const Purpose& purpose, const Catalogue& catalogue, Time now) {
  const Wish* wish = model.find_wish(purpose.id);
  if (wish != nullptr) {
    if (is_stop(wish->choice)) return false;
    if (wish->phase == Wish::Phase::saving) return true;
  }
  // The slider shows the user's own yes, whatever the gate says; the note shows the gate.
  return own_choice(purpose, catalogue, model.state.subject, now) == Code::consent_given;
}

Value view_of(const Model& model, const PanelAct& act, const Catalogue& catalogue) {
  Value notes = object_value();
  add_text(notes, "voluntary", catalogue.notes.voluntary.in(model.language));
  add_text(notes, "withdraw", catalogue.notes.withdraw.in(model.language));
  if (model.state.subject.subscriber_kind == SubscriberKind::company) {
    add_text(notes, "employer", catalogue.notes.employer.in(model.language));
  }
  Value out = object_value();
  add_text(out, "language", model.language);
  add_text(out, "subject", model.state.subject.id);
  add(out, "notes", std::move(notes));
  add(out, "groups", groups_value(model, act, catalogue));
  add(out, "acts", acts_value(model, catalogue, act.now));
  add(out, "status", status_value(model, catalogue));
  return out;
}

}  // namespace samtycke

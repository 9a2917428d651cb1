#include "banner.hpp"

#include <algorithm>

#include "fields.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

constexpr std::string_view act_names[] = {"allow_all", "refuse_all", "choose"};

bool takes_part(const Purpose& category) { return category.kind == PurposeKind::cookie; }

CookieDecision decide(const Purpose& category, const Banner& banner, const Catalogue& catalogue,
                      Time now) {
  CookieQuestion question{category.id, banner.gpc, std::nullopt};
  if (const CookieChoice* choice = banner.kept.find(category.id)) question.choice = *choice;
  return decide_cookie(question, catalogue, now);
}

/// Whether the browser's signal answers for the category, so that nobody is asked about it.
bool signalled(const Purpose& category, const Banner& banner) {
  return banner.gpc && category.marketing && category.active;
}

/// What the category stores, as the catalogue tells it: it has been read once and is in shape.
Value items_of(const Catalogue& catalogue, const Purpose& category) {
  if (const Value* list = catalogue.document.find("cookie_categories")) {
    for (const Value& one : list->items) {
      const Value* id = one.find("id");
      const Value* items = one.find("items");
      if (id != nullptr && id->text == category.id && items != nullptr) return *items;
    }
  }
  return array_value();
}

Value category_value(const Purpose& category, const Banner& banner, const Catalogue& catalogue,
                     const CookieDecision& answer) {
  Value out = object_value();
  add_text(out, "id", category.id);
  add_text(out, "title", category.title.in(banner.language));
  add_text(out, "text", category.text.in(banner.language));
  add(out, "asks", boolean_value(category.active));
  add(out, "allowed", boolean_value(answer.decision.allow));
  add_text(out, "reason", name_of(answer.decision.reason));
  add(out, "signalled", boolean_value(signalled(category, banner)));
  add(out, "items", items_of(catalogue, category));
  return out;
}

/// The category that a name in `on` means, or null when it takes no choice.
const Purpose* asking(const Catalogue& catalogue, std::string_view id) {
  const Purpose* category = catalogue.find(id);
  return category != nullptr && takes_part(*category) && category->active ? category : nullptr;
}

}  // namespace

Result<Kept> kept_after(const BannerAct& act, const Banner& banner, const Catalogue& catalogue,
                        Time now) {
  for (std::size_t i = 0; i < act.on.size(); ++i) {
    if (asking(catalogue, act.on[i]) == nullptr) {
      return Error{Code::unknown_purpose, pointer("/act/on", i)};
    }
  }
  const Kept before = standing(banner.kept, catalogue, now);
  Kept after;
  for (const Purpose& category : catalogue.purposes) {
    if (!takes_part(category) || !category.active) continue;
    const bool all = act.kind == BannerAct::Kind::allow_all;
    if (all && signalled(category, banner)) {
      const CookieChoice* choice = before.find(category.id);
      if (choice != nullptr) after.choices.push_back({category.id, *choice});
      continue;
    }
    const bool on = std::find(act.on.begin(), act.on.end(), category.id) != act.on.end();
    after.choices.push_back({category.id, {all || on, now, category.processing_version}});
  }
  return after;
}

Result<Value> view_of(const Banner& banner, const Catalogue& catalogue, Time now) {
  bool prompt = false;
  Value categories = array_value();
  for (const Purpose& category : catalogue.purposes) {
    if (!takes_part(category)) continue;
    if (category.title.in(banner.language).empty() || category.text.in(banner.language).empty()) {
      return Error{Code::notice_incomplete, category.where};
    }
    const CookieDecision answer = decide(category, banner, catalogue, now);
    prompt = prompt || (answer.prompt && !banner.asked);
    categories.items.push_back(category_value(category, banner, catalogue, answer));
  }
  Value out = object_value();
  add_text(out, "language", banner.language);
  add(out, "prompt", boolean_value(prompt));
  // A server makes it last: where none has yet, and there is something to last.
  const bool stands = !standing(banner.kept, catalogue, now).choices.empty();
  add(out, "hand_over", boolean_value(stands && !banner.kept.by_server));
  add_text(out, "note", catalogue.parts.cookie_note.in(banner.language));
  add_text(out, "operator", catalogue.operator_.name);
  add_text(out, "privacy_url", catalogue.operator_.privacy_url);
  add(out, "categories", std::move(categories));
  return out;
}

Result<BannerAct> banner_act_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  BannerAct act;
  const std::string kind = fields.id("kind");
  const auto* found = std::find(std::begin(act_names), std::end(act_names), kind);
  if (found == std::end(act_names)) {
    fields.fail(Code::bad_value, "kind");
  } else {
    act.kind = static_cast<BannerAct::Kind>(found - std::begin(act_names));
  }
  if (act.kind == BannerAct::Kind::choose) act.on = fields.ids("on", limits::catalogue_list_max);
  if (const auto error = fields.error()) return *error;
  return act;
}

}  // namespace samtycke

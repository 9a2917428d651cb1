#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/gates.hpp"
#include "api/offers.hpp"
#include "api/page_answers.hpp"
#include "api/shown_choices.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

std::string first_name(const std::string& name) { return name.substr(0, name.find(' ')); }

std::int64_t purposes_count(const Value& groups) {
  std::int64_t count = 0;
  for (const Value& group : groups.items) count += std::ssize(group.find("purposes")->items);
  return count;
}

/// What stands behind each way on from the start.
Told tell_start(const Verifier& verifier, const Request& request, const Visitor& visitor) {
  Value relations = array_value();
  for (const Relation& relation : visitor.relations) {
    auto groups = shown_choices(verifier, relation.subject, visitor.language);
    if (!groups) return refuse(verifier, request, groups.error());
    auto offers = offers_of(verifier, relation.subject, visitor.language);
    if (!offers) return refuse(verifier, request, offers.error());
    Value one = object_value();
    add_text(one, "subscriber_name", relation.subscriber_name);
    add(one, "several", boolean_value(visitor.relations.size() > 1));
    add(one, "on_count", integer_value(std::ssize(those_on(*groups).items)));
    add(one, "all_count", integer_value(purposes_count(*groups)));
    add(one, "open", *offers->find("open"));
    add(one, "offers_count", *offers->find("count"));
    relations.items.push_back(std::move(one));
  }
  auto companies = gates_of(verifier, visitor.person.id, visitor.language);
  if (!companies) return refuse(verifier, request, {store_failed, ""});
  Value out = object_value();
  add_text(out, "first_name", first_name(visitor.person.name));
  add(out, "relations", std::move(relations));
  add(out, "administers", boolean_value(!companies->items.empty()));
  add(out, "companies", std::move(*companies));
  return out;
}

/// What is done without asking, whom to ask, and how long a yes lasts: from the catalogue.
Value handling_of(const Catalogue& catalogue, std::string_view language) {
  Value information = array_value();
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind != PurposeKind::information) continue;
    Value one = object_value();
    add_text(one, "title", purpose.title.in(language));
    add_text(one, "text", purpose.text.in(language));
    information.items.push_back(std::move(one));
  }
  Value out = object_value();
  add(out, "information", std::move(information));
  add_text(out, "contact", catalogue.operator_.contact);
  add(out, "consent_months", integer_value(catalogue.policy.consent_months));
  return out;
}

/// How data is handled, for everybody; and the switches of whoever is signed in.
Told tell_privacy(const Verifier& verifier, const Request& request, const Visitor& visitor) {
  Value out = handling_of(*verifier.catalogue(), visitor.language);
  Value relations = array_value();
  for (const Relation& relation : visitor.relations) {
    const auto groups = shown_choices(verifier, relation.subject, visitor.language);
    if (!groups) return refuse(verifier, request, groups.error());
    Value one = object_value();
    add_text(one, "subject", relation.subject);
    add_text(one, "subscriber_name", relation.subscriber_name);
    add(one, "several", boolean_value(visitor.relations.size() > 1));
    add(one, "on", those_on(*groups));
    relations.items.push_back(std::move(one));
  }
  add(out, "relations", std::move(relations));
  return out;
}

/// The catalogue's categories of cookies with what each one stores, and what each of that is.
Told tell_cookies(const Verifier& verifier, const Request&, const Visitor& visitor) {
  const Value known = verifier.pages->data("cookies", visitor.language);
  Value categories = array_value();
  const Value* list = verifier.catalogue()->document.find("cookie_categories");
  for (const Value& category : list == nullptr ? std::vector<Value>() : list->items) {
    const Purpose* purpose = verifier.catalogue()->find(category.find("id")->text);
    if (purpose == nullptr) continue;
    Value items = array_value();
    const Value* stored = category.find("items");
    for (const Value& item : stored == nullptr ? std::vector<Value>() : stored->items) {
      Value one = object_value();
      add(one, "name", *item.find("name"));
      const Value* about = known.find("items")->find(item.find("name")->text);
      if (about != nullptr) add(one, "about", *about);
      items.items.push_back(std::move(one));
    }
    Value one = object_value();
    add_text(one, "title", purpose->title.in(visitor.language));
    add_text(one, "lead", purpose->text.in(visitor.language));
    add(one, "stores", boolean_value(!items.items.empty()));
    add(one, "items", std::move(items));
    categories.items.push_back(std::move(one));
  }
  Value out = object_value();
  add(out, "categories", std::move(categories));
  add(out, "choice_months", integer_value(verifier.catalogue()->policy.cookie_choice_months));
  return out;
}

Told tell_developers(const Verifier& verifier, const Request&, const Visitor&) {
  Value out = object_value();
  add_text(out, "origin", verifier.origin);
  return out;
}

}  // namespace

Response get_portal(const Verifier& verifier, const Request& request) {
  return page_for(verifier, request, "start", Admits::signed_in, tell_start);
}

Response get_privacy(const Verifier& verifier, const Request& request) {
  return page_for(verifier, request, "privacy", Admits::anybody, tell_privacy);
}

Response get_cookies(const Verifier& verifier, const Request& request) {
  return page_for(verifier, request, "cookies", Admits::anybody, tell_cookies);
}

Response get_developers(const Verifier& verifier, const Request& request) {
  return page_for(verifier, request, "developers", Admits::anybody, tell_developers);
}

}  // namespace samtycke::server

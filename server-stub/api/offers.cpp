#include "api/offers.hpp"

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "core/contact.hpp"

namespace samtycke::server {
namespace {

/// The core's answer to whether a person may be met with an offer, and its data be used for it.
struct May {
  bool all;
  Code reason;
};

/// To show an offer is to contact somebody, so the channel is asked first (RULINGS 3); then, for
/// one that is made from data, whether this data may be used by whoever makes offers.
Result<May> may_show(const Verifier& verifier, const State& state, Value contact,
                     const Value* question) {
  const Catalogue& catalogue = *verifier.catalogue();
  const Time now = verifier.clock();
  if (question != nullptr) {
    if (const Value* purpose = question->find("purpose")) add(contact, "purpose", *purpose);
  }
  const auto wished = contact_from(contact, "/contact");
  if (!wished) return wished.error();
  const Decision met = decide_contact(*wished, catalogue, state, now);
  if (!met.allow || question == nullptr) return May{met.allow, met.reason};
  const auto asked = question_from(*question, "/question");
  if (!asked) return asked.error();
  const Decision used = decide_processing(*asked, catalogue, state, now);
  return May{used.allow, used.reason};
}

/// Which data the question is about, as the catalogue calls it.
Value data_of(const Catalogue& catalogue, const Value& question, std::string_view language) {
  Value labels = array_value();
  const Value* fields = question.find("fields");
  if (fields == nullptr) return labels;
  for (const Term& type : catalogue.data_types) {
    for (const Value& field : fields->items) {
      if (field.text == type.id) labels.items.push_back(text_value(type.label.in(language)));
    }
  }
  return labels;
}

Result<Value> group_of(const Verifier& verifier, const State& state, const Value& contact,
                       const Value& group, std::string_view language) {
  const Value* question = group.find("question");
  const auto may = may_show(verifier, state, contact, question);
  if (!may) return may.error();
  Value out = object_value();
  add(out, "title", *group.find("title"));
  add(out, "lead", *group.find("text"));
  add(out, "shown", boolean_value(may->all));
  add_text(out, "code", name_of(may->reason));
  add_text(out, "why", why(verifier, name_of(may->reason), language));
  if (question != nullptr) {
    add_text(out, "purpose", title_of(verifier, question->find("purpose")->text, language));
    add(out, "data", data_of(*verifier.catalogue(), *question, language));
  }
  if (may->all) add(out, "offers", *group.find("offers"));
  return out;
}

Told tell(const Verifier& verifier, const Request& request, const Visitor& visitor) {
  Value relations = array_value();
  for (const Relation& relation : visitor.relations) {
    auto offers = offers_of(verifier, relation.subject, visitor.language);
    if (!offers) return refuse(verifier, request, offers.error());
    add_text(*offers, "subscriber_name", relation.subscriber_name);
    add(*offers, "several", boolean_value(visitor.relations.size() > 1));
    relations.items.push_back(std::move(*offers));
  }
  Value out = object_value();
  add(out, "relations", std::move(relations));
  return out;
}

}  // namespace

Result<Value> offers_of(const Verifier& verifier, std::string_view subject,
                        std::string_view language) {
  const State state = verifier.states.of_subject(subject).state;
  const Value wanted = verifier.pages->data("offers", language);
  const Value& contact = *wanted.find("contact");
  const auto may = may_show(verifier, state, contact, nullptr);
  if (!may) return may.error();
  Value out = object_value();
  add(out, "open", boolean_value(may->all));
  add_text(out, "channel", title_of(verifier, contact.find("channel")->text, language));
  add_text(out, "code", name_of(may->reason));
  add_text(out, "why", why(verifier, name_of(may->reason), language));
  Value groups = array_value();
  std::int64_t count = 0;
  for (const Value& group : wanted.find("groups")->items) {
    auto one = group_of(verifier, state, contact, group, language);
    if (!one) return one.error();
    if (const Value* offers = one->find("offers")) count += std::ssize(offers->items);
    if (may->all) groups.items.push_back(std::move(*one));
  }
  add(out, "count", integer_value(count));
  add(out, "groups", std::move(groups));
  return out;
}

Response get_offers(const Verifier& verifier, const Request& request) {
  return page_for(verifier, request, "offers", Admits::signed_in, tell);
}

}  // namespace samtycke::server

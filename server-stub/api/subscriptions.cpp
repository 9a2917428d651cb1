#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/page_answers.hpp"
#include "api/shown_choices.hpp"
#include "core/decide.hpp"

namespace samtycke::server {
namespace {

/// What happens with the person's data now, told by the core's answer to what each system asks.
Result<Value> uses_of(const Verifier& verifier, const State& state, const Value& wanted,
                      std::string_view language) {
  Value uses = array_value();
  for (const Value& use : wanted.items) {
    const auto question = question_from(*use.find("question"), "/question");
    if (!question) return question.error();
    const Decision decision =
        decide_processing(*question, *verifier.catalogue(), state, verifier.clock());
    Value one = object_value();
    add(one, "title", *use.find("title"));
    add(one, "text", *use.find(decision.allow ? "allowed" : "denied"));
    add(one, "allowed", boolean_value(decision.allow));
    add_text(one, "why", why(verifier, name_of(decision.reason), language));
    uses.items.push_back(std::move(one));
  }
  return uses;
}

Told tell(const Verifier& verifier, const Request& request, const Visitor& visitor) {
  const Value known = verifier.pages->data("subscriptions", visitor.language);
  Value relations = array_value();
  for (const Relation& relation : visitor.relations) {
    const State state = verifier.states.of_subject(relation.subject).state;
    auto groups = shown_choices(verifier, relation.subject, visitor.language);
    if (!groups) return refuse(verifier, request, groups.error());
    auto uses = uses_of(verifier, state, *known.find("uses"), visitor.language);
    if (!uses) return refuse(verifier, request, uses.error());
    Value one = object_value();
    add_text(one, "subscriber_name", relation.subscriber_name);
    // Number and plan are the operator's other systems' to know; the demo has them in a file.
    const Value* facts = known.find("subjects")->find(relation.subject);
    if (facts != nullptr) add(one, "facts", *facts);
    add(one, "groups", std::move(*groups));
    add(one, "uses", std::move(*uses));
    relations.items.push_back(std::move(one));
  }
  Value out = object_value();
  add(out, "relations", std::move(relations));
  return out;
}

}  // namespace

Response get_subscriptions(const Verifier& verifier, const Request& request) {
  return page_for(verifier, request, "subscriptions", Admits::signed_in, tell);
}

}  // namespace samtycke::server

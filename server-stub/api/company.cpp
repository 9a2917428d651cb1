#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/form.hpp"
#include "api/gates.hpp"
#include "api/page_answers.hpp"
#include "api/status.hpp"
#include "core/gates.hpp"

namespace samtycke::server {
namespace {

/// The gate that the address says was just moved, as it stands now.
Value moved_of(const Value& companies, const Request& request) {
  const auto subscriber = request.query_value("subscriber");
  const auto purpose = request.query_value("purpose");
  for (const Value& company : companies.items) {
    if (!subscriber || company.find("subscriber")->text != *subscriber) continue;
    for (const Value& gate : company.find("gates")->items) {
      if (purpose && gate.find("purpose")->text == *purpose) return gate;
    }
  }
  return {};
}

/// The companies that the person only works at: what stands open there, to be read.
Value others(const Verifier& verifier, const Visitor& visitor, const Value& administered) {
  Value list = array_value();
  for (const Relation& relation : visitor.relations) {
    const State state = verifier.states.of_subject(relation.subject).state;
    const std::string& id = state.subject.subscriber;
    const bool known =
        std::any_of(administered.items.begin(), administered.items.end(),
                    [&id](const Value& one) { return one.find("subscriber")->text == id; });
    if (known || state.subject.subscriber_kind != SubscriberKind::company) continue;
    Value one = object_value();
    add_text(one, "name", relation.subscriber_name);
    add(one, "gates", gates_value(*verifier.catalogue(), state.subscriber, visitor.language));
    list.items.push_back(std::move(one));
  }
  return list;
}

Told tell(const Verifier& verifier, const Request& request, const Visitor& visitor) {
  auto companies = gates_of(verifier, visitor.person.id, visitor.language);
  if (!companies) return refuse(verifier, request, {store_failed, ""});
  Value out = object_value();
  add(out, "moved", moved_of(*companies, request));
  add(out, "others", others(verifier, visitor, *companies));
  add(out, "companies", std::move(*companies));
  return out;
}

/// The form as the wish it is. A browser that sends it twice wishes the same thing twice.
Value wish_of(const Request& request) {
  const auto value = [&request](std::string_view name) {
    return text_value(http::form_value(request.body, name).value_or(std::string()));
  };
  Value change = object_value();
  add(change, "gate", value("gate"));
  add(change, "purpose", value("purpose"));
  Value changes = array_value();
  changes.items.push_back(std::move(change));
  Value wish = object_value();
  add(wish, "subscriber", value("subscriber"));
  add(wish, "submission_id", text_value(random_id()));
  add(wish, "changes", std::move(changes));
  return wish;
}

Response move(const Verifier& verifier, const Request& request) {
  auto acted = who_acts(verifier, request, NullOrigin::allowed_from_own_page);
  if (auto* response = std::get_if<Response>(&acted)) return std::move(*response);
  if (http::media_type(request.header("content-type")) != form_type) {
    return refuse(verifier, request, 415, unsupported_media_type);
  }
  const Value wish = wish_of(request);
  Response answer = record_gates(verifier, request, std::get<Me>(acted), wish);
  if (answer.status != 201) return answer;
  // Both are ids by now: nothing in them needs an escape.
  Response moved;
  moved.status = 303;
  moved.set("Location", "/company?subscriber=" + wish.find("subscriber")->text + "&purpose=" +
                            wish.find("changes")->items.front().find("purpose")->text);
  moved.set("Cache-Control", "no-store");
  return moved;
}

}  // namespace

Response get_company(const Verifier& verifier, const Request& request) {
  return page_for(verifier, request, "company", Admits::signed_in, tell);
}

Response post_company(const Verifier& verifier, const Request& request) {
  Response response = move(verifier, request);
  return response.status == 303 ? response : as_page(verifier, request, response);
}

}  // namespace samtycke::server

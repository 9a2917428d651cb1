#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/decisions.hpp"
#include "api/form.hpp"
#include "api/page_answers.hpp"
#include "api/status.hpp"
#include "core/catalogue.hpp"

namespace samtycke::server {
namespace {

/// What the box asks about. Any role and any store may be named: the core says no to wrong ones.
struct Box {
  std::string subject, purpose, role, store;
};

template <typename List, typename Id, typename Label>
Value choices(const List& list, const std::string& chosen, Id id, Label label) {
  Value out = array_value();
  for (const auto& item : list) {
    Value one = object_value();
    add_text(one, "id", id(item));
    add_text(one, "title", label(item));
    add(one, "chosen", boolean_value(id(item) == chosen));
    out.items.push_back(std::move(one));
  }
  return out;
}

std::vector<Purpose> askable(const Catalogue& catalogue) {
  std::vector<Purpose> purposes;
  for (const Purpose& purpose : catalogue.purposes) {
    if (purpose.kind == PurposeKind::consent) purposes.push_back(purpose);
  }
  return purposes;
}

const std::string& same(const std::string& text) { return text; }

/// Without an answer yet: the demo's question, else the first of everything.
Box first_box(const Verifier& verifier, const Visitor& visitor) {
  const Catalogue& catalogue = *verifier.catalogue();
  const auto& demo = verifier.pages->demo();
  const auto of_demo = [&demo](std::string_view name) {
    const Value* value = demo ? demo->ask.find(name) : nullptr;
    return value == nullptr ? std::string() : value->text;
  };
  Box box{"", of_demo("purpose"), of_demo("role"), of_demo("source_store")};
  if (!visitor.relations.empty()) box.subject = visitor.relations.front().subject;
  const auto purposes = askable(catalogue);
  if (box.purpose.empty() && !purposes.empty()) box.purpose = purposes.front().id;
  const Purpose* purpose = catalogue.find(box.purpose);
  if (box.role.empty() && purpose != nullptr) box.role = purpose->roles.front();
  if (box.store.empty() && !catalogue.stores.empty()) box.store = catalogue.stores.front().id;
  return box;
}

/// The question as a back end sends it: about the purpose's own data.
Value question_of(const Box& box) {
  Value question = object_value();
  add(question, "subject", text_value(box.subject));
  add(question, "purpose", text_value(box.purpose));
  add(question, "role", text_value(box.role));
  add(question, "source_store", text_value(box.store));
  return question;
}

/// The text in pieces between which a line may end, so that a narrow page breaks no word.
Value pieces(std::string_view text) {
  Value list = array_value();
  while (!text.empty()) {
    const std::size_t size = std::min(text.find_first_of(", "), text.size() - 1) + 1;
    list.items.push_back(text_value(text.substr(0, size)));
    text.remove_prefix(size);
  }
  return list;
}

Value page_of(const Verifier& verifier, const Visitor& visitor, const Box& box) {
  const Catalogue& catalogue = *verifier.catalogue();
  const std::string& language = visitor.language;
  Value out = object_value();
  add(out, "subjects",
      choices(
          visitor.relations, box.subject, [](const Relation& one) { return one.subject; },
          [](const Relation& one) { return one.subscriber_name + " · " + one.subject; }));
  add(out, "purposes",
      choices(
          askable(catalogue), box.purpose, [](const Purpose& one) { return one.id; },
          [&language](const Purpose& one) { return one.title.in(language); }));
  add(out, "roles", choices(catalogue.roles, box.role, same, same));
  add(out, "stores",
      choices(
          catalogue.stores, box.store, [](const samtycke::Store& one) { return one.id; },
          [](const samtycke::Store& one) { return one.id; }));
  const auto& demo = verifier.pages->demo();
  add(out, "has_line", boolean_value(demo.has_value()));
  if (demo) {
    add(out, "curl",
        pieces("curl -H @" + demo->header_file + " --json '" + canonical(question_of(box)) + "' " +
               verifier.origin + "/v1/decisions"));
  }
  add_text(out, "title", title_of(verifier, box.purpose, language));
  return out;
}

Told tell_box(const Verifier& verifier, const Request&, const Visitor& visitor) {
  return page_of(verifier, visitor, first_box(verifier, visitor));
}

/// Asks about the visitor's own relations only: a question about others needs a back end's token.
Told tell_answer(const Verifier& verifier, const Request& request, const Visitor& visitor) {
  const auto value = [&request](std::string_view name) {
    return http::form_value(request.body, name).value_or(std::string());
  };
  const Box box{value("subject"), value("purpose"), value("role"), value("source_store")};
  const bool own =
      std::any_of(visitor.relations.begin(), visitor.relations.end(),
                  [&box](const Relation& relation) { return relation.subject == box.subject; });
  if (!own) return refuse(verifier, request, 404, not_found);

  const Value question = question_of(box);
  const Response answer = answer_questions(verifier, request, question);
  const auto told = read_json(answer.body);
  Value out = page_of(verifier, visitor, box);
  Value asked = object_value();
  add(asked, "request", pieces(canonical(question)));
  add(asked, "response", pieces(answer.body));
  add(asked, "status", integer_value(answer.status));
  if (told) {
    const Value text = verifier.pages->data("text/" + visitor.language, visitor.language);
    const Value* decision = told->find("decision");
    const Value* reason = told->find(decision != nullptr ? "reason" : "code");
    // The words for each decision stand in the texts, by its name.
    const Value* word =
        decision == nullptr ? nullptr : text.find("decisions")->find(decision->text);
    if (word != nullptr) add(asked, "word", *word);
    if (decision != nullptr) add_text(asked, "decision", decision->text);
    if (reason != nullptr) {
      add_text(asked, "code", reason->text);
      add_text(asked, "why", verifier.sentences->text(reason->text, visitor.language));
    }
  }
  add(out, "asked", std::move(asked));
  return out;
}

}  // namespace

Response get_ask(const Verifier& verifier, const Request& request) {
  return page_for(verifier, request, "ask", Admits::signed_in, tell_box);
}

Response post_ask(const Verifier& verifier, const Request& request) {
  if (const auto refusal = verifier.door.foreign(request, NullOrigin::allowed_from_own_page)) {
    return as_page(verifier, request, refuse(verifier, request, *refusal));
  }
  if (http::media_type(request.header("content-type")) != form_type) {
    return as_page(verifier, request, refuse(verifier, request, 415, unsupported_media_type));
  }
  return page_for(verifier, request, "ask", Admits::signed_in, tell_answer);
}

}  // namespace samtycke::server

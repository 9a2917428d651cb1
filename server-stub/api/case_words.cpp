#include "api/case_words.hpp"

#include "api/console_page.hpp"
#include "api/console_words.hpp"
#include "api/page_answers.hpp"

namespace samtycke::server {
namespace {

/// A fact's value as it was shown: a text, a number of days or a list.
std::string told(const Value& value, const Value& words) {
  if (value.is(Value::Type::integer)) {
    return std::to_string(value.integer) + ' ' + word_of(words, "record", "days");
  }
  std::string out = value.text;
  for (const Value& item : value.items) out += (out.empty() ? "" : ", ") + item.text;
  return out;
}

void add_fact(Value& facts, std::string name, std::string text) {
  if (text.empty()) return;
  Value one = object_value();
  add(one, "name", text_value(std::move(name)));
  add(one, "text", text_value(std::move(text)));
  facts.items.push_back(std::move(one));
}

}  // namespace

CaseWords::CaseWords(const Verifier& verifier, std::string_view language)
    : verifier_(verifier), language_(language), words_(console_words(verifier, language)) {}

std::string CaseWords::word(std::string_view group, std::string_view name) const {
  return word_of(words_, group, name);
}

std::string CaseWords::title_of(const Event& event) const {
  return event.purpose.empty() ? std::string()
                               : server::title_of(verifier_, event.purpose, language_);
}

std::string CaseWords::kind_of(const Event& event) const {
  return word("kinds", name_of(event.kind));
}

std::string CaseWords::door_of(const Event& event) const {
  return word("doors", name_of(event.door));
}

std::string CaseWords::doer_of(const Event& event, const Case& one) const {
  if (event.actor.empty()) return word("doers", "system");
  const bool is_own = event.actor == one.state.person.id;
  const std::string_view role = event.roles.empty() ? "" : name_of(event.roles.front());
  return is_own ? word("doers", "self") : word("doers", role);
}

Value CaseWords::shown_of(const Event& event) const {
  const std::string* bytes = verifier_.texts.find(event.evidence.text_digest);
  const auto shown = bytes == nullptr ? Result<Value>(Error{}) : read_json(*bytes);
  if (!shown) return {};
  Value out = object_value();
  for (const char* name : {"title", "text"}) {
    if (const Value* text = shown->find(name)) add(out, name, *text);
  }
  Value facts = array_value();
  if (const Value* list = shown->find("facts")) {
    for (std::size_t i = 0; i < list->names.size(); ++i) {
      const std::string key = "fact_" + list->names[i];
      add_fact(facts, std::string(verifier_.sentences->word(key, language_)),
               told(list->items[i], words_));
    }
  }
  for (const char* note : {"voluntary_note", "withdraw_note"}) {
    const Value* text = shown->find(note);
    if (text != nullptr) add_fact(facts, word("record", note), text->text);
  }
  add_fact(facts, word("record", "digest"), event.evidence.text_digest);
  add(out, "facts", std::move(facts));
  add_text(out, "spoken", event.evidence.language);
  return out;
}

bool CaseWords::is_lost(const Event& event) const {
  return !event.evidence.text_digest.empty() &&
         verifier_.texts.find(event.evidence.text_digest) == nullptr;
}

Value CaseWords::line_of(const CaseEvent& event, const Case& one) const {
  Value line = object_value();
  add(line, "position", integer_value(static_cast<std::int64_t>(event.position)));
  add(line, "moment", moment_value(event.event.at));
  add_text(line, "kind", kind_of(event.event));
  add_text(line, "is", name_of(event.event.kind));
  add_text(line, "title", title_of(event.event));
  add_text(line, "door", door_of(event.event));
  add_text(line, "doer", doer_of(event.event, one));
  if (event.event.actor == one.state.person.id) {
    add_text(line, "receipt", event.event.evidence.submission_id);
  }
  add_text(line, "version", event.event.evidence.catalogue_version);
  Value shown = shown_of(event.event);
  if (!shown.names.empty()) add(line, "shown", std::move(shown));
  add(line, "lost", boolean_value(is_lost(event.event)));
  return line;
}

Value CaseWords::answer_of(const PurposeAnswer& answer) const {
  Value out = to_value(answer.decision);
  const Value* decision = out.find("decision");
  const Value* reason = out.find("reason");
  Value row = object_value();
  add_text(row, "purpose", answer.purpose->id);
  add(row, "title", text_value(answer.purpose->title.in(language_)));
  if (decision != nullptr) {
    add_text(row, "decision", decision->text);
    add_text(row, "word", word("decisions", decision->text));
  }
  if (reason != nullptr) {
    add_text(row, "code", reason->text);
    add_text(row, "why", verifier_.sentences->text(reason->text, language_));
  }
  return row;
}

Response attachment(std::string_view media_type, std::string bytes, std::string_view name) {
  Response response = http::respond(200, std::string(media_type), std::move(bytes));
  response.set("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace samtycke::server

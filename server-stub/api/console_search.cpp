// One subject is searched by whoever says why. That they did is recorded whether or not there is
// such a subject; what is shown of them comes under the number of that look.
#include <algorithm>

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/console_page.hpp"
#include "api/console_words.hpp"
#include "api/looks.hpp"
#include "api/status.hpp"
#include "core/decide.hpp"
#include "core/fields.hpp"
#include "core/identifier.hpp"
#include "core/personnummer.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view by_subject = "subject";
constexpr std::size_t reason_size_min = 3;
constexpr std::size_t reason_size_max = 200;

/// The form as it was sent, to show it again.
struct Wanted {
  std::string by = std::string(by_subject);
  std::string value, moment, reason;
};

std::string trimmed(std::string text) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), is_space));
  while (!text.empty() && is_space(text.back())) text.pop_back();
  return text;
}

Wanted wanted_from(const Request& request) {
  const auto value = [&request](std::string_view name) {
    return trimmed(http::form_value(request.body, name).value_or(std::string()));
  };
  return {value("by"), value("value"), value("moment"), value("reason")};
}

Value form_value_of(const Verifier& verifier, const ConsoleReader& reader, const Wanted& wanted,
                    std::string_view problem = {}, std::string_view field = {}) {
  const Value words = console_words(verifier, reader.language);
  Value kinds = array_value();
  std::vector<std::string_view> names{by_subject};
  names.insert(names.end(), std::begin(identifier_kind_names), std::end(identifier_kind_names));
  for (const std::string_view name : names) {
    Value one = object_value();
    add_text(one, "id", name);
    add_text(one, "title", word_of(words, "by", name));
    add(one, "chosen", boolean_value(name == wanted.by));
    kinds.items.push_back(std::move(one));
  }
  Value out = object_value();
  add(out, "kinds", std::move(kinds));
  add(out, "value", text_value(wanted.value));
  add(out, "moment", text_value(wanted.moment));
  add(out, "reason", text_value(wanted.reason));
  if (!problem.empty()) add(out, "problem", text_value(word_of(words, "problems", problem)));
  if (!field.empty()) add(out, "at_" + std::string(field), boolean_value(true));
  return out;
}

/// Why the reason is none; an empty text when it is one.
std::string_view fault_of(const std::string& reason) {
  if (reason.size() < reason_size_min) return "reason_missing";
  if (reason.size() > reason_size_max) return "reason_too_long";
  const bool is_text = std::none_of(reason.begin(), reason.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
  });
  if (!is_text) return "reason_missing";
  return holds_personnummer(reason) ? "reason_personnummer" : "";
}

Result<std::string> subject_named(const std::string& value) {
  Value named = object_value();
  add(named, "subject", text_value(value));
  Fields fields(named, "");
  std::string subject = fields.id("subject");
  if (const auto error = fields.error()) return *error;
  return subject;
}

Result<NamedIdentifier> identifier_named(const Wanted& wanted) {
  Value named = object_value();
  add(named, "kind", text_value(wanted.by));
  add(named, "value", text_value(wanted.value));
  return identifier_from(named, "");
}

/// Whom the identifier meant at the moment; an empty id for nobody. Nothing when the store cannot
/// be read.
std::optional<std::string> subject_of(const Verifier& verifier, const NamedIdentifier& named,
                                      Time moment) {
  const auto found = verifier.store.identifiers(name_of(named.kind), named.value, View::committed);
  if (!found) return std::nullopt;
  std::vector<Link> links;
  for (const Identifier& span : *found) links.push_back({span.subject, span.from, span.until});
  return subject_at(links, moment).value_or(std::string());
}

/// An id without a relation is nobody's.
std::optional<std::string> known(const Verifier& verifier, const std::string& subject) {
  if (subject.empty()) return subject;
  const State state = verifier.states.of_subject(subject).state;
  if (!state.readable) return std::nullopt;
  return state.subject.begun ? subject : std::string();
}

ConsoleTold open_case(const Verifier& verifier, const Request& request, const ConsoleReader& reader,
                      const Wanted& wanted, const std::optional<std::string>& subject) {
  if (!subject) return refuse(verifier, request, {store_failed, ""});
  const auto looked =
      record_look(verifier, request, reader.staff, Looked::search, *subject, wanted.reason);
  if (const auto* response = std::get_if<Response>(&looked)) return *response;
  if (subject->empty()) return form_value_of(verifier, reader, wanted, "nobody", "value");
  Response opened;
  opened.status = 303;
  opened.set("Location", "/console/cases/" + std::to_string(std::get<std::int64_t>(looked)));
  opened.set("Cache-Control", "no-store");
  return opened;
}

ConsoleTold tell_form(const Verifier& verifier, const Request&, const ConsoleReader& reader) {
  return form_value_of(verifier, reader, {});
}

ConsoleTold tell_found(const Verifier& verifier, const Request& request,
                       const ConsoleReader& reader) {
  const Wanted wanted = wanted_from(request);
  const auto again = [&](std::string_view problem, std::string_view field) {
    return form_value_of(verifier, reader, wanted, problem, field);
  };
  const std::string_view fault = fault_of(wanted.reason);
  if (!fault.empty()) return again(fault, "reason");
  const auto moment =
      wanted.moment.empty() ? std::optional<Time>(verifier.clock()) : wall_moment(wanted.moment);
  if (!moment) return again("moment_unreadable", "moment");
  if (wanted.by == by_subject) {
    const auto named = subject_named(wanted.value);
    if (!named) return again("value_unreadable", "value");
    return open_case(verifier, request, reader, wanted, known(verifier, *named));
  }
  const auto named = identifier_named(wanted);
  if (!named) return again("value_unreadable", "value");
  const auto subject = subject_of(verifier, *named, *moment);
  return open_case(verifier, request, reader, wanted,
                   subject ? known(verifier, *subject) : std::nullopt);
}

}  // namespace

Response get_console_search(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "search", {StaffRole::privacy_officer}, tell_form);
}

Response post_console_search(const Verifier& verifier, const Request& request) {
  return console_form(verifier, request, "search", {StaffRole::privacy_officer}, tell_found);
}

}  // namespace samtycke::server

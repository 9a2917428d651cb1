// What is kept of one subject, as the officer of its case reads it: who it is, what happened with
// the words as they were shown, and what was answered at any past moment.
#include <algorithm>

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/case_words.hpp"
#include "api/console_page.hpp"
#include "api/console_words.hpp"
#include "api/looks.hpp"
#include "api/own_history.hpp"
#include "api/proved.hpp"
#include "api/receipt_paper.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

/// A case that was opened by this request, whole, and what every page of one is told.
struct Read {
  Opened opened;
  Case one;
};

std::variant<Read, Response> read(const Verifier& verifier, const Request& request,
                                  const Staff& staff, Looked what) {
  if (verifier.catalogue() == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});
  auto opened = look_in_case(verifier, request, staff, what);
  if (auto* response = std::get_if<Response>(&opened)) return std::move(*response);
  auto one = read_case(verifier, std::get<Opened>(opened).subject);
  if (!one) return refuse(verifier, request, {store_failed, ""});
  return Read{std::move(std::get<Opened>(opened)), std::move(*one)};
}

Value head_of(const Read& read) {
  Value out = object_value();
  add(out, "case", integer_value(read.opened.number));
  add_text(out, "subject", read.opened.subject);
  add(out, "reason", text_value(read.opened.reason));
  add(out, "person_name", text_value(read.one.person_name));
  add(out, "subscriber_name", text_value(read.one.subscriber_name));
  add(out, "now", text_value(wall_text(last_moment(read.one.now))));
  return out;
}

Value identifiers_of(const Case& one, const Value& words) {
  Value list = array_value();
  for (const Identifier& identifier : one.identifiers) {
    Value row = object_value();
    add(row, "kind", text_value(word_of(words, "by", identifier.kind)));
    add(row, "value", text_value(identifier.value));
    add(row, "from", moment_value(identifier.from));
    if (identifier.until != time_max) add(row, "until", moment_value(identifier.until));
    list.items.push_back(std::move(row));
  }
  return list;
}

ConsoleTold tell_record(const Verifier& verifier, const Request& request,
                        const ConsoleReader& reader) {
  auto judged = read(verifier, request, reader.staff, Looked::record);
  if (auto* response = std::get_if<Response>(&judged)) return std::move(*response);
  const Read& read = std::get<Read>(judged);
  const CaseWords words(verifier, reader.language);
  Value out = head_of(read);
  add(out, "identifiers", identifiers_of(read.one, words.words()));
  Value lines = array_value();
  for (auto event = read.one.events.rbegin(); event != read.one.events.rend(); ++event) {
    lines.items.push_back(words.line_of(*event, read.one));
  }
  add(out, "count", integer_value(std::ssize(lines.items)));
  add(out, "lines", std::move(lines));
  return out;
}

ConsoleTold tell_answers(const Verifier& verifier, const Request& request,
                         const ConsoleReader& reader) {
  auto judged = read(verifier, request, reader.staff, Looked::answers);
  if (auto* response = std::get_if<Response>(&judged)) return std::move(*response);
  const Read& read = std::get<Read>(judged);
  const auto moment = moment_asked(request, read.one.now);
  if (!moment) return refuse(verifier, request, {Code::bad_value, "/at"});
  const auto answers = answers_at(verifier, read.one, *moment);
  if (!answers) return refuse(verifier, request, {store_failed, ""});
  const CaseWords words(verifier, reader.language);
  Value out = head_of(read);
  add(out, "moment", moment_value(*moment));
  add(out, "at", text_value(wall_text(*moment)));
  Value list = array_value();
  for (const PurposeAnswer& answer : *answers) list.items.push_back(words.answer_of(answer));
  add(out, "answers", std::move(list));
  add(out, "catalogue_version", text_value(verifier.catalogue()->version));
  return out;
}

/// The receipt of an act of that person, as it was given.
ConsoleTold tell_receipt(const Verifier& verifier, const Request& request,
                         const ConsoleReader& reader) {
  auto judged = read(verifier, request, reader.staff, Looked::receipt);
  if (auto* response = std::get_if<Response>(&judged)) return std::move(*response);
  const Case& one = std::get<Read>(judged).one;
  const auto found = own_receipt(verifier, one.state.person.id, request.captures.at(1));
  if (!found) return refuse(verifier, request, {store_failed, ""});
  if (!*found) return refuse(verifier, request, 404, not_found);
  const auto proved = proved_receipt(verifier, **found);
  if (!proved) return refuse(verifier, request, {store_failed, ""});
  if (request.query_value("format") == "json") return answer_json(200, *proved);
  auto bytes = to_pdf(
      receipt_paper(verifier, *proved, {one.person_name, one.subscriber_name}, reader.language));
  if (!bytes) return refuse(verifier, request, {store_failed, ""});
  return attachment("application/pdf", std::move(*bytes), "receipt.pdf");
}

}  // namespace

Response get_console_record(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "record", {StaffRole::privacy_officer}, tell_record);
}

Response get_console_answers(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "answers", {StaffRole::privacy_officer}, tell_answers);
}

Response get_console_receipt(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "record", {StaffRole::privacy_officer}, tell_receipt);
}

}  // namespace samtycke::server

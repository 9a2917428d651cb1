#include "api/own_history.hpp"

#include <algorithm>
#include <iterator>

#include "api/answer.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

using Events = std::vector<Event>;

/// Nothing when the store or one of its events cannot be read.
std::optional<Events> events_of(const Verifier& verifier, Party party, std::string_view id,
                                std::uint64_t before) {
  Events events;
  if (id.empty()) return events;
  const auto kept = verifier.store.events_of(party, id, before, View::committed);
  if (!kept) return std::nullopt;
  for (const std::string& bytes : *kept) {
    auto event = read_event(bytes);
    if (!event) return std::nullopt;
    events.push_back(std::move(*event));
  }
  return events;
}

bool is_earlier(const Event& a, const Event& b) { return a.at < b.at; }

/// Both, by time; the events of each stay in their own order.
Events together(const Events& first, const Events& second) {
  Events out;
  std::merge(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(out),
             is_earlier);
  return out;
}

std::optional<Events> events_about(const Verifier& verifier, const Reading& reading) {
  const State& state = reading.state;
  const std::uint64_t before = reading.events_count;
  const auto own = events_of(verifier, Party::subject, state.subject.id, before);
  const auto persons = events_of(verifier, Party::person, state.person.id, before);
  const auto companys = events_of(verifier, Party::subscriber, state.subscriber.id, before);
  if (!own || !persons || !companys) return std::nullopt;
  return together(together(*own, *persons), *companys);
}

/// The relation that is meant: the one named, or the only one. A response when there is none.
std::variant<std::string, Response> subject_asked(const Verifier& verifier, const Request& request,
                                                  const KnownPerson& person) {
  if (auto subject = request.query_value("subject")) return std::move(*subject);
  auto subjects = verifier.store.subjects_of(person.id, View::committed);
  if (!subjects) return refuse(verifier, request, {store_failed, ""});
  if (subjects->size() == 1) return std::move(subjects->front());
  if (subjects->empty()) return refuse(verifier, request, 404, not_found);
  return refuse(verifier, request, {Code::missing_member, "/subject"});
}

/// A receipt is its person's own when every event in it is about them.
bool is_about(const Value& receipt, std::string_view person) {
  const Value* payload = receipt.find("payload");
  const Value* events = payload == nullptr ? nullptr : payload->find("events");
  if (events == nullptr || events->items.empty()) return false;
  for (const Value& one : events->items) {
    const Value* event = one.find("event");
    const Value* of = event == nullptr ? nullptr : event->find("person");
    if (of == nullptr || of->text != person) return false;
  }
  return true;
}

}  // namespace

std::variant<OwnHistory, Response> own_history(const Verifier& verifier, const Request& request) {
  auto asked = who_asks(verifier, request, Proof::session_or_token);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  OwnHistory own;
  own.person = std::move(std::get<Me>(asked).person);
  auto named = subject_asked(verifier, request, own.person);
  if (auto* response = std::get_if<Response>(&named)) return std::move(*response);
  const Catalogue* catalogue = verifier.catalogue();
  if (catalogue == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});
  const Reading reading = verifier.states.of_subject(std::get<std::string>(named));
  if (!reading.state.readable) return refuse(verifier, request, {store_failed, ""});
  // Somebody else's relation and none at all look alike.
  if (reading.state.subject.person != own.person.id) {
    return refuse(verifier, request, 404, not_found);
  }
  auto events = events_about(verifier, reading);
  if (!events) return refuse(verifier, request, {store_failed, ""});
  own.state = reading.state;
  own.events = std::move(*events);
  own.now = verifier.clock();
  own.timeline = timeline_of(own.events, own.state.subject.id, *catalogue, own.now);
  return own;
}

std::optional<std::optional<Value>> own_receipt(const Verifier& verifier, std::string_view person,
                                                std::string_view submission_id) {
  const auto answered = verifier.store.answered(person, submission_id, View::committed);
  if (!answered) return std::nullopt;
  if (!*answered) return std::optional<Value>();
  const auto answer = read_json((*answered)->answer);
  if (!answer) return std::nullopt;
  const Value* receipt = answer->find("receipt");
  if (receipt == nullptr || !is_about(*receipt, person)) return std::optional<Value>();
  return *receipt;
}

}  // namespace samtycke::server

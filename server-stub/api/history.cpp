// What the person reads about themself: the timeline of one relation. What it tells is the core's
// to say.
#include <algorithm>
#include <iterator>

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/person.hpp"
#include "api/status.hpp"
#include "core/timeline.hpp"

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
    const auto value = read_json(bytes);
    if (!value) return std::nullopt;
    auto event = event_from(*value, "");
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

}  // namespace

Response get_history(const Verifier& verifier, const Request& request) {
  auto asked = who_asks(verifier, request, Proof::session_or_token);
  if (auto* response = std::get_if<Response>(&asked)) return std::move(*response);
  const KnownPerson& person = std::get<Me>(asked).person;
  auto named = subject_asked(verifier, request, person);
  if (auto* response = std::get_if<Response>(&named)) return std::move(*response);
  const std::string& subject = std::get<std::string>(named);
  const Catalogue* catalogue = verifier.catalogue();
  if (catalogue == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});

  const Reading reading = verifier.states.of_subject(subject);
  if (!reading.state.readable) return refuse(verifier, request, {store_failed, ""});
  // Somebody else's relation and none at all look alike.
  if (reading.state.subject.person != person.id) return refuse(verifier, request, 404, not_found);
  const auto events = events_about(verifier, reading);
  if (!events) return refuse(verifier, request, {store_failed, ""});

  const Time now = verifier.clock();
  Value list = array_value();
  for (const TimelineItem& item : timeline_of(*events, subject, *catalogue, now)) {
    list.items.push_back(to_value(item, *catalogue, language_of(request)));
  }
  Value out = object_value();
  add_text(out, "subject", subject);
  add_text(out, "now", format_time(now));
  add(out, "history", std::move(list));
  return answer_json(200, out);
}

}  // namespace samtycke::server

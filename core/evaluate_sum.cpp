#include <algorithm>
#include <iterator>
#include <map>

#include "cookie.hpp"
#include "evaluate_call.hpp"
#include "limits.hpp"
#include "permit.hpp"
#include "sum.hpp"

namespace samtycke {
namespace {

/// The events by the party that each belongs to, in their order.
using Parties = std::map<std::pair<Party, std::string_view>, std::vector<const Event*>>;

std::string_view party_id(const Event& event) {
  switch (party_of(event.kind)) {
    case Party::subject:
      return event.subject;
    case Party::person:
      return event.person;
    case Party::subscriber:
      return event.subscriber;
  }
  return {};
}

State lived(State state, const Parties& parties, Party party, std::string_view id) {
  const auto found = parties.find({party, id});
  if (id.empty() || found == parties.end()) return state;
  for (const Event* event : found->second) state = apply(std::move(state), *event);
  return state;
}

/// The state of every subject that began, each from its own three parties' events alone: as
/// `state_for` gives it, without reading all events once for each.
States states_of(const std::vector<Event>& events) {
  Parties parties;
  for (const Event& event : events) {
    parties[{party_of(event.kind), party_id(event)}].push_back(&event);
  }
  States states;
  for (const Event& event : events) {
    if (event.kind != EventKind::relation_begun || event.subject.empty()) continue;
    State& state = states[event.subject];
    state.subject.id = event.subject;
    state.person.id = event.person;
    state.subscriber.id = event.subscriber;
  }
  for (auto& entry : states) {
    State state = std::move(entry.second);
    const std::string person = state.person.id;
    const std::string subscriber = state.subscriber.id;
    state = lived(std::move(state), parties, Party::subject, entry.first);
    state = lived(std::move(state), parties, Party::person, person);
    entry.second = lived(std::move(state), parties, Party::subscriber, subscriber);
  }
  return states;
}

/// The told events and then those of the request.
Result<std::vector<Event>> all_events(Call& call) {
  std::vector<Event> events = call.carried;
  if (!call.fields.has("events")) return events;
  auto more = events_from(call.fields.array("events", limits::events_max), "/events");
  if (!more) return more.error();
  std::move(more->begin(), more->end(), std::back_inserter(events));
  return events;
}

/// A sum with its time, `{"subjects", "at"}`: it is not shown before it is asked for.
Result<ShownSum> dated_sum(const Value& value, const std::string& where, Time now) {
  Fields fields(value, where);
  ShownSum shown{fields.ids("subjects", limits::events_max), fields.time("at")};
  if (*shown.at > now) fields.fail(Code::bad_value, "at");
  if (const auto error = fields.error()) return *error;
  return shown;
}

/// A sum as the list of its subjects.
Result<ShownSum> undated_sum(const Value& list, const std::string& place) {
  // The list is read as a member of an object, so that it is read as `subjects` is.
  Value one = object_value();
  add(one, place, list);
  Fields fields(one, "/answered");
  ShownSum shown{fields.ids(place, limits::events_max), std::nullopt};
  if (const auto error = fields.error()) return *error;
  return shown;
}

Result<std::vector<ShownSum>> answered_from(Fields& fields, Time now) {
  std::vector<ShownSum> sums;
  if (!fields.has("answered")) return sums;
  const Value& list = fields.array("answered", limits::catalogue_list_max);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const std::string place = std::to_string(i);
    const bool dated = list.items[i].type == Value::Type::object;
    auto shown = dated ? dated_sum(list.items[i], "/answered/" + place, now)
                       : undated_sum(list.items[i], place);
    if (!shown) return shown.error();
    sums.push_back(std::move(*shown));
  }
  return sums;
}

/// The states of an earlier moment: of the events only those until then, it included.
States states_until(const std::vector<Event>& events, Time until) {
  std::vector<Event> past;
  std::copy_if(events.begin(), events.end(), std::back_inserter(past),
               [&](const Event& event) { return event.at <= until; });
  return states_of(past);
}

}  // namespace

Answer call_decide_cookie(Call& call) {
  CookieQuestion question;
  question.category = call.fields.id("category");
  const Time now = call.fields.time("now");
  question.gpc = call.fields.optional_boolean("gpc");
  if (call.fields.has("choice")) {
    const auto choice = cookie_choice_from(call.fields.object("choice"), "/choice");
    if (!choice) return choice.error();
    question.choice = *choice;
  }
  if (const auto error = call.fields.error()) return *error;
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  return to_value(decide_cookie(question, *call.loaded.catalogue, now));
}

Answer call_decide_sum(Call& call) {
  SumQuestion question;
  question.purpose = call.fields.id("purpose");
  const Time now = call.fields.time("now");
  question.subjects = call.fields.ids("subjects", limits::events_max);
  auto answered = answered_from(call.fields, now);
  const auto events = all_events(call);
  if (const auto error = call.fields.error()) return *error;
  if (!answered) return answered.error();
  if (!events) return events.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  question.answered = std::move(*answered);
  return to_value(decide_sum(question, *call.loaded.catalogue, states_of(*events), now,
                             [&](Time at) { return states_until(*events, at); }));
}

Answer call_check_permit(Call& call) {
  Fields given(call.fields.object("permit"), "/permit");
  const Permit permit{given.id("purpose"), given.id("subject"), given.time("issued_at")};
  Fields asked(call.fields.object("question"), "/question");
  const std::string purpose = asked.id("purpose");
  const std::string subject = asked.id("subject");
  const Time now = call.fields.time("now");
  for (const Fields* fields : {&call.fields, &given, &asked}) {
    if (const auto error = fields->error()) return *error;
  }
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  return to_value(check_permit(permit, purpose, subject, *call.loaded.catalogue, now));
}

}  // namespace samtycke

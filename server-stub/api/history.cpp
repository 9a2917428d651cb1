// What the person reads about themself: the timeline of one relation. What it tells is the core's
// to say.
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/own_history.hpp"
#include "api/person.hpp"
#include "api/status.hpp"
#include "core/timeline.hpp"

namespace samtycke::server {

Response get_history(const Verifier& verifier, const Request& request) {
  const auto read = own_history(verifier, request);
  if (const auto* response = std::get_if<Response>(&read)) return *response;
  const OwnHistory& own = std::get<OwnHistory>(read);
  Value list = array_value();
  for (const TimelineItem& item : own.timeline) {
    list.items.push_back(to_value(item, *verifier.catalogue(), language_of(request)));
  }
  Value out = object_value();
  add_text(out, "subject", own.state.subject.id);
  add_text(out, "now", format_time(own.now));
  add(out, "history", std::move(list));
  return answer_json(200, out);
}

}  // namespace samtycke::server

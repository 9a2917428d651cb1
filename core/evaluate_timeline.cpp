#include "evaluate_call.hpp"
#include "limits.hpp"
#include "timeline.hpp"

namespace samtycke {

Answer call_history(Call& call) {
  const std::string subject = call.fields.id("subject");
  const std::string language = call.fields.id("language");
  const Time now = call.fields.time("now");
  // A state remembers how things stand and not how they came to.
  if (call.fields.has("state")) call.fields.fail(Code::unknown_member, "state");
  const auto events = events_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!events) return events.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  const Catalogue& catalogue = *call.loaded.catalogue;
  Value list = array_value();
  for (const TimelineItem& item : timeline_of(*events, subject, catalogue, now)) {
    list.items.push_back(to_value(item, catalogue, language));
  }
  Value out = object_value();
  add(out, "history", std::move(list));
  return out;
}

}  // namespace samtycke

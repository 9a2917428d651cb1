#include "decide.hpp"
#include "evaluate_call.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

/// What the host says of the state beside the question; nothing said bounds nothing.
Result<Freshness> freshness_of(Call& call) {
  if (!call.fields.has("freshness")) return Freshness();
  return freshness_from(call.fields.object("freshness"), "/freshness");
}

}  // namespace

Answer call_decide_processing(Call& call) {
  auto question = question_from(call.fields.object("question"), "/question");
  const Time now = call.fields.time("now");
  const auto freshness = freshness_of(call);
  const auto state = state_as_of(call);
  if (const auto error = call.fields.error()) return *error;
  if (!question) return question.error();
  if (!freshness) return freshness.error();
  question->freshness = *freshness;
  if (!state) return state.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  return to_value(decide_processing(*question, *call.loaded.catalogue, *state, now));
}

Answer call_subject_at(Call& call) {
  const Time at = call.fields.time("at");
  const Value& list = call.fields.array("links", limits::catalogue_list_max);
  std::vector<Link> links;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    Fields one(list.items[i], pointer("/links", i));
    Link link;
    link.subject = one.id("subject");
    link.from = one.time("from");
    link.until = one.optional_time("until").value_or(time_max);
    if (const auto error = one.error()) return *error;
    links.push_back(std::move(link));
  }
  if (const auto error = call.fields.error()) return *error;
  Value out = object_value();
  add_text(out, "subject", subject_at(links, at).value_or(""));
  return out;
}

}  // namespace samtycke

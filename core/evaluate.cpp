#include "evaluate.hpp"

#include "evaluate_call.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

struct Verb {
  std::string_view name;
  Answer (*run)(Call&);
};

constexpr Verb verbs[] = {{"catalogue", call_catalogue},
                          {"lint", call_lint},
                          {"lint_diff", call_lint_diff},
                          {"events", call_events},
                          {"forget", call_forget},
                          {"state", call_state},
                          {"apply", call_apply},
                          {"accept", call_accept},
                          {"judge", call_judge},
                          {"gates", call_gates},
                          {"identifier", call_identifier},
                          {"decide_processing", call_decide_processing},
                          {"subject_at", call_subject_at},
                          {"plan", call_plan},
                          {"prepare", call_prepare},
                          {"decide_contact", call_decide_contact},
                          {"decide_prompt", call_decide_prompt},
                          {"decide_cookie", call_decide_cookie},
                          {"decide_sum", call_decide_sum},
                          {"check_permit", call_check_permit},
                          {"decide_record", call_decide_record},
                          {"due", call_due},
                          {"rights_clock", call_rights_clock},
                          {"check_inclusion", call_check_inclusion},
                          {"check_consistency", call_check_consistency},
                          {"leaf", call_leaf},
                          {"panel", call_panel},
                          {"notice", call_notice},
                          {"canonical", call_canonical}};

Answer answer(std::string_view request, Loaded& loaded, Hash hash, std::vector<Event>& carried) {
  const Result<Value> value = read_json(request);
  if (!value) return value.error();
  Fields fields(*value, "");
  const std::string name = fields.id("call");
  for (const Verb& verb : verbs) {
    if (verb.name != name) continue;
    Call call{fields, loaded, hash, carried};
    return verb.run(call);
  }
  if (const auto error = fields.error(); error && error->code != Code::unknown_member) {
    return *error;
  }
  return Error{Code::unknown_call, "/call"};
}

Value error_value(const Error& error) {
  Value inner = object_value();
  add_text(inner, "code", name_of(error.code));
  add(inner, "where", text_value(error.where));
  Value out = object_value();
  add(out, "error", std::move(inner));
  return out;
}

}  // namespace

Evaluation evaluate(std::string_view carried, std::string_view request, Loaded& loaded, Hash hash) {
  std::vector<Event> events;
  if (!carried.empty()) {
    const Result<Value> list = read_json(carried);
    if (!list) return {std::string(carried), canonical(error_value(list.error()))};
    if (!list->is(Value::Type::array)) {
      return {std::string(carried), canonical(error_value({Code::wrong_type, ""}))};
    }
    auto read = events_from(*list, "");
    if (!read) return {std::string(carried), canonical(error_value(read.error()))};
    events = std::move(*read);
  }
  const std::size_t before = events.size();
  const Answer answered = answer(request, loaded, hash, events);
  Evaluation out;
  out.carried = carried;
  if (events.size() != before) {
    std::string kept = canonical(events_value(events));
    // The next line reads it by the reader's limits: what it could not read is not taken in.
    if (!read_json(kept)) {
      out.answer = canonical(error_value({Code::too_many, "/events"}));
      return out;
    }
    out.carried = std::move(kept);
  }
  if (answered) {
    Value ok = object_value();
    add(ok, "ok", *answered);
    out.answer = canonical(ok);
  } else {
    out.answer = canonical(error_value(answered.error()));
  }
  if (out.answer.size() > limits::answer_size_max) {
    out.answer = canonical(error_value({Code::too_large, ""}));
  }
  return out;
}

}  // namespace samtycke

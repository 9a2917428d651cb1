#include "evaluate.hpp"

#include "evaluate_call.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

Answer answer(std::string_view request, Loaded& loaded, Hash hash, const Calls& calls,
              std::vector<Event>& carried) {
  const Result<Value> value = read_json(request);
  if (!value) return value.error();
  Fields fields(*value, "");
  const std::string name = fields.id("call");
  for (std::size_t i = 0; i < calls.count; ++i) {
    if (calls.first[i].name != name) continue;
    Call call{fields, loaded, hash, carried, calls.history};
    return calls.first[i].run(call);
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

Result<std::vector<Event>> events_in(std::string_view carried, const History& history) {
  if (carried.empty()) return std::vector<Event>();
  const Result<Value> list = read_json(carried);
  if (!list) return list.error();
  if (!list->is(Value::Type::array)) return Error{Code::wrong_type, ""};
  return history.read(*list, "");
}

}  // namespace

Evaluation evaluate(std::string_view carried, std::string_view request, Loaded& loaded, Hash hash,
                    const Calls& calls) {
  std::vector<Event> events;
  if (calls.history != nullptr) {
    auto read = events_in(carried, *calls.history);
    if (!read) return {std::string(carried), canonical(error_value(read.error()))};
    events = std::move(*read);
  }
  const std::size_t before = events.size();
  const Answer answered = answer(request, loaded, hash, calls, events);
  Evaluation out;
  out.carried = carried;
  if (calls.history != nullptr && events.size() != before) {
    std::string kept = canonical(calls.history->write(events));
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

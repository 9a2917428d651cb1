#include "evaluate.hpp"

#include "decide.hpp"
#include "fields.hpp"
#include "gates.hpp"
#include "identifier.hpp"
#include "limits.hpp"
#include "lint.hpp"
#include "notice.hpp"
#include "panel.hpp"
#include "submission.hpp"

namespace samtycke {
namespace {

/// What a call may use: its own members, the loaded catalogue, and the events carried so far.
struct Call {
  Fields& fields;
  Loaded& loaded;
  Hash hash;
  std::vector<Event>& carried;
};

using Answer = Result<Value>;

Result<std::vector<Event>> events_from(const Value& list, const std::string& where) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    auto event = event_from(list.items[i], pointer(where, i));
    if (!event) return event.error();
    events.push_back(std::move(*event));
  }
  return events;
}

Value events_value(const std::vector<Event>& events) {
  Value list = array_value();
  for (const Event& event : events) list.items.push_back(to_value(event));
  return list;
}

/// The events that concern a subject: its own, its person's and its subscriber's, as its relation
/// names them. Without a subject, every event.
State replay(const std::vector<Event>& events, std::string_view subject) {
  State state;
  state.subject.id = subject;
  for (const Event& event : events) {
    if (event.kind != EventKind::relation_begun || event.subject != subject) continue;
    state.person.id = event.person;
    state.subscriber.id = event.subscriber;
  }
  for (const Event& event : events) state = apply(std::move(state), event);
  return state;
}

/// The state a request is about: given as `state`, or built from the events of earlier lines and of
/// the request, for its `subject`.
Result<State> state_for(Call& call) {
  call.fields.allow("state");
  call.fields.allow("events");
  if (call.fields.has("state")) return state_from(call.fields.object("state"), "/state");
  std::vector<Event> events = call.carried;
  if (call.fields.has("events")) {
    auto more = events_from(call.fields.array("events", limits::events_max), "/events");
    if (!more) return more.error();
    for (Event& event : *more) events.push_back(std::move(event));
  }
  const std::string subject = call.fields.optional_id("subject");
  const std::string subscriber = call.fields.optional_id("subscriber");
  State state = replay(events, subject);
  if (subject.empty() && !subscriber.empty()) {
    state = State();
    state.subscriber.id = subscriber;
    for (const Event& event : events) state = apply(std::move(state), event);
  }
  return state;
}

Actor read_actor(Call& call) {
  Actor actor;
  Fields fields(call.fields.object("actor"), "/actor");
  actor.person = fields.optional_id("person");
  actor.session = fields.optional_id("session");
  const auto role = named<Role>(fields.text("role"), role_names);
  const auto door = named<Door>(fields.text("door"), door_names);
  if (!role) fields.fail(Code::bad_value, "role");
  if (!door) fields.fail(Code::bad_value, "door");
  actor.role = role.value_or(Role::user);
  actor.door = door.value_or(Door::form);
  if (const auto error = fields.error()) call.fields.fail(*error);
  return actor;
}

Circumstances circumstances_of(Call& call) {
  Circumstances out;
  out.catalogue = call.loaded.catalogue ? &*call.loaded.catalogue : nullptr;
  out.catalogue_signed = call.loaded.signed_;
  out.now = call.fields.time("now");
  out.hash = call.hash;
  return out;
}

Answer call_catalogue(Call& call) {
  const Value& document = call.fields.object("catalogue");
  const bool is_signed = call.fields.boolean("signed");
  if (const auto error = call.fields.error()) return *error;
  auto catalogue = Catalogue::parse(document, call.hash);
  if (!catalogue) {
    return Error{catalogue.error().code, "/catalogue" + catalogue.error().where};
  }
  call.loaded = {std::move(*catalogue), is_signed};
  Value out = object_value();
  add_text(out, "catalogue", call.loaded.catalogue->id);
  add_text(out, "catalogue_version", call.loaded.catalogue->version);
  add_text(out, "digest", call.loaded.catalogue->digest);
  return out;
}

Answer call_lint(Call& call) {
  if (const auto error = call.fields.error()) return *error;
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  Value findings = array_value();
  for (const Finding& finding : lint(*call.loaded.catalogue)) {
    findings.items.push_back(to_value(finding));
  }
  Value out = object_value();
  add(out, "findings", std::move(findings));
  return out;
}

/// Events told once are there for every later line, until `forget`.
Answer call_events(Call& call) {
  auto events = events_from(call.fields.array("events", limits::events_max), "/events");
  if (!events) return events.error();
  if (const auto error = call.fields.error()) return *error;
  if (call.carried.size() + events->size() > limits::events_max) {
    return Error{Code::too_many, "/events"};
  }
  for (Event& event : *events) call.carried.push_back(std::move(event));
  Value out = object_value();
  add(out, "events", integer_value(static_cast<std::int64_t>(call.carried.size())));
  return out;
}

Answer call_forget(Call& call) {
  if (const auto error = call.fields.error()) return *error;
  call.carried.clear();
  Value out = object_value();
  add(out, "events", integer_value(0));
  return out;
}

Answer call_state(Call& call) {
  const auto state = state_for(call);
  if (!state) return state.error();
  if (const auto error = call.fields.error()) return *error;
  return to_value(*state);
}

Answer call_apply(Call& call) {
  const auto event = event_from(call.fields.object("event"), "/event");
  auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!event) return event.error();
  if (!state) return state.error();
  return to_value(apply(std::move(*state), *event));
}

Answer call_accept(Call& call) {
  const auto act = act_from(call.fields.object("act"), "/act");
  const Actor actor = read_actor(call);
  const Circumstances circumstances = circumstances_of(call);
  auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!act) return act.error();
  if (!state) return state.error();
  const auto events = accept(*act, circumstances, *state, actor);
  if (!events) return events.error();
  Value out = object_value();
  add(out, "events", events_value(*events));
  return out;
}

/// A person's submission, or an administrator's `gates`.
Answer call_judge(Call& call) {
  const std::string member = call.fields.has("gates") ? "gates" : "submission";
  const Value& sent = call.fields.object(member);
  const auto submission = member == "gates" ? gates_from(sent) : submission_from(sent);
  const Actor actor = read_actor(call);
  const Circumstances circumstances = circumstances_of(call);
  auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!submission) {
    return Error{submission.error().code, "/" + member + submission.error().where};
  }
  if (!state) return state.error();
  const Judgement judgement = judge(*submission, circumstances, *state, actor);
  Value verdicts = array_value();
  for (const Verdict& verdict : judgement.verdicts) verdicts.items.push_back(to_value(verdict));
  Value out = object_value();
  add(out, "verdicts", std::move(verdicts));
  add(out, "events", events_value(judgement.events));
  add(out, "state", to_value(judgement.state));
  return out;
}

Answer call_gates(Call& call) {
  const std::string language = call.fields.id("language");
  const auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!state) return state.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  Value out = object_value();
  add(out, "gates", gates_value(*call.loaded.catalogue, state->subscriber, language));
  return out;
}

/// Whether something may name a subject. The answer repeats its kind and not the name itself.
Answer call_identifier(Call& call) {
  const auto identifier = identifier_from(call.fields.object("identifier"), "/identifier");
  if (const auto error = call.fields.error()) return *error;
  if (!identifier) return identifier.error();
  Value out = object_value();
  add_text(out, "kind", name_of(identifier->kind));
  return out;
}

Answer call_decide_processing(Call& call) {
  const auto question = question_from(call.fields.object("question"), "/question");
  const Time now = call.fields.time("now");
  const auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!question) return question.error();
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

Answer call_panel(Call& call) {
  Model model;
  if (call.fields.has("model")) {
    auto read = model_from(call.fields.object("model"), "/model");
    if (!read) return read.error();
    model = std::move(*read);
  }
  call.fields.allow("model");
  const std::string language = call.fields.id("language");
  // A notice is shown in one language; in another it has not been shown yet.
  if (language != model.language) model.notice_shown_at.reset();
  model.language = language;
  const auto act = panel_act_from(call.fields.object("act"), "/act");
  if (const auto error = call.fields.error()) return *error;
  if (!act) return act.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  auto stepped = step(std::move(model), *act, *call.loaded.catalogue, call.hash);
  if (!stepped) return stepped.error();
  Value out = object_value();
  add(out, "model", to_value(stepped->model));
  add(out, "view", std::move(stepped->view));
  if (stepped->submission) add(out, "submission", std::move(*stepped->submission));
  return out;
}

Answer call_notice(Call& call) {
  const std::string id = call.fields.id("purpose");
  const std::string language = call.fields.id("language");
  if (const auto error = call.fields.error()) return *error;
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  const Purpose* purpose = call.loaded.catalogue->find(id);
  if (purpose == nullptr) return Error{Code::unknown_purpose, "/purpose"};
  const auto notice = notice_for(*call.loaded.catalogue, *purpose, language, call.hash);
  if (!notice) return notice.error();
  Value out = object_value();
  add_text(out, "title", notice->title);
  add_text(out, "text", notice->text);
  add_text(out, "digest", notice->digest);
  return out;
}

Answer call_canonical(Call& call) {
  const Value& value = call.fields.object("value");
  if (const auto error = call.fields.error()) return *error;
  Value out = object_value();
  add_text(out, "canonical", canonical(value));
  add_text(out, "digest", digest_name(call.hash(canonical(value))));
  return out;
}

struct Verb {
  std::string_view name;
  Answer (*run)(Call&);
};

constexpr Verb verbs[] = {{"catalogue", call_catalogue},
                          {"lint", call_lint},
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

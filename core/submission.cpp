#include "submission.hpp"

#include <algorithm>

#include "claims.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

/// The kinds a page may ask for; which of them its door may do is accept's matter.
std::optional<EventKind> choice_named(const Value* value) {
  if (value == nullptr || !value->is(Value::Type::string)) return std::nullopt;
  const auto kind = named<EventKind>(value->text, event_kind_names);
  if (!kind || party_of(*kind) == Party::subscriber) return std::nullopt;
  return kind;
}

/// What is said once for all changes.
Act read_common(Claims& claims) {
  Act act;
  act.evidence.catalogue = claims.id("catalogue");
  act.evidence.catalogue_version = claims.text("catalogue_version");
  act.evidence.language = claims.id("language");
  act.evidence.ui_build = claims.text("ui_build");
  act.evidence.notice_shown_at = claims.time("notice_shown_at");
  act.evidence.decided_at = claims.time("decided_at");
  const std::int64_t sequence = claims.integer("sequence", 0, -1);
  if (sequence >= 0) act.sequence = static_cast<std::uint64_t>(sequence);
  return act;
}

std::vector<Role> read_roles(Claims& claims, const Value& change) {
  std::vector<Role> roles;
  const Value* list = change.find("roles");
  claims.allow("roles");
  if (list == nullptr || claims.drops_personnummer(*list)) return roles;
  if (!list->is(Value::Type::array)) {
    claims.fail(Code::wrong_type, "roles");
    return roles;
  }
  for (const Value& item : list->items) {
    const auto role =
        item.is(Value::Type::string) ? named<Role>(item.text, role_names) : std::optional<Role>();
    if (!role || (*role != Role::user && *role != Role::subscriber) || roles.size() == 2) {
      claims.fail(Code::bad_value, "roles");
      return {};
    }
    roles.push_back(*role);
  }
  return roles;
}

Result<Act> read_change(const Value& change, const std::string& where, const Act& common) {
  const auto kind = choice_named(change.find("choice"));
  if (!change.is(Value::Type::object)) return Error{Code::wrong_type, where};
  if (!kind) return Error{Code::bad_value, where + "/choice"};
  Act act = common;
  act.kind = *kind;
  Claims claims(change, where);
  claims.allow("choice");
  read_purpose(claims, change, act);
  act.roles = read_roles(claims, change);
  act.evidence.method = claims.id("method");
  act.evidence.processing_version = claims.integer("processing_version", 1, 0);
  act.evidence.text_version = claims.integer("text_version", 1, 0);
  act.evidence.text_digest = claims.id("text_digest", 71);
  claims.finish();
  if (!act.fault) act.fault = claims.fault();
  act.personnummer_dropped = act.personnummer_dropped || claims.personnummer_dropped();
  return act;
}

/// Whether another change of the submission stops what this one grants: the stop wins.
bool stopped_beside(const Submission& submission, const Act& grant) {
  return std::any_of(submission.changes.begin(), submission.changes.end(), [&](const Act& other) {
    return is_stop(other.kind) && other.purpose == grant.purpose;
  });
}

/// A fault's place in the submission. What the reader found has it already; what is said once for
/// all changes stands beside them.
std::string place_of(const Act& act, const Error& fault, std::size_t change) {
  constexpr std::string_view of_a_change[] = {
      "", "/purpose", "/roles", "/method", "/processing_version", "/text_version", "/text_digest"};
  const bool beside = std::find(std::begin(of_a_change), std::end(of_a_change), fault.where) ==
                      std::end(of_a_change);
  if (beside || fault == act.fault) return fault.where;
  return pointer("/changes", change) + fault.where;
}

}  // namespace

Result<Submission> submission_from(const Value& value) {
  if (!value.is(Value::Type::object)) return Error{Code::wrong_type, ""};
  const Value* changes = value.find("changes");
  if (changes == nullptr) return Error{Code::missing_member, "/changes"};
  if (!changes->is(Value::Type::array)) return Error{Code::wrong_type, "/changes"};
  if (changes->items.empty()) return Error{Code::bad_value, "/changes"};
  if (changes->items.size() > limits::changes_max) return Error{Code::too_many, "/changes"};

  Submission submission;
  Claims claims(value, "");
  claims.allow("changes");
  submission.subject = claims.id("subject");
  submission.submission_id = claims.id("submission_id");
  if (submission.subject.empty()) return Error{Code::missing_member, "/subject"};
  Act common = read_common(claims);
  common.evidence.submission_id = submission.submission_id;
  claims.finish();
  common.fault = claims.fault();
  common.personnummer_dropped = claims.personnummer_dropped();
  for (std::size_t i = 0; i < changes->items.size(); ++i) {
    const auto act = read_change(changes->items[i], pointer("/changes", i), common);
    if (!act) return act.error();
    submission.changes.push_back(*act);
  }
  return submission;
}

Judgement judge(const Submission& submission, const Circumstances& circumstances,
                const State& state, const Actor& actor) {
  Judgement judgement;
  judgement.state = state;
  judgement.verdicts.resize(submission.changes.size());
  const std::uint64_t met = state.subject.sequence;
  for (const bool stops : {true, false}) {
    for (std::size_t i = 0; i < submission.changes.size(); ++i) {
      Act act = submission.changes[i];
      if (is_stop(act.kind) != stops) continue;
      Verdict& verdict = judgement.verdicts[i];
      verdict.purpose = act.purpose;
      verdict.kind = act.kind;
      // A grant was made on the state the submission met, not on what its own stops made of it.
      if (act.sequence) *act.sequence += judgement.state.subject.sequence - met;
      if (!stops && stopped_beside(submission, act)) {
        verdict.outcome = {Code::withdrawn, pointer("/changes", i)};
        continue;
      }
      auto events = submission.subject == state.subject.id
                        ? accept(act, circumstances, judgement.state, actor)
                        : Result<std::vector<Event>>(Error{Code::actor_not_subject, ""});
      if (!events) {
        verdict.outcome = {events.error().code, place_of(act, events.error(), i)};
        continue;
      }
      for (Event& event : *events) {
        judgement.state = apply(std::move(judgement.state), event);
        judgement.events.push_back(std::move(event));
      }
    }
  }
  return judgement;
}

Value to_value(const Verdict& verdict) {
  Value out = object_value();
  add_text(out, "purpose", verdict.purpose);
  add_text(out, "choice", name_of(verdict.kind));
  const bool accepted = verdict.outcome.code == Code::accepted;
  add(out, "accepted", boolean_value(accepted));
  if (!accepted) {
    add_text(out, "code", name_of(verdict.outcome.code));
    add_text(out, "where", verdict.outcome.where);
  }
  return out;
}

}  // namespace samtycke

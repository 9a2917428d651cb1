#include "due.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "consent.hpp"

namespace samtycke {
namespace {

/// What the events say beyond the state.
struct Told {
  std::optional<Time> begun_at;  // by customer systems
  std::optional<Time> ended_at;
  std::optional<Time> noticed_at;
  std::vector<std::pair<std::string, Time>> reminders;

  Time reminded_at(std::string_view purpose, Time otherwise) const {
    Time last = otherwise;
    for (const auto& [of, at] : reminders) {
      if (of == purpose) last = std::max(last, at);
    }
    return last;
  }
};

Told told(const std::vector<Event>& events, const std::string& subject) {
  Told out;
  for (const Event& event : events) {
    if (subject.empty() || event.subject != subject) continue;
    if (event.kind == EventKind::relation_begun && event.door == Door::provisioning) {
      out.begun_at = event.at;
    }
    if (event.kind == EventKind::relation_ended) out.ended_at = event.at;
    if (event.kind != EventKind::reminded) continue;
    if (event.purpose.empty()) {
      out.noticed_at = event.at;
    } else {
      out.reminders.emplace_back(event.purpose, event.at);
    }
  }
  return out;
}

/// When the data of each purpose lost its consent, as far as the events tell: at the first end
/// after a yes. A no that comes later delays no erasure (L41).
class Losses {
 public:
  Losses(const std::vector<Event>& events, const std::string& subject, const Catalogue& catalogue) {
    State state;
    for (const Event& event : events) {
      if (event.subject != subject) continue;
      if (event.kind == EventKind::relation_ended) ended_at_ = event.at;
      std::optional<Choice> before;
      if (const Choice* choice = find_choice(state.subject, event.purpose)) before = *choice;
      state = apply(std::move(state), event);
      const Choice* after = find_choice(state.subject, event.purpose);
      if (after == nullptr || !after->stopped_at) continue;
      if (before && before->stopped_at == after->stopped_at) continue;
      stopped(before, *after, catalogue);
    }
  }

  /// `stopped_at` where the events do not tell.
  Time of(const std::string& purpose, Time stopped_at) const {
    const auto found = at_.find(purpose);
    return found == at_.end() ? stopped_at : found->second;
  }

 private:
  void stopped(const std::optional<Choice>& before, const Choice& after,
               const Catalogue& catalogue) {
    if (!before || before->kind != ChoiceKind::granted) {
      at_.try_emplace(after.purpose, *after.stopped_at);
      return;
    }
    const Time end = std::min(consent_end(*before, catalogue), ended_at_.value_or(time_max));
    at_[after.purpose] = std::min(*after.stopped_at, end);
  }

  std::map<std::string, Time> at_;
  std::optional<Time> ended_at_;
};

/// The list as it is put together for one relation.
class List {
 public:
  List(const State& state, const std::vector<Event>& events, const Catalogue& catalogue, Time now)
      : state_(state),
        catalogue_(catalogue),
        now_(now),
        told_(told(events, state.subject.id)),
        losses_(events, state.subject.id, catalogue) {}

  std::vector<Due> make() {
    for (const Choice& choice : state_.subject.choices) {
      if (choice.stopped_at) stopped(choice.purpose, *choice.stopped_at, lost(choice));
      if (choice.kind == ChoiceKind::granted) granted(choice);
    }
    notice();
    std::sort(list_.begin(), list_.end(), [](const Due& a, const Due& b) {
      return std::tie(a.at, a.kind, a.purpose, a.sink) < std::tie(b.at, b.kind, b.purpose, b.sink);
    });
    return std::move(list_);
  }

 private:
  void granted(const Choice& choice) {
    const Time end = consent_end(choice, catalogue_);
    if (state_.subject.ended) {
      if (told_.ended_at) ran_out(choice.purpose, std::min(end, *told_.ended_at));
      return;
    }
    list_.push_back({DueKind::expiry, choice.purpose, "", end});
    if (now_ >= end) {
      ran_out(choice.purpose, end);
      return;
    }
    const Purpose* purpose = catalogue_.find(choice.purpose);
    if (purpose == nullptr ||
        own_choice(*purpose, catalogue_, state_.subject, now_) != Code::consent_given) {
      return;
    }
    const Time reminder =
        add_months(told_.reminded_at(choice.purpose, choice.at), catalogue_.policy.reminder_months);
    if (reminder < end) list_.push_back({DueKind::reminder, choice.purpose, "", reminder});
  }

  Time lost(const Choice& choice) const {
    return std::min(*choice.stopped_at, losses_.of(choice.purpose, *choice.stopped_at));
  }

  void ran_out(const std::string& id, Time at) { stopped(id, at, at); }

  /// The evidence of the last stop lives on from it; the data goes from when its consent was lost.
  void stopped(const std::string& id, Time stopped_at, Time at) {
    const Time evidence_end =
        add_months(stopped_at, 12 * catalogue_.policy.evidence_years_after_end);
    list_.push_back({DueKind::evidence_end, id, "", evidence_end});
    const Purpose* purpose = catalogue_.find(id);
    if (purpose != nullptr && purpose->kind != PurposeKind::consent) return;
    if (purpose == nullptr || purpose->sinks.empty()) {
      list_.push_back({DueKind::erase, id, "", at});
      return;
    }
    for (const std::string& sink : purpose->sinks) {
      list_.push_back({DueKind::erase, id, sink, at});
    }
  }

  /// A sole trader gave us the data themselves, and a SIM in a pool has nobody to tell.
  void notice() {
    const SubjectState& subject = state_.subject;
    if (!told_.begun_at || subject.ended || subject.person.empty()) return;
    if (subject.subscriber_kind != SubscriberKind::company) return;
    if (told_.noticed_at && *told_.noticed_at >= *told_.begun_at) return;
    const Time at = *told_.begun_at + catalogue_.policy.notice_days * day_ms;
    list_.push_back({DueKind::notice, "", "", std::min(at, time_max)});
  }

  const State& state_;
  const Catalogue& catalogue_;
  Time now_;
  Told told_;
  Losses losses_;
  std::vector<Due> list_;
};

}  // namespace

std::vector<Due> due(const State& state, const std::vector<Event>& events,
                     const Catalogue& catalogue, Time now) {
  return List(state, events, catalogue, now).make();
}

std::optional<Time> evidence_end(const State& state, const std::vector<Event>& events,
                                 const Catalogue& catalogue, Time now) {
  const auto ended_at = told(events, state.subject.id).ended_at;
  if (!state.subject.ended || !ended_at) return std::nullopt;
  Time last = add_months(*ended_at, 12 * catalogue.policy.evidence_years_after_end);
  for (const Due& one : due(state, events, catalogue, now)) {
    if (one.kind == DueKind::evidence_end) last = std::max(last, one.at);
  }
  return last;
}

Value to_value(const Due& due) {
  Value out = object_value();
  add_text(out, "kind", due_kind_names[static_cast<int>(due.kind)]);
  add_text(out, "purpose", due.purpose);
  add_text(out, "sink", due.sink);
  add(out, "at", text_value(format_time(due.at)));
  return out;
}

Result<Time> rights_due(Time received_at, std::optional<Time> extended_at, Time now) {
  if (received_at > now) return Error{Code::bad_value, "/received_at"};
  if (!extended_at) return add_months(received_at, 1);
  if (*extended_at < received_at || *extended_at > now ||
      *extended_at >= add_months(received_at, 1)) {
    return Error{Code::bad_value, "/extended_at"};
  }
  return add_months(received_at, 3);
}

}  // namespace samtycke

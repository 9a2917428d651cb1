#include "timeline.hpp"

#include <algorithm>

namespace samtycke {
namespace {

bool is_told(EventKind kind) {
  switch (kind) {
    case EventKind::identifier_linked:
    case EventKind::identifier_unlinked:
    case EventKind::mandate_given:
    case EventKind::mandate_ended:
    case EventKind::propagated:
    case EventKind::propagation_acked:
      return false;
    default:
      return true;
  }
}

/// A yes that runs, and when it runs out.
struct Running {
  std::string purpose;
  Time until = 0;
};

/// By time, and what happened at one moment as it was. The items are almost in order: only the end
/// of a yes is told late.
std::vector<TimelineItem> in_order(std::vector<TimelineItem> items) {
  std::vector<TimelineItem> out;
  out.reserve(items.size());
  for (TimelineItem& item : items) {
    const auto place =
        std::upper_bound(out.begin(), out.end(), item.at,
                         [](Time at, const TimelineItem& other) { return at < other.at; });
    out.insert(place, std::move(item));
  }
  return out;
}

class Timeline {
 public:
  Timeline(std::string_view subject, const Catalogue& catalogue, Time now)
      : subject_(subject), catalogue_(catalogue), now_(now) {}

  std::vector<TimelineItem> make(const std::vector<Event>& events) {
    name_parties(events);
    for (const Event& event : events) {
      if (event.at <= now_ && concerns(event)) take(event);
    }
    run_out(now_);
    std::vector<TimelineItem> merged;
    for (TimelineItem& item : in_order(std::move(items_))) {
      if (merged.empty() || !joined(merged.back(), item)) merged.push_back(std::move(item));
    }
    std::reverse(merged.begin(), merged.end());
    return merged;
  }

 private:
  /// A person's or a subscriber's events may stand before the relation that names the two.
  void name_parties(const std::vector<Event>& events) {
    for (const Event& event : events) {
      if (event.kind != EventKind::relation_begun || event.subject != subject_) continue;
      if (event.at > now_) continue;
      person_ = event.person;
      subscriber_ = event.subscriber;
    }
  }

  bool concerns(const Event& event) const {
    if (!is_told(event.kind)) return false;
    switch (party_of(event)) {
      case Party::subject:
        return event.subject == subject_;
      case Party::person:
        return !person_.empty() && event.person == person_;
      case Party::subscriber:
        return lasts_ && event.subscriber == subscriber_;
    }
    return false;
  }

  void take(const Event& event) {
    if (event.kind == EventKind::relation_begun) lasts_ = true;
    run_out(event.at);
    // That a yes ran out is told where it did, not where somebody noticed.
    if (event.kind == EventKind::expired && !runs(event.purpose)) return;
    TimelineItem item;
    item.kind = event.kind;
    item.at = event.at;
    item.by = doer_of(event);
    item.door = event.door;
    if (!event.purpose.empty()) item.purposes.push_back(event.purpose);
    if (item.by == Doer::self) item.receipt = event.evidence.submission_id;
    follow(event, item);
    items_.push_back(std::move(item));
  }

  /// What the event does to the yes that runs.
  void follow(const Event& event, TimelineItem& item) {
    switch (event.kind) {
      case EventKind::granted:
        stop(event.purpose);
        item.expires_at = end_of(event);
        running_.push_back({event.purpose, *item.expires_at});
        break;
      case EventKind::refused:
      case EventKind::withdrawn:
      case EventKind::expired:
        stop(event.purpose);
        break;
      case EventKind::relation_ended:
        running_.clear();
        lasts_ = false;
        break;
      default:
        break;
    }
  }

  Time end_of(const Event& grant) const {
    const Time by_policy = add_months(grant.at, catalogue_.policy.consent_months);
    return std::min(grant.until.value_or(grant.at), by_policy);
  }

  bool runs(std::string_view purpose) const {
    return std::any_of(running_.begin(), running_.end(),
                       [purpose](const Running& r) { return r.purpose == purpose; });
  }

  void stop(std::string_view purpose) {
    std::erase_if(running_, [purpose](const Running& r) { return r.purpose == purpose; });
  }

  /// Whatever ran out until then has its line, and runs no longer.
  void run_out(Time until) {
    for (const Running& ended : running_) {
      if (ended.until > until) continue;
      TimelineItem item;
      item.kind = EventKind::expired;
      item.at = ended.until;
      item.by = Doer::time;
      item.purposes.push_back(ended.purpose);
      items_.push_back(std::move(item));
    }
    std::erase_if(running_, [until](const Running& r) { return r.until <= until; });
  }

  Doer doer_of(const Event& event) const {
    if (party_of(event) == Party::subscriber) return Doer::company;
    const auto& roles = event.roles;
    if (std::find(roles.begin(), roles.end(), Role::guardian) != roles.end()) return Doer::guardian;
    return !event.actor.empty() && event.actor == person_ ? Doer::self : Doer::operator_;
  }

  /// Takes the next line's purpose into the one before it where both are one act's.
  static bool joined(TimelineItem& before, const TimelineItem& next) {
    if (before.purposes.empty() || next.purposes.empty()) return false;
    TimelineItem same = next;
    same.purposes = before.purposes;
    if (same != before) return false;
    const auto& known = before.purposes;
    if (std::find(known.begin(), known.end(), next.purposes.front()) != known.end()) return false;
    before.purposes.push_back(next.purposes.front());
    return true;
  }

  std::string_view subject_;
  const Catalogue& catalogue_;
  Time now_;
  std::string person_, subscriber_;
  bool lasts_ = false;
  std::vector<Running> running_;
  std::vector<TimelineItem> items_;
};

}  // namespace

std::vector<TimelineItem> timeline_of(const std::vector<Event>& events, std::string_view subject,
                                      const Catalogue& catalogue, Time now) {
  return Timeline(subject, catalogue, now).make(events);
}

Value to_value(const TimelineItem& item, const Catalogue& catalogue, std::string_view language) {
  Value purposes = array_value();
  for (const std::string& id : item.purposes) {
    Value one = object_value();
    add_text(one, "id", id);
    if (const Purpose* purpose = catalogue.find(id)) {
      add_text(one, "title", purpose->title.in(language));
    }
    purposes.items.push_back(std::move(one));
  }
  Value out = object_value();
  add_text(out, "kind", name_of(item.kind));
  add(out, "at", text_value(format_time(item.at)));
  add_text(out, "by", doer_names[static_cast<int>(item.by)]);
  if (item.door) add_text(out, "door", name_of(*item.door));
  add(out, "purposes", std::move(purposes));
  if (item.expires_at) add_text(out, "expires_at", format_time(*item.expires_at));
  add_text(out, "receipt", item.receipt);
  return out;
}

}  // namespace samtycke

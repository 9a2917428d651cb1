/// Random histories, and a second reading of the rules beside them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "made.hpp"
#include "random.hpp"

namespace samtycke::made {

/// What RULINGS say of one purpose, kept by hand beside the core: the other opinion.
struct Witness {
  struct Purpose {
    Code last = Code::no_decision;
    Time granted_at = 0;
    bool gate_open = false;
    bool objected = false;
  };
  std::map<std::string, Purpose> purposes;
  bool restricted = false;
  bool objected_to_all = false;
  bool ended = false;

  void hear(const Event& event) {
    switch (event.kind) {
      case EventKind::granted:
        purposes[event.purpose].last = Code::consent_given;
        purposes[event.purpose].granted_at = event.at;
        break;
      case EventKind::refused:
        purposes[event.purpose].last = Code::refused;
        break;
      case EventKind::withdrawn:
        purposes[event.purpose].last = Code::withdrawn;
        break;
      case EventKind::gate_opened:
        purposes[event.purpose].gate_open = true;
        break;
      case EventKind::gate_closed:
        purposes[event.purpose].gate_open = false;
        break;
      case EventKind::restricted:
        restricted = true;
        break;
      case EventKind::unrestricted:
        restricted = false;
        break;
      case EventKind::relation_ended:
        ended = true;
        break;
      case EventKind::objection:
      case EventKind::objection_lifted: {
        const bool on = event.kind == EventKind::objection;
        (event.purpose.empty() ? objected_to_all : purposes[event.purpose].objected) = on;
        break;
      }
      default:
        break;
    }
  }

  Code says(const samtycke::Purpose& asked, const Catalogue& catalogue, Time now) {
    const Purpose& known = purposes[asked.id];
    const bool both = asked.consent_by == ConsentBy::both;
    if (restricted) return Code::restricted;
    if (known.objected || (asked.marketing && objected_to_all)) return Code::objected;
    if (both && !known.gate_open) return Code::subscriber_gate_closed;
    if (ended) return Code::relation_ended;
    if (known.last == Code::no_decision && both) return Code::user_consent_missing;
    if (known.last != Code::consent_given) return known.last;
    const bool over = now >= add_months(known.granted_at, catalogue.policy.consent_months);
    return over ? Code::expired : Code::consent_given;
  }
};

/// A history as it is lived: each act is one that somebody might try.
class Life {
 public:
  Life(Random& random, const Catalogue& catalogue)
      : random_(random), catalogue_(catalogue), state_(employee()) {
    for (const Purpose& purpose : catalogue.purposes) {
      if (takes_choices(purpose)) purposes_.push_back(purpose.id);
    }
  }

  /// Tries one act; the events it became, if it was accepted.
  std::vector<Event> live() {
    now_ += static_cast<Time>(random_.below(random_.chance(3) ? 300 : 3) * day_ms +
                              random_.below(5'000));
    Act act = any_act();
    const auto events = accept(act, circumstances(now_, catalogue_), state_, any_actor(act.kind));
    if (!events) return {};
    for (const Event& event : *events) state_ = apply(std::move(state_), event);
    return *events;
  }

  const State& state() const { return state_; }
  Time now() const { return now_; }
  const std::vector<std::string>& purposes() const { return purposes_; }

 private:
  std::string any_purpose() {
    if (random_.chance(3)) return "no-such-purpose";
    return purposes_[random_.below(purposes_.size())];
  }

  Act any_act() {
    const EventKind kinds[] = {
        EventKind::granted,          EventKind::granted,     EventKind::granted,
        EventKind::withdrawn,        EventKind::refused,     EventKind::gate_opened,
        EventKind::gate_opened,      EventKind::gate_closed, EventKind::objection,
        EventKind::objection_lifted, EventKind::restricted,  EventKind::unrestricted,
        EventKind::unrestricted};
    EventKind kind = kinds[random_.below(std::size(kinds))];
    if (random_.below(400) == 0) kind = EventKind::relation_ended;
    if (kind == EventKind::granted) {
      Act act = grant(state_, any_purpose(), now_, catalogue_);
      if (random_.chance(10)) *act.sequence -= 1;
      if (random_.chance(5)) act.evidence.method = "scroll";
      return act;
    }
    const bool marketing = kind == EventKind::objection || kind == EventKind::objection_lifted;
    Act act = gate(kind, marketing && random_.chance(50) ? "" : any_purpose());
    act.subject = state_.subject.id;
    return act;
  }

  Actor any_actor(EventKind kind) {
    if (random_.chance(15)) {
      const Actor others[] = {{"prs-anna", Role::user, Door::page, "s"},
                              {"prs-karin", Role::company_admin, Door::page, "s"},
                              import(),
                              customer_service(),
                              provisioning()};
      return others[random_.below(std::size(others))];
    }
    if (kind == EventKind::relation_ended) return provisioning();
    if (party_of(kind) == Party::subscriber) return karin();
    return erik();
  }

  Random& random_;
  const Catalogue& catalogue_;
  State state_;
  Time now_ = at("2026-02-01T00:00:00.000Z");
  std::vector<std::string> purposes_;
};

}  // namespace samtycke::made

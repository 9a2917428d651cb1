/// A history as RapidCheck makes it and makes it smaller: a list of moves, each of which means
/// something in whatever state it meets, so that a list without some of them is a history too.
#pragma once

#include <rapidcheck.h>

#include <set>
#include <string>
#include <vector>

#include "made.hpp"

namespace samtycke::made {

/// What somebody tries: small numbers, the smallest the plainest.
struct Move {
  int what = 0;     // which act
  int purpose = 0;  // about which purpose
  int who = 0;      // 0 to 11: whose matter it is; above: somebody else
  int wait = 0;     // how long after the move before
  int flaw = 0;     // 0 to 17: none
};
using Moves = std::vector<Move>;

inline std::ostream& operator<<(std::ostream& out, const Move& move) {
  return out << "{" << move.what << ", " << move.purpose << ", " << move.who << ", " << move.wait
             << ", " << move.flaw << "}";
}

/// One history, lived by Erik of Björk & Co AB.
class Story {
 public:
  explicit Story(const Catalogue& catalogue) : catalogue_(catalogue), state_(employee()) {
    for (const Purpose& purpose : catalogue.purposes) {
      if (takes_choices(purpose)) purposes_.push_back(purpose.id);
    }
  }

  /// Tries the move; the events it became, none when it was refused.
  std::vector<Event> play(const Move& move) {
    constexpr Time waits[] = {0, 1, 5 * second_ms, day_ms, 40 * day_ms, 300 * day_ms};
    now_ += waits[move.wait];
    const Act act = act_of(move);
    const auto events = accept(act, circumstances(now_, catalogue_), state_, actor_of(move));
    if (!events) return {};
    for (const Event& event : *events) {
      state_ = apply(std::move(state_), event);
      events_.push_back(event);
    }
    return *events;
  }

  /// The purposes whose data may be used now.
  std::set<std::string> allowed(const State& state) const {
    std::set<std::string> out;
    for (const std::string& id : purposes_) {
      const Purpose& purpose = *catalogue_.find(id);
      if (decide_choice(purpose, catalogue_, state, now_) == Code::consent_given) out.insert(id);
    }
    return out;
  }
  std::set<std::string> allowed() const { return allowed(state_); }

  const State& state() const { return state_; }
  const Catalogue& catalogue() const { return catalogue_; }
  const std::vector<Event>& events() const { return events_; }
  const std::vector<std::string>& purposes() const { return purposes_; }
  Time now() const { return now_; }

 private:
  static constexpr EventKind kinds[] = {
      EventKind::granted,      EventKind::granted,    EventKind::gate_opened,
      EventKind::withdrawn,    EventKind::refused,    EventKind::gate_closed,
      EventKind::objection,    EventKind::restricted, EventKind::objection_lifted,
      EventKind::unrestricted, EventKind::granted,    EventKind::relation_ended};

 public:
  static constexpr int what_count = static_cast<int>(std::size(kinds));

 private:
  Act act_of(const Move& move) const {
    const EventKind kind = kinds[move.what];
    const std::string& purpose =
        purposes_[static_cast<std::size_t>(move.purpose) % purposes_.size()];
    if (kind == EventKind::granted) {
      Act act = grant(state_, move.flaw == 18 ? "no-such-purpose" : purpose, now_, catalogue_);
      if (move.flaw == 19) act.evidence.method = "scroll";
      return act;
    }
    const bool marketing = kind == EventKind::objection || kind == EventKind::objection_lifted;
    Act act = gate(kind, marketing && move.purpose % 2 == 0 ? "" : purpose);
    act.subject = state_.subject.id;
    return act;
  }

  Actor actor_of(const Move& move) const {
    const Actor others[] = {
        import(), customer_service(), provisioning(), {"prs-anna", Role::user, Door::page, "s"}};
    if (move.who >= 12) return others[move.who - 12];
    const EventKind kind = kinds[move.what];
    if (kind == EventKind::relation_ended) return provisioning();
    return party_of(kind) == Party::subscriber ? karin() : erik();
  }

  const Catalogue& catalogue_;
  State state_;
  Time now_ = at("2026-02-01T00:00:00.000Z");
  std::vector<Event> events_;
  std::vector<std::string> purposes_;
};

/// Whether the test held for every one of many histories. RapidCheck prints its seed, and the
/// smallest history for which it did not; RC_PARAMS="seed=…" gives it again.
template <typename Test>
bool in_every_story(const std::string& promise, Test test) {
  return rc::check(promise, [&](const Moves& moves, bool other) {
    Story story(other ? second() : demo());
    test(story, moves);
  });
}

}  // namespace samtycke::made

namespace rc {

template <>
struct Arbitrary<samtycke::made::Move> {
  static Gen<samtycke::made::Move> arbitrary() {
    using samtycke::made::Move;
    return gen::build<Move>(
        gen::set(&Move::what, gen::inRange(0, samtycke::made::Story::what_count)),
        gen::set(&Move::purpose, gen::inRange(0, 4)), gen::set(&Move::who, gen::inRange(0, 16)),
        gen::set(&Move::wait, gen::inRange(0, 6)), gen::set(&Move::flaw, gen::inRange(0, 20)));
  }
};

}  // namespace rc

#include "api/retention.hpp"

#include "api/erasure.hpp"
#include "api/every_subject.hpp"
#include "core/due.hpp"

namespace samtycke::server {
namespace {

using Texts = std::vector<std::string>;

/// Nothing when an event cannot be read.
std::optional<std::vector<Event>> events_in(const Texts& texts) {
  std::vector<Event> events;
  for (const std::string& text : texts) {
    auto event = read_event(text);
    if (!event) return std::nullopt;
    events.push_back(std::move(*event));
  }
  return events;
}

/// Whether the time of its evidence is over; nothing when its events cannot be read.
std::optional<bool> is_over(const std::optional<Texts>& texts, const Catalogue& catalogue,
                            Time now) {
  const auto state = texts ? replay(*texts) : std::nullopt;
  if (!state) return std::nullopt;
  if (!state->subject.ended) return false;
  const auto events = events_in(*texts);
  if (!events) return std::nullopt;
  const auto end = evidence_end(*state, *events, catalogue, now);
  return end && *end <= now;
}

/// Looks once more, in the order of all writing: a hold may have come, or a new beginning.
Recorded erase_if_over(const Verifier& verifier, const std::string& subject, Swept& swept) {
  return verifier.sequencer.record([&](Pending& pending) {
    const auto texts =
        pending.store().events_of(Party::subject, subject, pending.position(), View::pending);
    const auto over = is_over(texts, *verifier.catalogue(), verifier.clock());
    const auto hold = pending.store().hold(subject, View::pending);
    const auto state = pending.of_subject(subject);
    if (!over || !hold || !state) pending.fail();
    if (!over.value_or(false) || !hold || !state || state->subject.id.empty()) return false;
    if (*hold) {
      ++swept.held;
      return false;
    }
    Erased erased;
    return erase_relation(*state, verifier.clock(), pending, erased);
  });
}

void sweep_one(const Verifier& verifier, const std::string& subject, Swept& swept) {
  ++swept.asked;
  const auto texts = verifier.store.events_of(Party::subject, subject,
                                              verifier.states.events_count(), View::committed);
  const auto over = is_over(texts, *verifier.catalogue(), verifier.clock());
  if (!over) swept.whole = false;
  if (!over.value_or(false)) return;
  const Recorded recorded = erase_if_over(verifier, subject, swept);
  if (recorded == Recorded::yes) ++swept.erased;
  if (recorded != Recorded::yes && recorded != Recorded::declined) swept.whole = false;
}

}  // namespace

Swept sweep_evidence(const Verifier& verifier) {
  Swept swept;
  // Without a catalogue nobody knows how long anything lives: then it lives on.
  if (verifier.catalogue() == nullptr) return swept;
  const bool all = every_subject(verifier.store, [&](const std::string& subject) {
    sweep_one(verifier, subject, swept);
    return true;
  });
  swept.whole = swept.whole && all;
  return swept;
}

}  // namespace samtycke::server

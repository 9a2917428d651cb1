#include "api/figures.hpp"

#include <algorithm>

#include "api/answer.hpp"
#include "api/status.hpp"
#include "core/figures.hpp"

namespace samtycke::server {
namespace {

constexpr std::uint64_t chunk_size = 1'024;

using Figures = std::vector<KeptFigure>;

Time midnight_before(Time now) { return now - now % day_ms; }

/// Walks through the log and tells a figure for each purpose at each midnight that has none.
class Telling {
 public:
  Telling(const Verifier& verifier, const Figures& kept)
      : verifier_(verifier),
        least_(verifier.catalogue()->policy.min_group_size),
        census_(*verifier.catalogue()),
        until_(midnight_before(verifier.clock())) {
    for (const KeptFigure& figure : kept) last_[figure.purpose] = figure;
    for (const Purpose* purpose : census_.purposes()) {
      const auto found = last_.find(purpose->id);
      told_until_ = std::min(told_until_, found == last_.end() ? Time{-1} : found->second.at);
    }
  }

  /// Whether anything is to be told at all.
  bool is_due() const { return told_until_ < until_; }

  /// False when the log cannot be read.
  bool tell() {
    const std::uint64_t count = verifier_.states.events_count();
    for (std::uint64_t from = 0; from < count; from += chunk_size) {
      const auto events =
          verifier_.store.events(from, std::min(count, from + chunk_size), View::committed);
      if (!events) return false;
      for (const StoredEvent& stored : *events) {
        // Nobody can count who was erased.
        if (stored.is_erased) continue;
        const auto event = read_event(stored.bytes);
        if (!event) return false;
        take(*event);
      }
    }
    // Before the first event there is nothing to tell of.
    if (next_ != 0) tell_until(until_);
    return true;
  }

  const Figures& new_ones() const { return new_; }

 private:
  void take(const Event& event) {
    if (next_ == 0) {
      next_ = std::max(midnight_before(event.at) + day_ms,
                       told_until_ < 0 ? Time{0} : told_until_ + day_ms);
    }
    tell_until(std::min(until_, event.at - 1));
    census_.take(event);
  }

  /// At each midnight up to then.
  void tell_until(Time moment) {
    for (; next_ <= moment; next_ += day_ms) {
      const std::vector<Count> counts = census_.at(next_);
      for (std::size_t i = 0; i < counts.size(); ++i)
        tell_one(census_.purposes()[i]->id, counts[i]);
    }
  }

  void tell_one(const std::string& purpose, const Count& count) {
    const auto last = last_.find(purpose);
    if (last != last_.end() && last->second.at >= next_) return;
    const auto before =
        last == last_.end() ? std::nullopt : std::optional<Figure>(last->second.told);
    const KeptFigure figure{purpose, next_, figure_of(count, before, least_)};
    last_[purpose] = figure;
    new_.push_back(figure);
  }

  const Verifier& verifier_;
  const std::int64_t least_;
  Census census_;
  const Time until_;
  Time told_until_ = time_max;  // of the purpose that was told of the longest ago; -1: never
  Time next_ = 0;               // the midnight to tell of next; 0: no event was seen yet
  std::map<std::string, KeptFigure> last_;
  Figures new_;
};

Recorded keep(const Verifier& verifier, const Figures& figures) {
  return verifier.sequencer.record([&](Pending& pending) {
    for (const KeptFigure& figure : figures) {
      if (pending.store().keep_figure(figure)) continue;
      pending.fail();
      return false;
    }
    return true;
  });
}

}  // namespace

std::variant<std::vector<KeptFigure>, Response> told_figures(const Verifier& verifier,
                                                             const Request& request) {
  auto kept = verifier.store.figures();
  if (!kept) return refuse(verifier, request, {store_failed, ""});
  Telling telling(verifier, *kept);
  if (!telling.is_due()) return std::move(*kept);
  if (!telling.tell()) return refuse(verifier, request, {store_failed, ""});
  if (telling.new_ones().empty()) return std::move(*kept);
  const Recorded recorded = keep(verifier, telling.new_ones());
  if (recorded != Recorded::yes) return answer_unrecorded(verifier, request, recorded);
  // Somebody else may have told them meanwhile: what is kept counts.
  kept = verifier.store.figures();
  if (!kept) return refuse(verifier, request, {store_failed, ""});
  return std::move(*kept);
}

}  // namespace samtycke::server

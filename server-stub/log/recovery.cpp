#include "log/recovery.hpp"

namespace samtycke::server {
namespace {

constexpr std::uint64_t together_max = 64;  // frames in one transaction

/// Takes frames in, many with one commit.
class Taking {
 public:
  Taking(RecoveringStore& store, Log& log) : store_(store), log_(log) {}

  bool take(const Frame& frame, std::string_view digest) {
    if (waiting_count_ == 0 && !begin()) return fail();
    ++waiting_count_;
    if (!put(frame, digest)) {
      is_refused_ = true;
      store_.roll_back();
      return false;
    }
    ++count_;
    return waiting_count_ < together_max || finish();
  }
  bool finish() {
    if (waiting_count_ == 0) return !is_failed_;
    waiting_count_ = 0;
    return store_.commit() == Committed::yes || fail();
  }
  std::uint64_t count() const { return count_; }
  bool is_refused() const { return is_refused_; }

 private:
  /// The store could not be read or written: what was taken in so far is not all.
  bool fail() {
    is_failed_ = true;
    return false;
  }
  bool begin() {
    const auto count = store_.count();
    return count && store_.begin(*count) == Begun::yes;
  }

  bool put(const Frame& frame, std::string_view digest) {
    if (!store_.take(frame, digest)) return false;
    const bool has_entries = !frame.entries.empty();
    if (has_entries && !log_.follow(frame.log_first, frame.entries, frame.note)) return false;
    for (const auto& [size, line] : frame.cosignatures) {
      if (!store_.keep_cosignature(size, line)) return false;
    }
    return true;
  }

  RecoveringStore& store_;
  Log& log_;
  std::uint64_t waiting_count_ = 0;
  std::uint64_t count_ = 0;
  bool is_refused_ = false;
  bool is_failed_ = false;
};

}  // namespace

Recovery take_in_frames(RecoveringStore& store, Log& log, const std::string& folder,
                        const PlaceName& name) {
  const auto chain = store.chain();
  if (!chain) return {};
  if (chain->second.empty()) return {TakenIn::refused, 0, false};
  Taking taking(store, log);
  const auto end = read_frames(folder, name, chain->first,
                               [&taking](const Frame& frame, std::string_view framed) {
                                 return taking.take(frame, digest_of(framed));
                               });
  if (taking.is_refused()) return {TakenIn::refused, 0, false};
  if (!end || !taking.finish()) return {};
  // The same number and another change: two chains, of which this copy is not in the folder's.
  if (end->number == chain->first && taking.count() == 0 && end->digest != chain->second &&
      end->number > 0) {
    return {TakenIn::refused, 0, false};
  }
  Recovery recovery{TakenIn::all, taking.count(), end->tail == FrameFault::cut};
  // A copy of the database that knows of more than the folder: frames of it are gone.
  const bool is_short = end->number < chain->first;
  if (end->tail == FrameFault::damaged || is_short) recovery.taken_in = TakenIn::incomplete;
  return recovery;
}

bool begin_log_anew(RecoveringStore& store, const std::string& previous, Time now) {
  const auto count = store.count();
  const auto openings = store.log_openings();
  if (!count || !openings || store.begin(*count) != Begun::yes) return false;
  const LogOpening opening{static_cast<std::int64_t>(openings->size()) + 2, *count, now, previous};
  if (!store.open_log(opening)) {
    store.roll_back();
    return false;
  }
  return store.commit() == Committed::yes;
}

}  // namespace samtycke::server

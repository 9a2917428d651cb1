/// After a lost disk: an older copy of the database takes in what the second place was told since,
/// commit by commit, the way it went the first time, and ends at the same signed head. Where the
/// rest is lost for good, a new log begins.
///
///     a crash while frames are taken in     those of the last transaction are taken in again
///     a crash before the new log's commit   there is none yet, and the next try opens it
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "log/log.hpp"
#include "store/sqlite_store.hpp"

namespace samtycke::server {

enum class TakenIn : std::uint8_t {
  all,         // up to the last whole frame, and nothing whole comes behind it
  incomplete,  // frames are missing or damaged: what comes behind them cannot be used
  refused,     // a frame does not fit: not of this database, or not signed by this key
  unreadable,  // the folder, or the store
};

struct Recovery {
  TakenIn taken_in = TakenIn::unreadable;
  std::uint64_t frames_count = 0;
  bool was_cut = false;  // a last frame was being written: nobody was answered for it
};

/// `log` and `store` are the same database's.
Recovery take_in_frames(RecoveringStore& store, Log& log, const std::string& folder,
                        const PlaceName& name);

/// Begins a new log with what is left, after the newest head that is known of this one. False when
/// it could not be written; `log` itself stays what it was.
[[nodiscard]] bool begin_log_anew(RecoveringStore& store, const std::string& previous, Time now);

}  // namespace samtycke::server

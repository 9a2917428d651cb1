/// What one commit changed, as it is handed on to the second place (store/second_place.hpp): rows
/// as they stand in the database, so whatever tells of somebody is sealed with their key; the log's
/// new entries, and the signed head over them.
///
/// Each frame names the one before it by its digest: none can be missing, added or moved unseen.
///
///     framed = size of the body in 8 bytes, the body, SHA-256 of the body
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/tree.hpp"
#include "store/store.hpp"

namespace samtycke::server {

struct Frame {
  std::uint64_t number = 0;  // 1, 2, …
  std::string previous;      // the digest of the one before; of the first, the chain's name
  std::int64_t schema = 0;   // the version of the tables
  std::uint64_t log_first = 0;
  std::vector<Digest> entries;  // of the log, from `log_first` on
  std::string note;             // the head over them; none when there are none
  std::vector<std::pair<std::uint64_t, std::string>> cosignatures;  // size, line
  std::string rows;  // of all other tables: a patchset of SQLite's session extension

  bool operator==(const Frame&) const = default;
};

constexpr std::size_t frame_digest_size = 32;
/// Far above what a batch makes; a size above it is no frame's.
constexpr std::uint64_t frame_size_max = 256 * 1024 * 1024;

std::string framed(const Frame& frame);
/// By which the next frame names it.
std::string digest_of(std::string_view framed);

enum class FrameFault : std::uint8_t {
  none,
  cut,      // the bytes end before it does: it was being written
  damaged,  // it is there and is not what was written
};

/// The frame that the bytes begin with, and how long it is there.
struct ReadFrame {
  Frame frame;
  std::size_t size = 0;
  FrameFault fault = FrameFault::none;
};
ReadFrame frame_at_start(std::string_view bytes);

}  // namespace samtycke::server

/// The second place: a folder on another disk, or on another machine's disk that is mounted, which
/// is told of every commit. From a copy of the database and what lies here the same log comes to be
/// again after the first disk is lost.
///
///     place             which chain of changes this is, made by `samtycke second-place`
///     CHAIN-base.db     the database as it was when the chain began
///     CHAIN-changes-N   frames (store/frame.hpp) from the N-th on, one behind the other
///
/// The folder must be there: one that is not, or is empty, is a disk that is not mounted, and to
/// write into it would be to write to the first disk twice.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "store/frame.hpp"

namespace samtycke::server {

/// Which chain of changes a folder holds.
struct PlaceName {
  std::string chain;        // 32 random bytes: what the first frame names as the one before it
  std::int64_t schema = 0;  // of its base
  /// Answers may have gone out before their frame came here, at any time since the base.
  bool is_late = false;

  bool operator==(const PlaceName&) const = default;
};

/// Up to where it goes.
struct PlaceEnd {
  std::uint64_t number = 0;            // of the last whole frame
  std::string digest;                  // its own; of none yet, the chain's name
  FrameFault tail = FrameFault::none;  // what comes behind it

  bool operator==(const PlaceEnd&) const = default;
};

std::string place_base(const std::string& folder, const std::string& chain);
std::optional<PlaceName> read_place(const std::string& folder);
/// Begins a chain in the folder, whose base must lie there already; takes away what is left of one
/// before. After a crash in between the folder holds one of the two, whole.
[[nodiscard]] bool begin_place(const std::string& folder, const PlaceName& name);
[[nodiscard]] bool mark_late(const std::string& folder);

/// Hands each whole frame behind the `after`-th on, in order, until one is not taken or the chain
/// ends: at what `PlaceEnd::tail` says, also where a file is gone from between. Nothing when the
/// folder cannot be read.
std::optional<PlaceEnd> read_frames(
    const std::string& folder, const PlaceName& name, std::uint64_t after,
    const std::function<bool(const Frame&, std::string_view)>& take);

/// To write behind the last whole frame. Of one thread.
class SecondPlace {
 public:
  static constexpr std::uint64_t segment_size_max = 64 * 1024 * 1024;

  /// Nothing when the folder cannot be read or holds another chain.
  static std::unique_ptr<SecondPlace> open(const std::string& folder, const std::string& chain);
  ~SecondPlace();
  SecondPlace(const SecondPlace&) = delete;
  SecondPlace& operator=(const SecondPlace&) = delete;

  const PlaceEnd& end() const { return end_; }

  /// Writes frames behind the last one; true when they are durable.
  ///
  ///     a crash before it returns   they are there, or in part, or not at all: whoever opens it
  ///                                 next finds the last whole frame and writes the rest again
  ///     a failure                   nobody knows, and no second sync of the same file could tell:
  ///                                 the file is opened anew and cut before anything is written
  [[nodiscard]] bool append(std::uint64_t first, std::uint64_t last, std::string_view framed);

 private:
  SecondPlace(std::string folder, PlaceName name)
      : folder_(std::move(folder)), name_(std::move(name)) {}
  bool find_end();
  bool reopen(std::uint64_t first);
  void close();

  const std::string folder_;
  const PlaceName name_;
  PlaceEnd end_;
  std::string segment_;     // where the next frame goes; empty: a new one
  std::uint64_t size_ = 0;  // of what is whole in it
  int file_ = -1;
};

}  // namespace samtycke::server

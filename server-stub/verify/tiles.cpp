#include "verify/tiles.hpp"

#include "core/merkle.hpp"
#include "identity/hash.hpp"
#include "store/log_tables.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t bundled_size = 2 + digest_size;

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::optional<Digest> digest_in(std::string_view bytes, std::size_t place) {
  Digest digest{};
  if (bytes.size() < place + digest_size) return std::nullopt;
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(place), digest_size, digest.begin());
  return digest;
}

}  // namespace

std::string TileCheck::stored(int level, std::uint64_t number) {
  return read_tile(connection_, level, number).value_or(std::string());
}

void TileCheck::load(std::uint64_t number) {
  stored_entries_ = stored(entries_level, number);
  stored_leaves_ = stored(0, number);
}

void TileCheck::take(const std::optional<Digest>& from_event) {
  const std::uint64_t position = frontier_.size();
  const std::size_t place = position % tile_width;
  if (place == 0) load(position / tile_width);
  const auto stored_entry = digest_in(stored_entries_, place * bundled_size + 2);
  const auto stored_leaf = digest_in(stored_leaves_, place * digest_size);
  const Digest entry = from_event.value_or(stored_entry.value_or(Digest{}));
  Digest leaf = leaf_hash(openssl_sha256, bytes_of(entry));
  // Where the log agrees with itself against the event, it is the event that was changed: the tree
  // goes on as it was, and the heads after it are not blamed.
  if (stored_entry && stored_leaf && *stored_entry != entry && *stored_leaf != leaf &&
      leaf_hash(openssl_sha256, bytes_of(*stored_entry)) == *stored_leaf) {
    tell_({Check::inclusion_wrong, "events", position, {}, {}, {}});
    leaf = *stored_leaf;
    add(entries_level, position, to_bundle(*stored_entry));
  } else {
    add(entries_level, position, to_bundle(entry));
  }
  std::vector<TileHash> placed;
  frontier_.append(openssl_sha256, leaf, placed);
  for (const TileHash& one : placed) add(one.level, one.index, bytes_of(one.digest));
}

void TileCheck::add(int level, std::uint64_t index, std::string_view bytes) {
  Growing& tile = at(level);
  tile.number = index / tile_width;
  tile.bytes += bytes;
  if (index % tile_width + 1 == tile_width) compare(level, bytes.size());
}

/// A tile that is full, or the last of its level. Its place is told up to the hash.
void TileCheck::compare(int level, std::size_t width) {
  Growing& tile = at(level);
  if (tile.bytes.empty()) return;
  ++tiles_count_;
  const std::string found = stored(level, tile.number);
  const std::string name = to_text(TileName{level, tile.number, tile_width});
  if (found.empty()) {
    tell_({Check::tile_missing, name, {}, {}, {}, {}});
  } else if (found != tile.bytes) {
    std::size_t place = 0;
    while (place < found.size() && place < tile.bytes.size() && found[place] == tile.bytes[place]) {
      ++place;
    }
    const std::uint64_t index = tile.number * tile_width + place / width;
    tell_({Check::tile_wrong, name, {}, {}, index, {}});
  }
  tile.bytes.clear();
}

void TileCheck::finish() {
  for (int level = entries_level; level <= tile_level_max; ++level) {
    compare(level, level == entries_level ? bundled_size : digest_size);
  }
  const auto count = rows_of<std::uint64_t>(connection_, "SELECT count(*) FROM log_tiles", {},
                                            [](const Query& row, std::uint64_t& found) {
                                              found = static_cast<std::uint64_t>(row.integer(0));
                                            });
  if (!count || *count > tiles_count_) tell_({Check::tile_too_many, "log_tiles", {}, {}, {}, {}});
}

}  // namespace samtycke::server

#include "log/tails.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t bundled_size = 2 + digest_size;  // an entry and its length

/// How many bytes the last tile of a level has in a log of that size.
std::size_t tail_size(int level, std::uint64_t size) {
  if (level == entries_level) return static_cast<std::size_t>(size % tile_width) * bundled_size;
  return static_cast<std::size_t>((size >> (level * tile_height)) % tile_width) * digest_size;
}

}  // namespace

std::optional<Tails> Tails::read(LogStore& store, std::uint64_t size) {
  Tails tails;
  for (int level = entries_level; level <= tile_level_max; ++level) {
    Tail& tail = tails.at(level);
    tail.number = (level == entries_level ? size : size >> (level * tile_height)) / tile_width;
    const std::size_t wanted = tail_size(level, size);
    if (wanted == 0) continue;
    auto bytes = store.tile(level, tail.number, View::committed);
    if (!bytes || bytes->size() != wanted) return std::nullopt;
    tail.bytes = std::move(*bytes);
  }
  return tails;
}

bool Tails::write(LogStore& store, int level, Tail& tail) {
  if (!tail.has_grown) return true;
  tail.has_grown = false;
  return store.put_tile(level, tail.number, tail.bytes) &&
         store.tile(level, tail.number, View::pending) == tail.bytes;
}

bool Tails::add(LogStore& store, int level, std::uint64_t index, std::string_view bytes) {
  Tail& tail = at(level);
  if (tail.number != index / tile_width) {
    if (!write(store, level, tail)) return false;
    tail = {index / tile_width, {}, false};
  }
  tail.bytes += bytes;
  tail.has_grown = true;
  return true;
}

bool Tails::write(LogStore& store) {
  for (int level = entries_level; level <= tile_level_max; ++level) {
    if (!write(store, level, at(level))) return false;
  }
  return true;
}

const std::string* Tails::find(int level, std::uint64_t number) const {
  const Tail& tail = tails_[static_cast<std::size_t>(level - entries_level)];
  return tail.number == number && !tail.bytes.empty() ? &tail.bytes : nullptr;
}

}  // namespace samtycke::server

/// The names of a log's tiles, as its clients ask for them (C2SP tlog-tiles).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samtycke {

/// How many hashes a full tile holds, and how many levels of the tree one level of tiles spans.
constexpr std::uint64_t tile_width = 256;
constexpr int tile_height = 8;
constexpr int tile_level_max = 63 / tile_height;
constexpr int entries_level = -1;  // not hashes: the entries themselves

/// A tile as a log's clients name it: `tile/0/x001/x234/067` or, of a tile that is not full,
/// `tile/0/x001/x234/067.p/112`; of the entries themselves `tile/entries/…`.
struct TileName {
  int level = 0;  // `entries_level` for the entries
  std::uint64_t number = 0;
  std::uint64_t width = tile_width;
};

std::string to_text(const TileName& name);
/// The one text that `to_text` writes for a name; nothing for any other.
std::optional<TileName> tile_name_from(std::string_view text);

}  // namespace samtycke

#include <filesystem>
#include <iostream>

#include "api/text_archive.hpp"
#include "cli/commands.hpp"
#include "cli/config.hpp"
#include "store/sqlite_store.hpp"

namespace samtycke::server {
namespace {

constexpr std::uint64_t chunk_size = 1'000;

/// What the walk over all events came to.
struct Walk {
  std::uint64_t events_count = 0;
  std::uint64_t lost_count = 0;
  bool whole = false;  // every event could be read
};

/// Names a position and what happened there. Whom it is about is nobody's matter here.
void print_lost(std::uint64_t position, std::string_view what) {
  std::cout << "position " << position << ": " << what << '\n';
}

/// Counts and names what does not resolve; false where the event cannot be read.
bool look_at(const StoredEvent& stored, const TextArchive& archive, Walk& walk) {
  const std::uint64_t position = walk.events_count++;
  if (stored.is_erased) return true;
  const auto value = read_json(stored.bytes);
  const auto event = value ? event_from(*value, "") : Result<Event>(value.error());
  if (!event) {
    print_lost(position, "the event cannot be read");
    return false;
  }
  if (archive.resolves(*event)) return true;
  ++walk.lost_count;
  print_lost(position, std::string(name_of(event->kind)) + ", its words are not in the archive");
  return true;
}

Walk walk_over(Store& store, const TextArchive& archive) {
  Walk walk;
  walk.whole = true;
  for (;;) {
    const std::uint64_t from = walk.events_count;
    const auto chunk = store.events(from, from + chunk_size, View::committed);
    if (!chunk) {
      walk.whole = false;
      return walk;
    }
    for (const StoredEvent& event : *chunk) {
      if (!look_at(event, archive, walk)) walk.whole = false;
    }
    if (chunk->size() < chunk_size) return walk;
  }
}

int fail(const std::string& why) {
  std::cerr << "samtycke: " << why << '\n';
  return unusable;
}

}  // namespace

int check_texts(const std::string& path) {
  const auto config = read_config(path);
  if (const auto* sentence = std::get_if<std::string>(&config)) return fail(*sentence);
  const std::string& database = std::get<Config>(config).database;
  const std::string& keys = std::get<Config>(config).party_keys;
  // Opening would make it, and an empty one lacks nothing.
  if (!std::filesystem::is_regular_file(database)) return fail(database + ": is not there");
  auto opened = open_sqlite_store(database, keys);
  auto* store = std::get_if<std::unique_ptr<Store>>(&opened);
  const auto archive = store == nullptr ? std::nullopt : TextArchive::read(**store);
  if (!archive) return fail(database + ": cannot be opened or read");
  for (const std::string& version : archive->unreadable()) {
    std::cout << "the kept catalogue " << version << " is damaged\n";
  }
  const Walk walk = walk_over(**store, *archive);
  std::cout << walk.events_count << " events, " << archive->size() << " texts, " << walk.lost_count
            << " not found\n";
  if (!walk.whole) return fail(database + ": holds what cannot be read");
  return walk.lost_count == 0 && archive->unreadable().empty() ? yes : no;
}

}  // namespace samtycke::server

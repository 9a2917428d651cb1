#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/opened.hpp"
#include "identity/secrets.hpp"
#include "store/file_lock.hpp"
#include "store/keys_copy.hpp"
#include "store/schema.hpp"

namespace samtycke::server {
namespace {

int fail(const std::string& why) {
  std::cerr << "samtycke: " << why << '\n';
  return unusable;
}

bool are_on_one_disk(const std::string& one, const std::string& other) {
  struct stat first {};
  struct stat second {};
  return ::stat(one.c_str(), &first) == 0 && ::stat(other.c_str(), &second) == 0 &&
         first.st_dev == second.st_dev;
}

void warn_of_one_disk(const Config& config) {
  for (const std::string& second : {config.second_place, config.second_place_keys}) {
    if (are_on_one_disk(config.database, second)) {
      std::cerr << "samtycke: " << second << ": is on the disk of " << config.database
                << ", and is lost with it\n";
    }
  }
}

/// Whether the folder holds events that the database lacks: what is begun anew there would be the
/// end of them.
bool knows_more(const std::string& folder, const PlaceName& name, RecoveringStore& store) {
  const auto count = store.count();
  std::uint64_t known = 0;
  const auto end = read_frames(folder, name, 0, [&known](const Frame& frame, std::string_view) {
    known = std::max<std::uint64_t>(known, frame.log_first + frame.entries.size());
    return true;
  });
  return !count || (end && known > *count);
}

/// The order: a crash in between leaves a folder that still holds what it held, or one that `serve`
/// says does not continue the database.
bool begin(const Config& config, RecoveringStore& store) {
  const PlaceName name{random_bytes(frame_digest_size), schema_version,
                       config.second_place_sync == HandOn::within_a_second};
  return store.begin_chain(name.chain) &&
         store.copy_to(place_base(config.second_place, name.chain)) &&
         begin_place(config.second_place, name);
}

}  // namespace

int make_second_place(const std::string& path) {
  const auto read = read_config(path);
  if (const auto* sentence = std::get_if<std::string>(&read)) return fail(*sentence);
  const auto& config = std::get<Config>(read);
  if (config.second_place.empty()) return fail(path + ": `/second_place` is missing");
  const auto lock = FileLock::take(config.database + "-lock");
  if (!lock) return fail(config.database + "-lock: a verifier uses this database; stop it first");
  const auto place = read_place(config.second_place);
  if (place && !std::filesystem::exists(config.database)) {
    return fail(sentence_of(OpenFault::database_lost, config));
  }
  auto opened = open_for_recovery(config.database, config.party_keys, "");
  if (const auto* fault = std::get_if<OpenFault>(&opened)) return fail(sentence_of(*fault, config));
  RecoveringStore& store = *std::get<std::unique_ptr<RecoveringStore>>(opened);
  if (place && knows_more(config.second_place, *place, store)) {
    return fail(sentence_of(OpenFault::place_ahead, config));
  }
  if (!KeysCopy::make(config.party_keys, config.second_place_keys)) {
    return fail(config.second_place_keys +
                ": cannot be written, or holds other keys; move those away if that is meant");
  }
  if (!begin(config, store)) return fail(config.second_place + ": cannot be written");
  warn_of_one_disk(config);
  std::cout << config.second_place << ": holds " << config.database << " with "
            << store.count().value_or(0) << " events, and is told of every change from now on\n";
  return yes;
}

}  // namespace samtycke::server
